package org.socketworkbench.trace;

/**
 * The form of trace files. The first line names it, with its version; files of version 1 have no such line.
 *
 * <p>The version grows when a file may hold what an earlier reader does not understand. {@link TraceReader} passes over
 * what a later version has added.
 */
final class TraceFormat {
    static final int VERSION = 2;
    static final int WITHOUT_HEADER = 1;
    private static final String NAME = "socket-workbench";

    private TraceFormat() {}

    static void writeHeader(JsonFieldWriter to) {
        to.begin();
        to.string("format", NAME);
        to.number("version", VERSION);
        to.end();
    }

    static boolean isHeader(JsonObjects.Fields line) {
        return line.containsKey("format");
    }

    /** The version that a header tells. */
    static int version(FieldReader header) {
        if (!header.string("format", Bounds.NAME).equals(NAME)) {
            throw new Unreadable("file.format");
        }
        return header.integer("version", WITHOUT_HEADER, Integer.MAX_VALUE);
    }
}
