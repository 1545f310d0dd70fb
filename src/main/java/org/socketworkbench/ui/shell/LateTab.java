package org.socketworkbench.ui.shell;

import java.util.Optional;
import javafx.scene.control.Tab;
import org.socketworkbench.ui.support.View;

/** A tab whose view is built when it is first opened, so that the window opens sooner. */
final class LateTab {
    private final Tab tab;
    private Optional<View> view = Optional.empty();
    private boolean built;

    LateTab(Tab tab) {
        this.tab = tab;
        tab.setOnSelectionChanged(e -> selected());
    }

    Tab tab() {
        return tab;
    }

    /** Shows a view from here on; the one before is forgotten. */
    void show(View shown) {
        view = Optional.of(shown);
        built = false;
        tab.setContent(null);
        selected();
    }

    void close() {
        view.ifPresent(View::close);
    }

    private void selected() {
        if (!built && tab.isSelected() && view.isPresent()) {
            tab.setContent(view.get().root());
            built = true;
        }
        if (built) {
            view.get().inFront(tab.isSelected());
        }
    }
}
