package org.socketworkbench.ui.shell;

import java.util.function.Supplier;
import javafx.scene.Parent;
import javafx.scene.control.Tab;

/** A tab whose view is created when it is first shown, so that the window opens sooner. */
final class LateTab {
    private LateTab() {}

    /** Makes the tab show only this view. */
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
