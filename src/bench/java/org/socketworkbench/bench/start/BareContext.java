package org.socketworkbench.bench.start;

import org.graalvm.polyglot.Context;

/** What GraalPy itself needs for an interpreter that has imported {@code socket}. */
public final class BareContext {
    private BareContext() {}

    public static void main(String[] arguments) {
        try (Context context = Context.newBuilder("python").option("engine.WarnInterpreterOnly", "false").build()) {
            context.eval("python", "import socket");
            System.out.println("ready");
        }
    }
}
