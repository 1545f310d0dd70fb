package org.socketworkbench.ui.listing;

import javafx.fxml.FXML;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.stage.Window;
import org.socketworkbench.python.OwnProgram;
import org.socketworkbench.ui.panel.KeepsFocus;
import org.socketworkbench.ui.support.Preferences;

/** Selects a panel's program, and whether the panel shows it or the buttons for calls by hand. */
public final class ProgramMenuController {
    private final ProgramModel model;
    private final ProgramFiles files;

    @FXML private ToggleButton showListing;
    @FXML private MenuButton program;
    @FXML private Menu recent;
    @FXML private MenuItem saveProgram;

    public ProgramMenuController(ProgramModel model, Preferences preferences) {
        this.model = model;
        files = new ProgramFiles(model, preferences);
    }

    @FXML
    private void initialize() {
        showListing.selectedProperty().bindBidirectional(model.shownProperty());
        int place = 0;
        for (OwnProgram own : model.offered()) {
            MenuItem item = new MenuItem(own.title());
            item.setMnemonicParsing(false);
            item.setOnAction(e -> unlessUnsaved(() -> model.choose(own)));
            program.getItems().add(place, item);
            place++;
        }
        program.setOnShowing(e -> showRecent());
        saveProgram.disableProperty().bind(model.nameProperty().isEmpty());
        program.disableProperty().bind(model.busyProperty());
        KeepsFocus.in(program);
    }

    private void showRecent() {
        recent.getItems().setAll(model.recent().stream().map(file -> {
            MenuItem item = new MenuItem(file.toString());
            item.setMnemonicParsing(false);
            item.setOnAction(e -> files.open(window(), file));
            return item;
        }).toList());
        recent.setDisable(recent.getItems().isEmpty());
    }

    @FXML
    private void open() {
        files.open(window());
    }

    @FXML
    private void renew() {
        unlessUnsaved(model::renew);
    }

    @FXML
    private void save() {
        files.save(window());
    }

    private void unlessUnsaved(Runnable action) {
        if (files.mayGo(window())) {
            action.run();
        }
    }

    private Window window() {
        return program.getScene().getWindow();
    }
}
