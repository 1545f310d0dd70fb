package org.socketworkbench.python;

import java.util.List;

/** Where programs run for a test: as participants of the workbench, or as processes of the system's own Python. */
interface Stage extends AutoCloseable {
    /** Starts a program; it has the name for messages only. */
    Actor start(String name, Script script) throws Exception;

    @Override
    void close();

    /** A program that runs. */
    interface Actor {
        String name();

        /** The lines that it has printed so far, without prompts. */
        List<String> output();

        /** How often it has asked for a line. */
        int asked();

        void type(String line) throws Exception;

        void endInput() throws Exception;

        /** Whether it came to its end, well. */
        boolean hasEnded();
    }
}
