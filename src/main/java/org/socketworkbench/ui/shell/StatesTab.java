package org.socketworkbench.ui.shell;

import javafx.scene.control.Tab;
import org.socketworkbench.ui.states.StatesController;
import org.socketworkbench.ui.support.Fxml;
import org.socketworkbench.ui.support.TraceFeed;

/** The tab States of one session. It is built when it is first looked at: the window opens sooner without it. */
final class StatesTab {
    private final Tab tab;
    private final TraceFeed feed;
    private StatesController states;

    private StatesTab(Tab tab, TraceFeed feed) {
        this.tab = tab;
        this.feed = feed;
    }

    /** Makes the tab show this trace, and no longer any other. */
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
