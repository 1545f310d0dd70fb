package org.socketworkbench.trace;

import java.util.List;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;

/**
 * Something that happened. An event's number is its position in the {@link TraceLog}; {@code nanos} is the time since
 * the log began, in nanoseconds; {@code participant} is the number of the participant that it happened to.
 */
public sealed interface TraceEvent {

    /** Nanoseconds since the log began. */
    long nanos();

    /** An event of one participant. */
    sealed interface OfParticipant extends TraceEvent {
        int participant();
    }

    /** A participant joined. Numbers start at 0 and are never reused. */
    record ParticipantCame(long nanos, int participant, String name, Role role) implements OfParticipant {
        public ParticipantCame {
            name = Bounds.cut(name, Bounds.NAME);
        }
    }

    /** A participant left; its descriptors were closed before that. */
    record ParticipantWent(long nanos, int participant) implements OfParticipant {}

    /** A program has reached a call and waits at the gate. */
    record CallWaiting(long nanos, int participant, Origin origin, Call call) implements OfParticipant {
        /** A call for which no line of a program is known. */
        public CallWaiting(long nanos, int participant, Call call) {
            this(nanos, participant, Origin.NONE, call);
        }
    }

    /**
     * A call is about to be made. This event's number is the call's number.
     *
     * @param origin the thread that makes the call, and the line of its program
     * @param parent the number of the library call that makes it, or {@link #NO_PARENT}
     */
    record CallEntered(long nanos, int participant, Origin origin, int parent, Call call) implements OfParticipant {
        /** The parent of a call that a program or a user makes. */
        public static final int NO_PARENT = -1;

        /** A call that a user makes by hand, or a system call that carries it out. */
        public CallEntered(long nanos, int participant, int parent, Call call) {
            this(nanos, participant, Origin.NONE, parent, call);
        }

        /** A call that a user makes by hand. */
        public CallEntered(long nanos, int participant, Call call) {
            this(nanos, participant, NO_PARENT, call);
        }
    }

    /** The call's thread is blocked in the kernel. This is read from the kernel a while after the call was entered. */
    record CallBlocked(long nanos, int participant, int call) implements OfParticipant {}

    /**
     * A call has returned.
     *
     * @param number  the number of its {@link CallEntered}
     * @param entered when the call was entered, in nanoseconds since the log began
     */
    record CallReturned(long nanos, int participant, int number, long entered, Call call, Outcome outcome)
            implements OfParticipant {}

    /**
     * The rows of the kernel's own tables about the sockets of interest, when they were last read.
     *
     * @param rows at most {@link #ROWS_AT_MOST}, the participants' own first
     */
    record KernelSample(long nanos, List<SocketRow> rows) implements TraceEvent {
        /** How many rows of one look are kept. */
        public static final int ROWS_AT_MOST = 512;

        public KernelSample {
            rows = List.copyOf(rows);
        }
    }

    /**
     * An event of a later version of the trace format. Nothing more is known about it.
     *
     * @param kind what the file calls it
     */
    record Unknown(long nanos, String kind) implements TraceEvent {
        public Unknown {
            kind = Bounds.cut(kind, Bounds.NAME);
        }
    }

    /** Something about a participant that is not a call. */
    record Note(long nanos, int participant, Origin origin, Kind kind, String text) implements OfParticipant {
        public Note {
            text = Bounds.cut(text, Bounds.TEXT);
        }

        /** A note without a line of a program. */
        public Note(long nanos, int participant, Kind kind, String text) {
            this(nanos, participant, Origin.NONE, kind, text);
        }

        /** What the text is. */
        public enum Kind {
            /** The program's text, all of it; the origin names the file. */
            SOURCE,
            /** A program began; the text is its name, as in {@code "server.py"}. */
            PROGRAM_STARTED,
            /** The program reached its end. */
            PROGRAM_ENDED,
            /** The program ended early; the text says why, in one line, and the origin says where. */
            PROGRAM_FAILED,
            /** The user stopped the program. */
            PROGRAM_STOPPED,
            /** A line that the program printed. */
            OUTPUT,
            /** A line of its error output, such as a line of a traceback. */
            ERROR_OUTPUT,
            /** The program waits for a line from the user; the text is its prompt. */
            WAITS_FOR_INPUT,
            /** The line that the program got. */
            INPUT,
            /** The program waits for a line, but the input has ended. */
            INPUT_ENDED,
            /** The user predicts what a held call will return; the text is the prediction, in the user's words. */
            PREDICTION,
            /** The user takes back a call that was held for a prediction: it is not made. */
            TAKEN_BACK,
            /** A thread of the program waits before a line that has a breakpoint. */
            WAITS_AT_LINE,
            /**
             * The variables of a thread that stops at the gate or before a line. The text has a line {@code name =
             * value} for each variable. If the thread is in a function, its variables come first, then an empty line,
             * then those of the module.
             */
            VARIABLES,
            /** A thread of the program sleeps; the text is the number of seconds. */
            SLEEPS,
            /** The thread no longer sleeps. */
            WAKES,
            /** The program started a thread; the origin has its number, the text is its name. */
            THREAD_STARTED,
            /** A thread of the program has ended. */
            THREAD_ENDED,
            /** The main thread has reached its end; the program goes on until its other threads have ended. */
            MAIN_ENDED,
            /**
             * Nothing in the program refers to an open socket any more, so it is closed. The text is its descriptor.
             */
            FORGOTTEN,
            /** The log is nearly full: from now on, programs stop before every call. */
            TRACE_FULL,
            /** The participant ends like a process: its open descriptors are closed for it. */
            EXIT
        }
    }
}
