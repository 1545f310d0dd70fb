package org.socketworkbench.engine;

import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;

/** A program that makes each call again that failed. What it has open when it ends stays open. */
record PersistentProgram(String name, Script script) implements Program {
    /**
     * More than the system calls of one library call, each of which may fail once: one that fails so often ends the
     * program.
     */
    private static final int TRIES = 20;

    /** What the program does. */
    interface Script {
        void run(Calls calls) throws Ended, InterruptedException;
    }

    @Override
    public void run(Process process) throws Ended {
        try {
            script.run(new Calls(process));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A long text in short, so that another one is told from it. */
    static String brief(String text) {
        return text.length() + " characters, hash " + Integer.toHexString(text.hashCode());
    }

    /** The calls of the running program. */
    record Calls(Process process) {

        /** Makes a call until it succeeds. */
        Outcome make(Call call) throws Ended {
            for (int tried = 1; tried < TRIES; tried++) {
                Outcome outcome = process.attempt(call);
                if (!(outcome instanceof Outcome.Failed)) {
                    return outcome;
                }
            }
            return process.call(call);
        }

        int socket(Family family, SocketType type) throws Ended {
            return (int) make(new Call.Socket(family, type, 0)).value();
        }

        int accept(int listener) throws Ended {
            return ((Outcome.Accepted) make(new Call.Accept(listener))).fd();
        }

        SocketAddress nameOf(int fd) throws Ended {
            return ((Outcome.Named) make(new Call.GetSockName(fd))).address();
        }

        void heard(String text) {
            process.print(brief(text));
        }
    }
}
