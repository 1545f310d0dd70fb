package org.socketworkbench.export;

import java.util.ArrayList;
import java.util.List;

/** The lines of a program under construction: indented, and each with the call it makes. */
final class CodeLines {
    private static final String INDENT = "    ";

    private final List<Listing.Line> lines = new ArrayList<>();
    private int depth;
    private int call = Listing.NO_CALL;

    /** The following lines make this call, or none. */
    void call(int number) {
        call = number;
    }

    void indent(int by) {
        depth += by;
    }

    void add(String... texts) {
        for (String text : texts) {
            lines.add(new Listing.Line(text.isEmpty() ? "" : INDENT.repeat(depth) + text,
                    text.isEmpty() ? Listing.NO_CALL : call));
        }
    }

    /** Adds lines one level deeper. */
    void addInside(String... texts) {
        depth++;
        add(texts);
        depth--;
    }

    /** Adds a blank line between parts, unless there is one already or a part has just begun. */
    void gap() {
        if (!lines.isEmpty() && !lines.getLast().text().isEmpty() && !lines.getLast().text().endsWith("{")) {
            add("");
        }
    }

    void addAll(CodeLines other) {
        lines.addAll(other.lines);
    }

    Listing listing() {
        return new Listing(lines);
    }
}
