package org.socketworkbench.diagram;

/** One line of the sequence diagram: it shows one thing, so nothing on it can overlap. */
public sealed interface Row {
    /** A call was entered. The row also shows its return if nothing happened in between. */
    record Entry(Activation activation) implements Row {}

    /** The kernel holds a call's thread. */
    record Blocked(Activation activation) implements Row {}

    /** A call returned. */
    record Return(Activation activation) implements Row {}

    /** A thread started. */
    record ThreadStart(ThreadSpan thread) implements Row {}

    /**
     * A thread makes no call for a while.
     *
     * @param thread its number: 0 is the main one
     */
    record Sleep(Track track, int thread, String seconds) implements Row {}

    /** Something went from one lifeline to another. */
    record Arrow(Message message) implements Row {}
}
