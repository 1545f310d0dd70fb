package org.socketworkbench.export;

import java.util.HashSet;
import java.util.Set;
import org.socketworkbench.socket.Call;

/**
 * The buffered files that C opens on a socket: one to read from and one to write to, since a socket has two directions.
 */
final class CFiles {
    private final CSource source;
    private final CodeLines body;
    private final Set<String> made = new HashSet<>();

    CFiles(CSource source) {
        this.source = source;
        body = source.body();
    }

    void make(String on) {
        if (made.add(on)) {
            source.include("<stdio.h>", "<unistd.h>");
            body.add("FILE *" + in(on) + " = fdopen(" + on + ", \"r\");",
                    "FILE *" + out(on) + " = fdopen(dup(" + on + "), \"w\");  // "
                            + Remarks.because("c.files"));
            body.add("if (" + in(on) + " == NULL || " + out(on) + " == NULL)");
            body.addInside(source.use(CHelper.DIE) + "(\"makefile\");");
        }
    }

    /** Whether the socket in this variable has files. */
    boolean has(String on) {
        return made.contains(on);
    }

    void readLine(Statement s, String on) {
        source.include("<stdio.h>", "<sys/types.h>");
        String line = source.declare("static char *", "line");
        String size = source.declare("static size_t", "size");
        String count = source.declare("ssize_t", "count");
        body.add(count + " = getline(&" + line + ", &" + size + ", " + in(on) + ");  // " + Remarks.because("c.line"));
        body.add("if (" + count + " == -1 && ferror(" + in(on) + "))");
        body.addInside(s.failed() ? "perror(\"readline\");" : source.use(CHelper.DIE) + "(\"readline\");");
        body.add(source.use(CHelper.SHOW) + "(\"readline\", " + line + ", " + count + ");");
    }

    /** The condition that not everything could be written. */
    String write(String on, Call.FileWrite call) {
        int length = Literals.said(call.data()).length();
        return "fwrite(" + Literals.c(Literals.said(call.data())) + ", 1, " + length + ", " + out(on) + ") < " + length;
    }

    /** The condition that not everything written could be sent. */
    String flush(String on) {
        return "fflush(" + out(on) + ") == EOF";
    }

    /** Closes both files, and with them the socket; returns whether there were any. */
    boolean close(String on) {
        if (!made.remove(on)) {
            return false;
        }
        body.add("fclose(" + out(on) + ");", "fclose(" + in(on) + ");");
        return true;
    }

    private static String in(String socket) {
        return socket + "_in";
    }

    private static String out(String socket) {
        return socket + "_out";
    }
}
