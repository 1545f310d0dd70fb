package org.socketworkbench.ui.support;

import java.util.function.Function;
import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;

/** Lists that drop down and cannot be typed into. */
public final class Choices {
    private Choices() {}

    /** Names the choices; no choice is an empty text. */
    public static <T> void name(ComboBox<T> choices, Function<T, String> name) {
        choices.setConverter(new StringConverter<>() {
            @Override
            public String toString(T choice) {
                return choice == null ? "" : name.apply(choice);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException("the choice is not editable");
            }
        });
    }
}
