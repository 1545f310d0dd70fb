package org.socketworkbench.explain;

/**
 * An error in words.
 *
 * @param name         its name and number, as in {@code ECONNREFUSED (111)}
 * @param meaning      what it always means
 * @param cause        its likely cause here
 * @param causeWasRead whether the cause was read from the kernel's table; otherwise it is inferred from the calls made
 * @param tryThis      what to do next
 */
public record Trouble(String name, String meaning, String cause, boolean causeWasRead, String tryThis) {}
