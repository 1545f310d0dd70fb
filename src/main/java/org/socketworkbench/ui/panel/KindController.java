package org.socketworkbench.ui.panel;

import atlantafx.base.theme.Styles;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.Pane;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.ui.support.Choices;
import org.socketworkbench.ui.support.Shown;

/** The choice of family, type and protocol, with messages about it below. */
public final class KindController {
    private static final Messages TEXT = Messages.of(KindController.class);

    private final KindModel model;

    @FXML private Pane row;
    @FXML private ComboBox<Family> family;
    @FXML private ComboBox<SocketType> type;
    @FXML private TextField protocol;
    @FXML private Label kindProblem;

    public KindController(KindModel model) {
        this.model = model;
    }

    @FXML
    private void initialize() {
        family.getItems().setAll(Family.values());
        Choices.name(family, choice -> {
            // Only in the list: the chosen family has its warning below, and a longer name would not fit.
            boolean tell = choice != model.familyProperty().get() && !model.isHere(choice);
            return tell ? TEXT.text("kind.family.not-here", choice) : choice.toString();
        });
        type.getItems().setAll(SocketType.values());
        family.valueProperty().bindBidirectional(model.familyProperty());
        type.valueProperty().bindBidirectional(model.typeProperty());
        protocol.textProperty().bindBidirectional(model.protocolProperty());
        Shown.whileItSays(kindProblem);
        model.protocolProblemProperty().addListener(o -> showProblems());
        model.warningProperty().addListener(o -> showProblems());
        showProblems();
    }

    /** Puts a panel's additional choice into the same row. */
    public void putBeside(Node more) {
        row.getChildren().add(more);
    }

    private void showProblems() {
        String wrong = model.protocolProblemProperty().get();
        protocol.pseudoClassStateChanged(Styles.STATE_DANGER, !wrong.isEmpty());
        kindProblem.setText(wrong.isEmpty() ? model.warningProperty().get() : wrong);
    }
}
