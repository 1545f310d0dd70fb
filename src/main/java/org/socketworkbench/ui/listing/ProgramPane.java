package org.socketworkbench.ui.listing;

import javafx.scene.Parent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.socketworkbench.explain.Explainer;
import org.socketworkbench.python.OwnProgram;
import org.socketworkbench.python.PythonEngine;
import org.socketworkbench.ui.panel.AddressModel;
import org.socketworkbench.ui.panel.ParticipantModel;
import org.socketworkbench.ui.support.AllControls;
import org.socketworkbench.ui.support.Fxml;
import org.socketworkbench.ui.support.Preferences;
import org.socketworkbench.ui.support.RecentFiles;
import org.socketworkbench.ui.support.Selection;
import org.socketworkbench.ui.support.Shown;
import org.socketworkbench.ui.support.TraceFeed;

/** A panel's program: the menu for its head, and the area that replaces the calls by hand. */
public final class ProgramPane {
    private final PythonEngine python;
    private final Preferences preferences;
    private final ProgramModel program;
    private final ParticipantModel participant;
    private final TraceFeed feed;
    private final ListingModel listing;
    private final ConsoleModel console;
    private final VariablesModel variables;
    private final AllControls all;

    /** @param address where the workbench's own programs listen, or whom they call */
    public ProgramPane(ParticipantModel participant, AddressModel address, OwnProgram.Side side, PythonEngine python,
            Preferences preferences, TraceFeed feed, Selection selection, Explainer explainer, AllControls all) {
        this.all = all;
        this.participant = participant;
        this.python = python;
        this.preferences = preferences;
        this.feed = feed;
        program = new ProgramModel(participant, address, side, python,
                new RecentFiles(preferences, Preferences.Key.RECENT_PROGRAMS));
        listing = new ListingModel(participant.id(), program, feed, selection, explainer);
        console = new ConsoleModel(participant.id(), feed.log()::get);
        // A participant that has just arrived has printed nothing yet.
        feed.add(console, participant.isRecorded() ? 0 : feed.log().size());
        variables = new VariablesModel(participant.id());
        feed.add(variables, feed.log().size());
    }

    public ProgramModel program() {
        return program;
    }

    /** Whether a starting program need not wait for Python. */
    public boolean interpreterIsHere() {
        return python.hasStarted();
    }

    public Parent menu() {
        return Fxml.load(new ProgramMenuController(program, preferences));
    }

    /** Puts the area into the panel; it replaces the calls by hand whenever the program is shown. */
    public void showIn(Pane panel, Parent byHand) {
        VBox area = new VBox();
        VBox.setVgrow(area, Priority.ALWAYS);
        panel.getChildren().add(area);
        Shown.late(program.shownProperty(), area, () -> all.in(Fxml.load(
                new ProgramController(participant.id(), program, listing, console, variables, preferences, all))));
        Shown.when(program.shownProperty().not(), byHand);
        new ProgramFiles(program, preferences).acceptDropsOn(panel);
    }

    /** Ends the connection to the trace. */
    public void close() {
        listing.close();
        feed.remove(console);
        feed.remove(variables);
    }
}
