package org.socketworkbench.cli;

/** The program's window. */
@FunctionalInterface
public interface Window {

    /** Opens the window and returns when the user has closed it. */
    void show() throws Failure;
}
