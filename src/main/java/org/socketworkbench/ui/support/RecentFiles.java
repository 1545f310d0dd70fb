package org.socketworkbench.ui.support;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files that were used last, the newest first. They need not exist any more. FX thread only. */
public final class RecentFiles {
    /** The list is short enough for a menu, and for what Java keeps as one value. */
    private static final int AT_MOST = 8;

    private final Preferences preferences;
    private final Preferences.Key key;

    public RecentFiles(Preferences preferences, Preferences.Key key) {
        this.preferences = preferences;
        this.key = key;
    }

    public List<Path> list() {
        return preferences.get(key).stream().flatMap(text -> Stream.of(text.split(" ")))
                .flatMap(word -> file(word).stream()).limit(AT_MOST).toList();
    }

    /** Puts a file first. */
    public void add(Path file) {
        List<Path> files = new ArrayList<>(list());
        Path whole = file.toAbsolutePath().normalize();
        files.remove(whole);
        files.addFirst(whole);
        // A URI has neither spaces nor control characters, whatever the path has.
        preferences.put(key, files.stream().limit(AT_MOST).map(one -> one.toUri().toString())
                .collect(Collectors.joining(" ")));
    }

    private static Optional<Path> file(String uri) {
        try {
            return Optional.of(Path.of(URI.create(uri)));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty(); // Somebody else has written it.
        }
    }
}
