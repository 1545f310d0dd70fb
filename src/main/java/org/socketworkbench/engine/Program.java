package org.socketworkbench.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.socketworkbench.socket.CText;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.trace.Origin;

/** What a participant runs, as a process runs its program. */
public interface Program {

    /** The program's name, as in {@code "server.py"}. */
    String name();

    /** Runs to the end on the participant's thread. When it returns, the threads that it started have ended too. */
    void run(Process process) throws Ended;

    /**
     * Ends it as soon as possible, whatever it is doing. Any thread may call this, even before the program has begun or
     * after its end; returns at once. The engine ends the calls that it waits in.
     */
    default void stop() {}

    /**
     * Ctrl+C was pressed: if the main thread is in no call, it is to notice that as soon as possible and to ask {@link
     * Process#takeInterrupt}. Called as {@link #stop} is; returns at once.
     */
    default void interrupt() {}

    /**
     * The open descriptors that it has forgotten: when memory was last collected, nothing in the program referred to
     * them any more. Each is returned once. Any thread may call it.
     */
    default List<Integer> takeForgotten() {
        return List.of();
    }

    /**
     * The variables that the calling thread, one of the program's, sees where it is, as a note of kind {@link
     * org.socketworkbench.trace.TraceEvent.Note.Kind#VARIABLES} has them; "" if there is nothing to tell. Makes no
     * call,
     * and returns soon.
     */
    default String variables() {
        return "";
    }

    /**
     * What a program can do on one of its threads: make calls, print, ask for input. All methods except {@link
     * #thread(String)}, {@link #wakes} and {@link #endAll} are for that thread.
     */
    interface Process {
        /** The thread's number: 0 is the main one. */
        int thread();

        /** Makes a call that passes the gate, and returns whatever came of it. */
        Outcome attempt(Origin origin, Call call) throws Ended;

        /** Makes a call that passes the gate; no line of a file is known for it. */
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

        /**
         * Waits for a step before a line that has a breakpoint.
         *
         * @param variables tells what {@link Program#variables} would; asked once, on this thread, before it waits
         */
        void holdAt(Origin origin, Supplier<String> variables) throws Ended;

        /** Traces the text of one of the program's files. */
        void source(String file, String text);

        /** Prints a line. */
        void print(Origin origin, String line);

        /** Prints a line; no line of a file is known for it. */
        default void print(String line) {
            print(Origin.of(thread()), line);
        }

        /** Prints a line of error output. */
        void printError(Origin origin, String line);

        /** Waits for a line that the user types; empty if there will be no more. */
        Optional<String> input(Origin origin, String prompt) throws Ended;

        /** Waits for a line; the line of a file that asks for it is not known. */
        default Optional<String> input(String prompt) throws Ended {
            return input(Origin.of(thread()), prompt);
        }

        /** Waits for a time, in nanoseconds. */
        void sleep(Origin origin, long nanos) throws Ended;

        /** The thread is about to wait for another thread of its program, at a lock for example. */
        void rests();

        /** What this thread waits for has happened. Called by the thread that caused it. */
        void wakes();

        /** The thread has waited and goes on. */
        void goesOn() throws Ended;

        /** From now on, relative paths of UNIX sockets begin in this folder. */
        void workIn(Path folder);

        /** Whether its participant has an open descriptor with this number. */
        boolean hasOpen(int fd);

        /** From now on, a socket's number is used without the object around it, and so without the object's timeout. */
        void detached(int fd);

        /**
         * From now on, a socket's number is used by another object, with a timeout of its own.
         *
         * @param timeoutNanos in nanoseconds; {@link Call#FOR_EVER}, or 0 for not at all
         */
        void used(int fd, long timeoutNanos);

        /**
         * Takes the lowest free number for a file, which is the program's own affair: in a process, files and sockets
         * get their numbers from one table.
         */
        int takeNumberForFile();

        /** That file was closed; at the program's end all files are. */
        void fileClosed(int fd);

        /** Whether its participant has bound a socket to this path, and the file that bind made is still there. */
        boolean hasBound(SocketAddress.Unix path);

        /** Whether it was stopped or its program is over: then it can make no more calls. */
        boolean isStopped();

        /**
         * Whether Ctrl+C was pressed and nothing has come of it yet. If this is the main thread, it deals with it now.
         */
        boolean takeInterrupt();

        /** The main thread is at the end of its program and waits for the other threads. */
        void mainEnded();

        /**
         * Ends all threads of the program, as the end of a process does: what they wait in returns, and none of them
         * makes another call. Any thread may ask for it.
         */
        void endAll();

        /** A thread of the program begins. Called on that thread, which calls {@link Worker#close} at its end. */
        Worker thread(String name);
    }

    /** What an additional thread of the program can do. */
    interface Worker extends Process, AutoCloseable {
        @Override
        void close();
    }

    /** The program ends before its last line: a call failed, or the user stopped it. */
    final class Ended extends Exception {
        private static final long serialVersionUID = 1;
        private final Cause cause;
        private final String message;
        private final transient Origin origin;

        private enum Cause { FAILED, STOPPED, INTERRUPTED }

        private Ended(Cause cause, Origin origin, String why) {
            super(null, null, false, false);
            message = why;
            this.cause = cause;
            this.origin = origin;
        }

        /** It failed at a place, for a reason that fits in one line. */
        public static Ended failed(Origin origin, String why) {
            return new Ended(Cause.FAILED, origin, why);
        }

        /** The user stopped it. */
        public static Ended stopped() {
            return new Ended(Cause.STOPPED, Origin.NONE, "");
        }

        /** The user pressed Ctrl+C: the program ends unless it handles that. */
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

        @Override
        public String getMessage() {
            return message;
        }

        /** Where it failed. */
        public Origin origin() {
            return origin;
        }
    }
}
