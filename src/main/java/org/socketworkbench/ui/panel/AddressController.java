package org.socketworkbench.ui.panel;

import atlantafx.base.theme.Styles;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;

/** The fields of a host and a port, with what is to be said about them below. */
public final class AddressController {
    private final AddressModel model;

    @FXML private TextField host;
    @FXML private TextField port;
    @FXML private Label problem;

    public AddressController(AddressModel model) {
        this.model = model;
    }

    @FXML
    private void initialize() {
        host.textProperty().bindBidirectional(model.hostProperty());
        port.textProperty().bindBidirectional(model.portProperty());
        problem.managedProperty().bind(problem.visibleProperty());
        problem.visibleProperty().bind(problem.textProperty().isNotEmpty());
        model.hostProblemProperty().addListener(o -> showProblems());
        model.portProblemProperty().addListener(o -> showProblems());
        model.warningProperty().addListener(o -> showProblems());
        showProblems();
    }

    private void showProblems() {
        mark(host, model.hostProblemProperty());
        mark(port, model.portProblemProperty());
        String wrong = (model.hostProblemProperty().get() + " " + model.portProblemProperty().get()).strip();
        problem.setText(wrong.isEmpty() ? model.warningProperty().get() : wrong);
    }

    private static void mark(TextField field, ReadOnlyStringProperty problem) {
        field.pseudoClassStateChanged(Styles.STATE_DANGER, !problem.get().isEmpty());
    }
}
