package org.socketworkbench.ui.shell;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The buttons of a toolbar that stand for commands, and the items of its menus. The toolbar says where they are and how
 * they look.
 */
final class CommandButtons {
    private final Map<Command, Button> buttons = new EnumMap<>(Command.class);
    private final Map<Command, MenuItem> items = new EnumMap<>(Command.class);

    /** Finds each command's button and menu item by its id, and gives it its texts and action. */
    CommandButtons(List<Node> bar, ShellController shell) {
        Map<String, Command> commands = new HashMap<>();
        Stream.of(Command.values()).forEach(command -> commands.put(command.id(), command));
        bar.forEach(item -> {
            if (item instanceof Button button && commands.get(button.getId()) instanceof Command command) {
                dress(button, command, shell);
            } else if (item instanceof MenuButton menu) {
                menu.getItems().forEach(entry -> {
                    if (commands.get(entry.getId()) instanceof Command command) {
                        dress(entry, command, shell);
                    }
                });
            }
        });
    }

    private void dress(Button button, Command command, ShellController shell) {
        button.setText(command.title());
        if (!command.icon().isEmpty()) {
            button.setGraphic(new FontIcon(command.icon()));
        }
        button.setAccessibleText(command.tip());
        button.setTooltip(new Tooltip(command.tip()));
        button.setOnAction(event -> command.run(shell));
        buttons.put(command, button);
    }

    /** Its keys are part of the text: the scene has them already, and they are to work once. */
    private void dress(MenuItem item, Command command, ShellController shell) {
        item.setText(command.tip());
        item.setMnemonicParsing(false);
        item.setOnAction(event -> command.run(shell));
        items.put(command, item);
    }

    /** The button of a command that the toolbar has. */
    Button of(Command command) {
        return Objects.requireNonNull(buttons.get(command), () -> "no button has the id " + command.id());
    }

    /** Disables those that do not apply. */
    void follow(Session session) {
        buttons.forEach((command, button) -> button.setDisable(!command.appliesTo(session)));
        items.forEach((command, item) -> item.setDisable(!command.appliesTo(session)));
    }
}
