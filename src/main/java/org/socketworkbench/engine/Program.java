package org.socketworkbench.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.socketworkbench.socket.CText;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.trace.Origin;

/** A fixed sequence of calls that a participant runs, as a process runs its program. */
public interface Program {

    /** The program's name, as in {@code "server.py"}. */
    String name();

    /** Runs to the end on the participant's thread; the threads that it started have ended too when it returns. */
    void run(Process process) throws Ended;

    /**
     * Ends it, whatever it is doing, as soon as may be. Called by any thread, perhaps before it has begun or after its
     * end; returns at once. The calls that it waits in are ended by the engine.
     */
    default void stop() {}

    /**
     * Ctrl+C was pressed: a main thread that makes no call is to hear of it, as soon as may be, and asks
     * {@link Process#takeInterrupt}. Called as {@link #stop} is; returns at once.
     */
    default void interrupt() {}

    /**
     * Its open descriptors that it has forgotten: when memory was last collected, nothing in it referred to them any
     * more. Each is told once. Called by any thread.
     */
    default List<Integer> takeForgotten() {
        return List.of();
    }

    /**
     * What a program can do on one of its threads: make calls, print, ask. All methods but {@link #thread(String)},
     * {@link #wakes} and {@link #endAll} are for that thread.
     */
    interface Process {
        /** The thread's number: 0 is the main one. */
        int thread();

        /** Makes a call past the gate and answers whatever came of it. */
        Outcome attempt(Origin origin, Call call) throws Ended;

        /** Makes a call past the gate that no line of a file is known for. */
        default Outcome attempt(Call call) throws Ended {
            return attempt(Origin.of(thread()), call);
        }

        /** Makes a call that has to succeed: a failure ends the program, as an exception ends a Python program. */
        default Outcome call(Call call) throws Ended {
            Outcome outcome = attempt(call);
            if (outcome instanceof Outcome.Failed || outcome instanceof Outcome.TimedOut) {
                throw Ended.failed(Origin.of(thread()), CText.of(call, outcome));
            }
            return outcome;
        }

        /** Waits for a step before a line that has a breakpoint. */
        void holdAt(Origin origin) throws Ended;

        /** Tells what the program's file holds. */
        void source(String file, String text);

        /** Prints a line. */
        void print(Origin origin, String line);

        /** Prints a line that no line of a file is known for. */
        default void print(String line) {
            print(Origin.of(thread()), line);
        }

        /** Prints a line of the error output. */
        void printError(Origin origin, String line);

        /** Waits for a line that the user types; empty if there will be none any more. */
        Optional<String> input(Origin origin, String prompt) throws Ended;

        /** Waits for a line; which line of a file asks for it is not known. */
        default Optional<String> input(String prompt) throws Ended {
            return input(Origin.of(thread()), prompt);
        }

        /** Waits for a time, in nanoseconds. */
        void sleep(Origin origin, long nanos) throws Ended;

        /** The thread is about to wait for another of its program, as at a lock. */
        void rests();

        /** What this thread rests for has come. Called by the thread that has brought it about. */
        void wakes();

        /** The thread, which has rested, goes on. */
        void goesOn() throws Ended;

        /** From here on relative paths of UNIX sockets begin in this folder. */
        void workIn(Path folder);

        /** Whether a descriptor of its participant with this number is open. */
        boolean hasOpen(int fd);

        /** The number of a socket goes on without the object around it, and so without the object's timeout. */
        void detached(int fd);

        /**
         * Takes the lowest free number for a file, which is the program's own affair: in a process files and sockets
         * have their numbers from one table.
         */
        int takeNumberForFile();

        /** That file is closed; at the program's end all are. */
        void fileClosed(int fd);

        /** Whether its participant has bound a socket to this path, and the file that bind made is still there. */
        boolean hasBound(SocketAddress.Unix path);

        /** Whether it was stopped, or its program is over: it can make no call any more. */
        boolean isStopped();

        /**
         * Whether Ctrl+C was pressed and nothing has come of it yet. This thread deals with it, if it is the main one.
         */
        boolean takeInterrupt();

        /** The main thread is at the end of its program, and waits for its other threads. */
        void mainEnded();

        /**
         * Ends all threads of the program, as the end of a process does: what they wait in returns, and none makes a
         * call any more. Any thread may ask for it.
         */
        void endAll();

        /** A thread of the program begins; called on that thread, which calls {@link Worker#close} at its end. */
        Worker thread(String name);
    }

    /** What a further thread of the program can do. */
    interface Worker extends Process, AutoCloseable {
        @Override
        void close();
    }

    /** The program ends before its last line: a call failed, or the user stopped it. */
    final class Ended extends Exception {
        private static final long serialVersionUID = 1;
        private final Cause cause;
        private final transient Origin origin;

        private enum Cause { FAILED, STOPPED, INTERRUPTED }

        private Ended(Cause cause, Origin origin, String why) {
            super(why, null, false, false);
            this.cause = cause;
            this.origin = origin;
        }

        /** It failed at a place, and why, in a line. */
        public static Ended failed(Origin origin, String why) {
            return new Ended(Cause.FAILED, origin, why);
        }

        /** The user stopped it. */
        public static Ended stopped() {
            return new Ended(Cause.STOPPED, Origin.NONE, "");
        }

        /** The user pressed Ctrl+C: unless the program has something to do then, it ends. */
        static Ended interrupted() {
            return new Ended(Cause.INTERRUPTED, Origin.NONE, "Ctrl+C");
        }

        /** Whether the user stopped it. */
        public boolean wasStopped() {
            return cause == Cause.STOPPED;
        }

        /** Whether the user pressed Ctrl+C. */
        public boolean wasInterrupted() {
            return cause == Cause.INTERRUPTED;
        }

        /** Where it failed. */
        public Origin origin() {
            return origin;
        }
    }
}
