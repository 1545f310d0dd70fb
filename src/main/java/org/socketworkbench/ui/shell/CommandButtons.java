package org.socketworkbench.ui.shell;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javafx.scene.control.Button;
import javafx.scene.control.ToolBar;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.javafx.FontIcon;

/** The buttons of a toolbar that stand for commands. The toolbar says where they are and how they look. */
final class CommandButtons {
    private final Map<Command, Button> buttons = new EnumMap<>(Command.class);

    /** Finds each command's button by its id, and gives it its icon, texts and action. */
    CommandButtons(ToolBar bar, ShellController shell) {
        for (Command command : Command.values()) {
            bar.getItems().stream().filter(item -> command.id().equals(item.getId())).map(Button.class::cast)
                    .findFirst().ifPresent(button -> {
                        dress(button, command, shell);
                        buttons.put(command, button);
                    });
        }
    }

    private static void dress(Button button, Command command, ShellController shell) {
        button.setText(command.title());
        if (!command.icon().isEmpty()) {
            button.setGraphic(new FontIcon(command.icon()));
        }
        button.setAccessibleText(command.tip());
        button.setTooltip(new Tooltip(command.tip()));
        button.setOnAction(event -> command.run(shell));
    }

    /** The button of a command that the toolbar has. */
    Button of(Command command) {
        return Objects.requireNonNull(buttons.get(command), () -> "no button has the id " + command.id());
    }

    /** Disables those that do not apply. */
    void follow(Session session) {
        buttons.forEach((command, button) -> button.setDisable(!command.appliesTo(session)));
    }
}
