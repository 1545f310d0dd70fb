package org.socketworkbench.explain;

/**
 * An error in words.
 *
 * @param name         its name and number, as in {@code ECONNREFUSED (111)}
 * @param meaning      what it means wherever it occurs
 * @param cause        what likely caused it here
 * @param causeWasRead whether the cause was read from the kernel's table; else it is concluded from the calls made
 * @param tryThis      what to do next
 */
public record Trouble(String name, String meaning, String cause, boolean causeWasRead, String tryThis) {}
