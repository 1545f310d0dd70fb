package org.socketworkbench.ui.support;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The preferences of this user, which Java keeps below the home folder. */
public final class UserPreferences implements Preferences {
    private static final String NODE = "org/socketworkbench";
    /** Kept in a field, so that its level stays. */
    private static final Logger LOG = Logger.getLogger("java.util.prefs");

    private final java.util.prefs.Preferences node;

    UserPreferences(java.util.prefs.Preferences node) {
        this.node = node;
    }

    /** Finds them; if this user has no home folder to keep them in, they are forgotten with this process. */
    public static Preferences open() {
        // Java logs every problem with a home folder that cannot be written to, again and again.
        LOG.setLevel(Level.OFF);
        if (!hasHome()) {
            return Preferences.inMemory();
        }
        try {
            UserPreferences preferences = new UserPreferences(java.util.prefs.Preferences.userRoot().node(NODE));
            // Java reads the file when the first of them is asked for: now, not in the thread that builds the window.
            preferences.get(Key.TAB);
            return preferences;
        } catch (RuntimeException | LinkageError e) {
            return Preferences.inMemory();
        }
    }

    /** Without a home folder, Java would create one where the program was started. */
    private static boolean hasHome() {
        try {
            Path home = Path.of(System.getProperty("java.util.prefs.userRoot", System.getProperty("user.home", "")));
            return home.isAbsolute() && Files.isDirectory(home);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    @Override
    public Optional<String> get(Key key) {
        try {
            return Optional.ofNullable(node.get(name(key), null));
        } catch (IllegalStateException e) {
            return Optional.empty(); // Another process has removed the node.
        }
    }

    @Override
    public void put(Key key, String value) {
        try {
            node.put(name(key), value);
        } catch (IllegalStateException | IllegalArgumentException e) {
            // The node was removed, or the value is too long to be kept.
        }
    }

    private static String name(Key key) {
        return key.name().toLowerCase(Locale.ROOT);
    }
}
