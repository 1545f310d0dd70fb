package org.socketworkbench.ui.calls;

import java.util.Locale;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.socket.CText;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.trace.TraceEvent;

/**
 * A row of the calls list: a call, a note between calls, or the answer to a call that began further up. Immutable; when
 * a call returns, a new row replaces the old one.
 *
 * @param event     the number of the event with which it, or the call that it answers, began
 * @param count     its position among the requested calls, from 1; 0 for a note and for a system call of a library call
 * @param nanos     when it began; of an answer, when the call returned
 * @param line      its line in the program, or 0
 * @param parent    the number of the library call that it is part of, or {@link TraceEvent.CallEntered#NO_PARENT}
 * @param within    the text of that call; "" for none
 * @param returned  the number of the event with which it ended, or -1
 * @param nanosIn   how long it took, once it has returned
 * @param blocked   whether the kernel was seen to block it
 * @param blockedIn the name of its system call that the kernel blocks, or ""
 */
record CallRow(int event, int count, long nanos, int participant, String name, int line, int parent, String within,
        String text, int returned, long nanosIn, boolean blocked, String blockedIn, Kind kind) {

    private static final Messages TEXT = Messages.of(CallRow.class);

    /** The appearance of a row. */
    enum Kind { PENDING, OK, FAILED, NOTE }

    /**
     * A call that has begun.
     *
     * @param count  0 for a system call that a library call makes
     * @param within the text of that library call; "" for none
     */
    static CallRow entered(int event, int count, TraceEvent.CallEntered e, String name, String within) {
        return new CallRow(event, count, e.nanos(), e.participant(), name, e.origin().line(), e.parent(), within,
                CText.of(e.call()), -1, 0, false, "", Kind.PENDING);
    }

    static CallRow note(int event, TraceEvent.Note e, String name, String text) {
        // A note about a file does not belong to a line of it.
        int line = e.kind() == TraceEvent.Note.Kind.SOURCE ? 0 : e.origin().line();
        return new CallRow(event, 0, e.nanos(), e.participant(), name, line, TraceEvent.CallEntered.NO_PARENT, "", text,
                event, 0, false, "", Kind.NOTE);
    }

    CallRow blockedNow() {
        return new CallRow(event, count, nanos, participant, name, line, parent, within, text, returned, nanosIn, true,
                blockedIn, kind);
    }

    /** Its answer came after other rows, and stands below them. */
    CallRow answeredBelow() {
        return new CallRow(event, count, nanos, participant, name, line, parent, within, TEXT.text("calls.begun", text),
                returned, 0, false, "", Kind.OK);
    }

    /** The answer to this call, in a row of its own. */
    CallRow answer(int number, TraceEvent.CallReturned e) {
        return new CallRow(event, count, e.nanos(), participant, name, line, parent, within,
                TEXT.text("calls.answer", CText.of(e.call(), e.outcome())), number, e.nanos() - e.entered(), blocked,
                "",
                kind(e));
    }

    /** The kernel blocks one of its system calls, or no longer does. */
    CallRow blockedIn(String systemCall) {
        return new CallRow(event, count, nanos, participant, name, line, parent, within, text, returned, nanosIn, true,
                systemCall, kind);
    }

    CallRow returned(int number, TraceEvent.CallReturned e) {
        return new CallRow(event, count, nanos, participant, name, line, parent, within,
                CText.of(e.call(), e.outcome()), number, e.nanos() - e.entered(), blocked, "", kind(e));
    }

    private static Kind kind(TraceEvent.CallReturned e) {
        // connect_ex returns the error number instead of -1.
        boolean failed = e.outcome() instanceof Outcome.Failed || e.outcome() instanceof Outcome.TimedOut
                || e.call() instanceof Call.ConnectEx && e.outcome().value() != 0;
        return failed ? Kind.FAILED : Kind.OK;
    }

    boolean isCall() {
        return kind != Kind.NOTE;
    }

    /** Whether it is a system call that a library call makes. */
    boolean isPart() {
        return parent != TraceEvent.CallEntered.NO_PARENT;
    }

    /** Whether all the words occur in the row, or in the row of the call that it is part of. */
    boolean matches(String words) {
        String all = (name + " " + text + " " + within
                + (line > 0 ? " " + TEXT.text("calls.in-line", Integer.toString(line)) : "")).toLowerCase(Locale.ROOT);
        for (String word : words.toLowerCase(Locale.ROOT).split("\\s+")) {
            if (!all.contains(word)) {
                return false;
            }
        }
        return true;
    }
}
