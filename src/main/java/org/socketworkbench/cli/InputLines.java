package org.socketworkbench.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.socketworkbench.engine.Participant;

/**
 * Provides the input of programs that ask for it: each gets the lines of a file from the start, then end-of-file, as if
 * its standard input were that file. Programs get the files in the order in which they first ask; all later programs
 * get the last file. Without any file, they get what is piped into the workbench, as it arrives.
 */
final class InputLines {
    private final Deque<List<String>> files;
    private final Optional<PipedInput> piped;
    private final Set<Integer> served = new HashSet<>();

    /**
     * @param files the lines of each file
     * @param piped the input to use if there are no files
     */
    InputLines(List<List<String>> files, Optional<PipedInput> piped) {
        this.files = new ArrayDeque<>(files);
        this.piped = files.isEmpty() ? piped : Optional.empty();
    }

    /** A program is about to start. If all programs get the same file, it gets the input now and never waits for it. */
    void starts(Participant participant) {
        if (files.size() <= 1 && piped.isEmpty()) {
            asked(participant);
        }
    }

    /** A program asks for input: it gets all of it at once, or as it arrives. */
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
