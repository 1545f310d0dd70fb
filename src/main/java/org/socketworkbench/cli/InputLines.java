package org.socketworkbench.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.socketworkbench.engine.Participant;

/**
 * What programs get that ask for input: each the lines of a file, from its first on, and then the end, as if it were
 * started with its input from that file. Those who ask first get the files in their order; the last file is for all who
 * come later. Without any file it is what is piped into the workbench, as it comes.
 */
final class InputLines {
    private final Deque<List<String>> files;
    private final Optional<PipedInput> piped;
    private final Set<Integer> served = new HashSet<>();

    /**
     * @param files the lines of each file
     * @param piped what there is if there are no files
     */
    InputLines(List<List<String>> files, Optional<PipedInput> piped) {
        this.files = new ArrayDeque<>(files);
        this.piped = files.isEmpty() ? piped : Optional.empty();
    }

    /** A program is about to start: what everybody gets it need not ask for, so that it never waits for it. */
    void starts(Participant participant) {
        if (files.size() <= 1 && piped.isEmpty()) {
            asked(participant);
        }
    }

    /** A program asks: what it gets is given to it all at once, or as it comes. */
    void asked(Participant asking) {
        if (!served.add(asking.id())) {
            return;
        }
        if (piped.isPresent()) {
            piped.get().passTo(asking);
        } else {
            next().forEach(asking::type);
            asking.endInput();
        }
    }

    private List<String> next() {
        return files.size() > 1 ? files.remove() : files.isEmpty() ? List.of() : files.element();
    }
}
