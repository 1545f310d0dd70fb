package org.socketworkbench.explain;

import java.util.Optional;

/**
 * One call in words.
 *
 * @param title      the call and its result, in C notation
 * @param does       what such a call does
 * @param happened   its result here, or what it waits for
 * @param trouble    the error, if it failed
 * @param telephone  the same as a telephone call
 * @param real       how its descriptors are numbered in the workbench's own process, where strace looks; "" for none
 * @param manualPage the name and section of its manual page, as in {@code accept(2)}
 */
public record Explanation(String title, String does, String happened, Optional<Trouble> trouble, String telephone,
        String real, String manualPage) {}
