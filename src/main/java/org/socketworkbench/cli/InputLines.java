package org.socketworkbench.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.socketworkbench.engine.Participant;

/**
 * What programs get that ask for input: each the lines of a file, from its first on, and then the end, as if it were started
 * with its input from that file. Those who ask first get the files in their order; the last file is for all who come later.
 */
final class InputLines {
    private final Deque<List<String>> files;
    private final Set<Integer> served = new HashSet<>();

    /** @param files the lines of each file; none if there is no input */
    InputLines(List<List<String>> files) {
        this.files = new ArrayDeque<>(files);
    }

    /** A program asks: what it gets is given to it all at once. */
    void asked(Participant asking) {
        if (served.add(asking.id())) {
            next().forEach(asking::type);
            asking.endInput();
        }
    }

    private List<String> next() {
        return files.size() > 1 ? files.remove() : files.isEmpty() ? List.of() : files.element();
    }
}
