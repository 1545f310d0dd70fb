package org.socketworkbench.ui.lesson;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.socketworkbench.ui.support.Preferences;

/** Which lessons were begun and done, remembered between starts. FX thread only. */
public final class LessonsDone {
    private static final String SEPARATOR = "/";

    private final Preferences preferences;

    /** How far somebody has come in a lesson. */
    public enum State {
        NEW, BEGUN, DONE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public LessonsDone(Preferences preferences) {
        this.preferences = preferences;
    }

    public State of(String lesson) {
        return ids(Preferences.Key.LESSONS_DONE).contains(lesson) ? State.DONE
                : ids(Preferences.Key.LESSONS_BEGUN).contains(lesson) ? State.BEGUN : State.NEW;
    }

    public void begun(String lesson) {
        add(Preferences.Key.LESSONS_BEGUN, lesson);
    }

    public void done(String lesson) {
        add(Preferences.Key.LESSONS_DONE, lesson);
    }

    private void add(Preferences.Key key, String lesson) {
        Set<String> ids = ids(key);
        if (ids.add(lesson)) {
            preferences.put(key, String.join(SEPARATOR, ids));
        }
    }

    private Set<String> ids(Preferences.Key key) {
        return new LinkedHashSet<>(Arrays.asList(preferences.get(key).orElse("").split(SEPARATOR)));
    }
}
