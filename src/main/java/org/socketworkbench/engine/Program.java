package org.socketworkbench.engine;

import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;

/** A fixed sequence of calls that a participant runs, as a process runs its program. */
public interface Program {

    /** The program's key in the message bundle, as in {@code "one-call-server"}. */
    String key();

    /** Runs to the end on the participant's thread. */
    void run(Process process) throws Ended;

    /** What a program can do: make calls, print, ask. */
    interface Process {
        /** Makes a call past the gate and answers whatever came of it. */
        Outcome attempt(Call call) throws Ended;

        /** Makes a call that has to succeed: a failure ends the program, as an exception ends a Python program. */
        Outcome call(Call call) throws Ended;

        /** Prints a line. */
        void print(String line);

        /** Waits for a line that the user types. */
        String input(String prompt) throws Ended;
    }

    /** The program ends before its last line: a call failed, or the user stopped it. */
    final class Ended extends Exception {
        private static final long serialVersionUID = 1;
        /** Whether the user stopped it. */
        final boolean stopped;

        Ended(boolean stopped, String why) {
            super(why, null, false, false);
            this.stopped = stopped;
        }
    }
}
