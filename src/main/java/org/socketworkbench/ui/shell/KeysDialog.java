package org.socketworkbench.ui.shell;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.stage.Window;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.ui.listing.ProgramController;
import org.socketworkbench.ui.panel.ActivityController;
import org.socketworkbench.ui.support.Shortcut;

/** Lists all keys. */
final class KeysDialog {
    private static final Messages TEXT = Messages.of(KeysDialog.class);

    private KeysDialog() {}

    /** All actions that have keys: the window's, then those of panels and programs. */
    static List<Shortcut.Described> all() {
        Stream<Shortcut.Described> commands =
                Stream.of(Command.values()).map(Command::described).flatMap(Optional::stream);
        Stream<Shortcut.Described> tabs = Stream.of(Tabs.Kind.values()).map(Tabs.Kind::described);
        return Stream
                .of(commands, tabs, ProgramController.shortcuts().stream(), ActivityController.shortcuts().stream())
                .flatMap(part -> part).toList();
    }

    /** Shows the list; returns at once. */
    static void show(Window owner) {
        GridPane table = new GridPane();
        table.getStyleClass().add("keys");
        for (Shortcut.Described one : all()) {
            Label keys = new Label(one.keys().text());
            keys.getStyleClass().add("mono");
            keys.setMinWidth(Label.USE_PREF_SIZE);
            table.addRow(table.getRowCount(), keys, new Label(one.what()));
        }
        Alert dialog = new Alert(Alert.AlertType.NONE, "", ButtonType.CLOSE);
        dialog.initOwner(owner);
        dialog.setTitle(TEXT.text("keys.title"));
        dialog.getDialogPane().setContent(table);
        dialog.show();
    }
}
