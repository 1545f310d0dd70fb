package org.socketworkbench.ui.shell;

import java.util.function.Supplier;
import javafx.scene.Parent;
import javafx.scene.control.Tab;

/** A tab whose view is made when it is first looked at: the window opens sooner without it. */
final class LateTab {
    private LateTab() {}

    /** Makes the tab show this view, and no longer any other. */
    static void connect(Tab tab, Supplier<Parent> view) {
        tab.setContent(null);
        tab.setOnSelectionChanged(e -> show(tab, view));
        show(tab, view);
    }

    private static void show(Tab tab, Supplier<Parent> view) {
        if (tab.isSelected() && tab.getContent() == null) {
            tab.setContent(view.get());
        }
    }
}
