package org.socketworkbench.ui.support;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;

/**
 * What the user has chosen, remembered until the next start. Nothing that goes wrong with it is told: the usual choice
 * applies then. FX thread only.
 */
public interface Preferences {

    /** What is remembered. */
    enum Key {
        /** Light, dark, or as the system is. */
        THEME,
        /** The text size, as a number from 0. */
        TEXT_SIZE,
        /** Whether the window is shown to a class. */
        PROJECTOR,
        /** Where the window is, and how large. */
        WINDOW,
        /** Whether all controls are shown. */
        ALL_CONTROLS,
        /** Whether What happened shows its details. */
        DETAILS,
        /** Whether the diagram says when each call began and returned. */
        DIAGRAM_TIMES,
        /** The lesson that was begun last. */
        LESSON,
        /** The lessons that were ever begun. */
        LESSONS_BEGUN,
        /** The lessons that were done to their end. */
        LESSONS_DONE,
        /** Whether lessons count the hands of a class. */
        LESSON_FOR_CLASS,
        /** The folder of lessons of one's own. */
        LESSON_FOLDER,
        /** The tab in front. */
        TAB,
        /** The Python files that were opened or saved last. */
        RECENT_PROGRAMS,
        /** The traces that were opened or saved last. */
        RECENT_TRACES,
        /** The folder of Python programs. */
        PROGRAM_FOLDER,
        /** The folder for what programs have written. */
        WRITTEN_FOLDER,
        /** The folder of traces. */
        TRACE_FOLDER,
        /** The folder of diagrams. */
        DIAGRAM_FOLDER,
        /** The folder of generated programs. */
        CODE_FOLDER
    }

    /** What is remembered; empty if it is nothing, or cannot be read. */
    Optional<String> get(Key key);

    /** Remembers a value from here on. */
    void put(Key key, String value);

    /** A remembered number between 0 and {@code most}, or another number if none is remembered. */
    default int number(Key key, int most, int otherwise) {
        return get(key).filter(text -> text.matches("\\d{1,6}")).map(Integer::valueOf).filter(number -> number <= most)
                .orElse(otherwise);
    }

    /** Sets a switch as it is remembered, off if it is not, and remembers how it is set from here on. */
    default void keep(Key key, BooleanProperty on) {
        on.set(get(key).filter("true"::equals).isPresent());
        on.addListener((o, was, now) -> put(key, now.toString()));
    }

    /** Preferences that are forgotten with this process. */
    static Preferences inMemory() {
        Map<Key, String> values = new EnumMap<>(Key.class);
        return new Preferences() {
            @Override
            public Optional<String> get(Key key) {
                return Optional.ofNullable(values.get(key));
            }

            @Override
            public void put(Key key, String value) {
                values.put(key, value);
            }
        };
    }
}
