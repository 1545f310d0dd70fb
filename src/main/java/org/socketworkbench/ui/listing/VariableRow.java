package org.socketworkbench.ui.listing;

/** A row of the variables of a program that stands. */
sealed interface VariableRow {

    /** What the rows below it belong to. */
    record Heading(String text) implements VariableRow {}

    /** A variable, and its value as Python prints it. */
    record Variable(String name, String value) implements VariableRow {}
}
