package org.socketworkbench.explain;

/** What came of a participant's last call, or of its program, in a line or two. */
public record Reply(Weight weight, String text) {

    /** How much it matters to somebody who learns. */
    public enum Weight {
        /** A step on the way. */
        PLAIN,
        /** A moment that changes what is possible from here on. */
        MOMENT,
        /** Something did not work. */
        TROUBLE
    }
}
