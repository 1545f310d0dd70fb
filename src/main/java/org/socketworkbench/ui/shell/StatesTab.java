package org.socketworkbench.ui.shell;

import javafx.scene.control.Tab;
import org.socketworkbench.ui.states.StatesController;
import org.socketworkbench.ui.support.Fxml;
import org.socketworkbench.ui.support.TraceFeed;

/** The States tab of one session. It is created when it is first shown, so that the window opens sooner. */
final class StatesTab {
    private final Tab tab;
    private final TraceFeed feed;
    private StatesController states;

    private StatesTab(Tab tab, TraceFeed feed) {
        this.tab = tab;
        this.feed = feed;
    }

    /** Makes the tab show only this trace. */
    static void connect(Tab tab, TraceFeed feed) {
        tab.setContent(null);
        StatesTab view = new StatesTab(tab, feed);
        tab.setOnSelectionChanged(e -> view.selected());
        view.selected();
    }

    private void selected() {
        if (states == null && tab.isSelected()) {
            states = new StatesController(feed);
            tab.setContent(Fxml.load(states));
        }
        if (states != null) {
            states.setShown(tab.isSelected());
        }
    }
}
