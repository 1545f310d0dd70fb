package org.socketworkbench.cli;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names the participants that run programs: the file name without its extension, numbered where several run the same
 * file.
 *
 * @param files the file names, in the order of the participants
 */
record ParticipantNames(List<String> files) {
    static final String ENDING = ".py";

    List<String> all() {
        List<String> plain = files.stream().map(ParticipantNames::withoutEnding).toList();
        Map<String, Integer> counts = new HashMap<>();
        return plain.stream()
                .map(name -> Collections.frequency(plain, name) == 1 ? name
                        : name + " " + counts.merge(name, 1, Integer::sum))
                .toList();
    }

    private static String withoutEnding(String file) {
        boolean hasEnding = file.endsWith(ENDING) && file.length() > ENDING.length();
        return hasEnding ? file.substring(0, file.length() - ENDING.length()) : file;
    }
}
