package org.socketworkbench.ui.panel;

import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuItem;
import org.socketworkbench.socket.MessageFlags;

/** Flags of sending or receiving calls as menu items. Ticked items stay ticked. */
final class FlagItems {
    private final List<CheckMenuItem> items;

    /** @param flags the bits that can be chosen, each one of {@link MessageFlags} */
    FlagItems(Runnable onChange, int... flags) {
        items = IntStream.of(flags).mapToObj(flag -> {
            CheckMenuItem item = new CheckMenuItem(MessageFlags.text(flag));
            item.setMnemonicParsing(false);
            item.setUserData(flag);
            item.selectedProperty().addListener(o -> onChange.run());
            return item;
        }).toList();
    }

    List<? extends MenuItem> items() {
        return items;
    }

    /** The ticked flags, combined into one number. */
    int chosen() {
        return items.stream().filter(CheckMenuItem::isSelected).mapToInt(item -> (int) item.getUserData()).sum();
    }
}
