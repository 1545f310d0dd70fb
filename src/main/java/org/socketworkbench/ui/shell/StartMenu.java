package org.socketworkbench.ui.shell;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.VBox;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.python.OwnPair;
import org.socketworkbench.python.OwnPrograms;

/** What somebody can begin with: a phone call by hand, programs that talk with one another, files of earlier days. */
final class StartMenu {
    private static final Messages TEXT = Messages.of(StartMenu.class);

    private final ShellController shell;
    private final Menu recent = new Menu(TEXT.text("start.recent"));

    StartMenu(MenuButton button, ShellController shell) {
        this.shell = shell;
        MenuItem byHand = entry(Command.FIRST_CALL.title(), TEXT.text("start.by-hand"));
        byHand.setId(Command.FIRST_CALL.id());
        MenuItem saveAs = new MenuItem();
        saveAs.setId(Command.SAVE_AS.id());
        MenuItem lessons = entry(Command.LESSONS.title(), TEXT.text("start.lessons"));
        lessons.setId(Command.LESSONS.id());
        MenuItem review = entry(TEXT.text("start.review"), TEXT.text("start.review.does"));
        review.setOnAction(e -> shell.open());
        button.getItems().addAll(byHand, lessons, review, new SeparatorMenuItem());
        OwnPrograms.pairs().forEach(pair -> button.getItems().add(entry(pair)));
        button.getItems().addAll(new SeparatorMenuItem(), recent, saveAs);
        button.setOnShowing(e -> showRecent());
        showRecent();
    }

    private MenuItem entry(OwnPair pair) {
        MenuItem item = entry(pair.title(), pair.shows());
        item.setOnAction(e -> shell.start(pair));
        return item;
    }

    /** An item of two lines; its text is what a screen reader says. */
    private static MenuItem entry(String title, String line) {
        Label name = new Label(title);
        name.getStyleClass().add("heading");
        Label shows = new Label(line);
        shows.getStyleClass().add("quiet");
        CustomMenuItem item = new CustomMenuItem(new VBox(name, shows));
        item.setText(TEXT.text("start.entry", title, line));
        return item;
    }

    private void showRecent() {
        List<MenuItem> traces = shell.files().recentTraces().stream().map(this::again).toList();
        List<MenuItem> programs = shell.files().recentPrograms().stream().map(this::again).toList();
        recent.getItems().setAll(traces);
        if (!traces.isEmpty() && !programs.isEmpty()) {
            recent.getItems().add(new SeparatorMenuItem());
        }
        recent.getItems().addAll(programs);
        recent.setDisable(recent.getItems().isEmpty());
    }

    private MenuItem again(Path file) {
        MenuItem item = new MenuItem(file.toString());
        item.setMnemonicParsing(false);
        item.setOnAction(e -> shell.open(List.of(file)));
        return item;
    }
}
