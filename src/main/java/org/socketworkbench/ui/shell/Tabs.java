package org.socketworkbench.ui.shell;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.ui.code.CodeController;
import org.socketworkbench.ui.sequence.SequenceController;
import org.socketworkbench.ui.states.StatesController;
import org.socketworkbench.ui.support.AllControls;
import org.socketworkbench.ui.support.Preferences;
import org.socketworkbench.ui.support.Shortcut;
import org.socketworkbench.ui.support.View;

/** The window's tabs: each shows one view of the session, which is built when the tab is first opened. */
final class Tabs {
    private static final Messages TEXT = Messages.of(Tabs.class);

    private final TabPane pane;
    private final Preferences preferences;
    private final AllControls all;
    private final List<LateTab> tabs;

    /** What views are made of. */
    private record Parts(Session session, BenchView bench, Preferences preferences, AllControls all) {}

    /** The views, from left to right. */
    enum Kind {
        WORKBENCH(parts -> parts.bench),
        DIAGRAM(parts -> new SequenceController(parts.session.feed(), parts.bench.sequence(),
                parts.session.selection(), parts.preferences, parts.all)),
        STATES(parts -> new StatesController(parts.session.feed(), parts.all)),
        CODE(parts -> new CodeController(parts.session.feed(), parts.bench.chosenClientProperty(), parts.preferences,
                parts.all));

        private final Function<Parts, View> made;

        Kind(Function<Parts, View> made) {
            this.made = made;
        }

        static Optional<Kind> named(String name) {
            return Stream.of(values()).filter(kind -> kind.name().equals(name)).findFirst();
        }

        String title() {
            return TEXT.text("tab." + name().toLowerCase(Locale.ROOT));
        }

        /** Ctrl and its number, from 1. */
        Shortcut keys() {
            return Shortcut.of(KeyCode.getKeyCode(Integer.toString(ordinal() + 1)), KeyCombination.SHORTCUT_DOWN);
        }

        Shortcut.Described described() {
            return new Shortcut.Described(TEXT.text("tab.does", title()), keys());
        }
    }

    /** @param preferences has the tab to begin with */
    Tabs(TabPane pane, Preferences preferences, AllControls all) {
        this.pane = pane;
        this.all = all;
        this.preferences = preferences;
        tabs = Stream.of(Kind.values()).map(kind -> new LateTab(new Tab(kind.title()))).toList();
        tabs.forEach(tab -> pane.getTabs().add(tab.tab()));
        preferences.get(Preferences.Key.TAB).flatMap(Kind::named).ifPresent(this::choose);
        pane.getSelectionModel().selectedIndexProperty().addListener((o, before, now) -> preferences
                .put(Preferences.Key.TAB, Kind.values()[now.intValue()].name()));
    }

    void choose(Kind kind) {
        pane.getSelectionModel().select(kind.ordinal());
    }

    /** Shows the views of a session instead of those of the one before. */
    void begin(Session session, BenchView bench) {
        Parts parts = new Parts(session, bench, preferences, all);
        for (Kind kind : Kind.values()) {
            tabs.get(kind.ordinal()).show(kind.made.apply(parts));
        }
    }

    /** Closes the views. */
    void close() {
        tabs.forEach(LateTab::close);
    }
}
