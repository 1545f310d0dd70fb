package org.socketworkbench.ui.support;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/**
 * The keys for one action.
 *
 * @param keys the combinations that do it; the first is the one that users are told
 */
public record Shortcut(List<KeyCodeCombination> keys) {

    public static Shortcut of(KeyCode key, KeyCombination.Modifier... modifiers) {
        return new Shortcut(List.of(new KeyCodeCombination(key, modifiers)));
    }

    /** The same, and another combination that does the same. */
    public Shortcut or(KeyCode key, KeyCombination.Modifier... modifiers) {
        List<KeyCodeCombination> all = new ArrayList<>(keys);
        all.add(new KeyCodeCombination(key, modifiers));
        return new Shortcut(List.copyOf(all));
    }

    public boolean matches(KeyEvent event) {
        return keys.stream().anyMatch(one -> one.match(event));
    }

    /** The keys as users are told them, such as {@code Ctrl+N}. */
    public String text() {
        KeyCodeCombination told = keys.getFirst();
        StringBuilder text = new StringBuilder();
        if (told.getShortcut() == KeyCombination.ModifierValue.DOWN
                || told.getControl() == KeyCombination.ModifierValue.DOWN) {
            text.append("Ctrl+");
        }
        if (told.getShift() == KeyCombination.ModifierValue.DOWN) {
            text.append("Shift+");
        }
        return text.append(told.getCode().getName()).toString();
    }

    /** An action in a view that has keys, for the list of all keys. */
    public record Described(String what, Shortcut keys) {}
}
