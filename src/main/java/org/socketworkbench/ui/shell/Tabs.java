package org.socketworkbench.ui.shell;

import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.ui.code.CodeController;
import org.socketworkbench.ui.sequence.SequenceController;
import org.socketworkbench.ui.states.StatesController;
import org.socketworkbench.ui.support.Shortcut;
import org.socketworkbench.ui.support.View;

/** The window's tabs: each shows one view of the session, which is built when the tab is first opened. */
final class Tabs {
    private static final Messages TEXT = Messages.of(Tabs.class);

    private final TabPane pane;
    private final List<LateTab> tabs;

    /** The views, from left to right. */
    enum Kind {
        WORKBENCH((session, bench) -> bench),
        DIAGRAM((session, bench) -> new SequenceController(session.feed(), session.selection())),
        STATES((session, bench) -> new StatesController(session.feed())),
        CODE((session, bench) -> new CodeController(session.feed(), bench.chosenClientProperty()));

        private final BiFunction<Session, BenchView, View> made;

        Kind(BiFunction<Session, BenchView, View> made) {
            this.made = made;
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

    Tabs(TabPane pane) {
        this.pane = pane;
        tabs = Stream.of(Kind.values()).map(kind -> new LateTab(new Tab(kind.title()))).toList();
        tabs.forEach(tab -> pane.getTabs().add(tab.tab()));
    }

    void choose(Kind kind) {
        pane.getSelectionModel().select(kind.ordinal());
    }

    /** Shows the views of a session instead of those of the one before. */
    void begin(Session session, BenchView bench) {
        for (Kind kind : Kind.values()) {
            tabs.get(kind.ordinal()).show(kind.made.apply(session, bench));
        }
    }

    /** Closes the views. */
    void close() {
        tabs.forEach(LateTab::close);
    }
}
