package org.socketworkbench.ui.calls;

import java.util.Locale;
import org.socketworkbench.socket.CText;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.trace.TraceEvent;

/**
 * A line of the calls list: a call, or a note between calls. A value; a call that has returned is a new row in the old one's
 * place.
 *
 * @param event    the number of the event with which it began
 * @param count    its place among the calls, from 1; 0 for a note
 * @param nanos    when it began
 * @param returned the number of the event with which it ended, or -1
 * @param nanosIn  how long it took, once it has returned
 * @param blocked  whether the kernel was seen to hold it
 */
record CallRow(int event, int count, long nanos, int participant, String name, String text, int returned, long nanosIn,
        boolean blocked, Kind kind) {

    /** How a row is to look. */
    enum Kind { PENDING, OK, FAILED, NOTE }

    static CallRow entered(int event, int count, TraceEvent.CallEntered e, String name) {
        return new CallRow(event, count, e.nanos(), e.participant(), name, CText.of(e.call()), -1, 0, false, Kind.PENDING);
    }

    static CallRow note(int event, TraceEvent.Note e, String name, String text) {
        return new CallRow(event, 0, e.nanos(), e.participant(), name, text, event, 0, false, Kind.NOTE);
    }

    CallRow blockedNow() {
        return new CallRow(event, count, nanos, participant, name, text, returned, nanosIn, true, kind);
    }

    CallRow returned(int number, TraceEvent.CallReturned e) {
        return new CallRow(event, count, nanos, participant, name, CText.of(e.call(), e.outcome()), number, e.nanos() - e.entered(),
                blocked, e.outcome() instanceof Outcome.Failed ? Kind.FAILED : Kind.OK);
    }

    boolean isCall() {
        return kind != Kind.NOTE;
    }

    /** Whether the words, all of them, stand somewhere in the row. */
    boolean matches(String words) {
        String all = (name + " " + text).toLowerCase(Locale.ROOT);
        for (String word : words.toLowerCase(Locale.ROOT).split("\\s+")) {
            if (!all.contains(word)) {
                return false;
            }
        }
        return true;
    }
}
