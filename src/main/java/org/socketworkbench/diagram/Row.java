package org.socketworkbench.diagram;

/** One line of the sequence diagram: it shows one thing, so nothing on it can overlap. */
public sealed interface Row {
    /** A call was entered; its return too, if nothing happened between. */
    record Entry(Activation activation) implements Row {}

    /** The kernel holds a call's thread. */
    record Blocked(Activation activation) implements Row {}

    /** A call returned. */
    record Return(Activation activation) implements Row {}

    /** Something went from one lifeline to another. */
    record Arrow(Message message) implements Row {}
}
