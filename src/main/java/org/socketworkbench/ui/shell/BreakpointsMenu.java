package org.socketworkbench.ui.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.socket.CallName;
import org.socketworkbench.ui.listing.ProgramModel;

/**
 * All breakpoints in one place: the calls to choose from, then what is set, by call and by line, each to be removed.
 */
final class BreakpointsMenu {
    private static final Messages TEXT = Messages.of(BreakpointsMenu.class);
    private static final int CODE_SHOWN = 40;

    private final MenuButton button;
    private final ObservableBooleanValue hasRoom;
    private final Consumer<Set<CallName>> onCalls;
    private final List<CheckMenuItem> calls;
    /** How many items are there whatever is set. */
    private final int fixed;
    private Optional<BenchView> bench = Optional.empty();

    /**
     * @param hasRoom whether the button has room for a word
     * @param onCalls receives the chosen calls, again whenever they change
     */
    BreakpointsMenu(MenuButton button, ObservableBooleanValue hasRoom, Consumer<Set<CallName>> onCalls) {
        this.button = button;
        this.hasRoom = hasRoom;
        hasRoom.addListener((o, before, now) -> show());
        this.onCalls = onCalls;
        button.getItems().addAll(Breakpoints.menus(this::callsChanged));
        calls = Breakpoints.items(button.getItems());
        button.getItems().add(new SeparatorMenuItem());
        fixed = button.getItems().size();
        // A line that has a breakpoint may read otherwise by now.
        button.setOnShowing(e -> show());
    }

    /** From here on it lists the lines of these programs, and tells the calls again. */
    void follow(BenchView shown) {
        bench = Optional.of(shown);
        shown.lineBreakpointsProperty().addListener((o, before, now) -> show());
        callsChanged();
    }

    private void callsChanged() {
        onCalls.accept(Breakpoints.chosen(calls));
        show();
    }

    private void show() {
        List<MenuItem> set = new ArrayList<>();
        calls.stream().filter(CheckMenuItem::isSelected).forEach(call -> set.add(
                item(TEXT.text("breakpoints.call", call.getText()), () -> call.setSelected(false))));
        bench.stream().flatMap(shown -> shown.programs().stream()).forEach(program -> program.breakpoints().stream()
                .sorted().forEach(line -> set.add(item(place(program, line), () -> program.toggleBreakpoint(line)))));
        String count = set.isEmpty() ? "" : Integer.toString(set.size());
        String words = set.isEmpty() ? TEXT.text("shell.breakpoints") : TEXT.text("shell.breakpoints.some", count);
        button.setText(hasRoom.get() ? words : count);
        button.setAccessibleText(words);
        if (set.isEmpty()) {
            MenuItem none = new MenuItem(TEXT.text("breakpoints.none"));
            none.setMnemonicParsing(false);
            none.setDisable(true);
            set.add(none);
        }
        button.getItems().remove(fixed, button.getItems().size());
        button.getItems().addAll(set);
    }

    private static String place(ProgramModel program, int line) {
        String code = program.textProperty().get().lines().skip(line - 1L).findFirst().orElse("").strip();
        return TEXT.text("breakpoints.line", program.owner(), program.nameProperty().get(), Integer.toString(line),
                code.length() <= CODE_SHOWN ? code : TEXT.text("breakpoints.cut", code.substring(0, CODE_SHOWN)));
    }

    /** What is set, with a button that takes it away; so does the item itself, for the keyboard. */
    private static MenuItem item(String what, Runnable remove) {
        Label label = new Label(what);
        label.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(label, Priority.ALWAYS);
        Button away = new Button("", new FontIcon("fth-x"));
        away.getStyleClass().addAll("dense", "flat", "button-icon");
        away.setAccessibleText(TEXT.text("breakpoints.remove", what));
        away.setFocusTraversable(false);
        away.setOnAction(e -> remove.run());
        Node row = new HBox(label, away);
        row.getStyleClass().add("row");
        CustomMenuItem item = new CustomMenuItem(row, false);
        item.setText(what);
        item.setMnemonicParsing(false);
        item.setOnAction(e -> remove.run());
        return item;
    }
}
