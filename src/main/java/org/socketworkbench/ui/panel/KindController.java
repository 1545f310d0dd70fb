package org.socketworkbench.ui.panel;

import atlantafx.base.theme.Styles;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.Pane;
import javafx.util.StringConverter;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.SocketType;

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
        family.setConverter(new StringConverter<>() {
            @Override
            public String toString(Family choice) {
                // Only in the list: the chosen family has its warning below, and a longer name would not fit.
                boolean tell = choice != null && choice != model.familyProperty().get() && !model.isHere(choice);
                return tell ? TEXT.text("kind.family.not-here", choice) : String.valueOf(choice);
            }

            @Override
            public Family fromString(String text) {
                throw new UnsupportedOperationException("the choice is not editable");
            }
        });
        type.getItems().setAll(SocketType.values());
        family.valueProperty().bindBidirectional(model.familyProperty());
        type.valueProperty().bindBidirectional(model.typeProperty());
        protocol.textProperty().bindBidirectional(model.protocolProperty());
        kindProblem.managedProperty().bind(kindProblem.visibleProperty());
        kindProblem.visibleProperty().bind(kindProblem.textProperty().isNotEmpty());
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
