package org.socketworkbench.trace;

import org.socketworkbench.socket.CallName;

/**
 * The form of trace files. The first line names it, with its version; files of version 1 have no such line.
 *
 * <p>The version grows when a file may contain something that an earlier reader does not understand. {@link
 * TraceReader} skips what a later version has added.
 */
final class TraceFormat {
    static final int VERSION = 4;
    static final int WITHOUT_HEADER = 1;
    private static final String NAME = "socket-workbench";

    /**
     * The first version in which a file's write has a name of its own. Before that, {@code "write"} was not the system
     * call.
     */
    private static final int WITH_FILE_WRITE = 3;

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

    /** Turns an event of an older version into one of this version. */
    static void bringUpToDate(JsonObjects.Fields event, int version) {
        if (version < WITH_FILE_WRITE && event.get("call") instanceof JsonObjects.Fields call) {
            call.replace("name", "write", CallName.FILE_WRITE.toString());
        }
    }

    /** The version in a header. */
    static int version(FieldReader header) {
        if (!header.string("format", Bounds.NAME).equals(NAME)) {
            throw new Unreadable("file.format");
        }
        return header.integer("version", WITHOUT_HEADER, Integer.MAX_VALUE);
    }
}
