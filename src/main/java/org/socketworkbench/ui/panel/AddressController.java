package org.socketworkbench.ui.panel;

import atlantafx.base.theme.Styles;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.ui.support.AllControls;
import org.socketworkbench.ui.support.Shown;

/** The fields of an address, a host and a port or a path, with messages about them below. */
public final class AddressController {
    private final ParticipantModel participant;
    private final AddressModel model;

    private final AllControls all;

    @FXML private HBox inet;
    @FXML private TextField host;
    @FXML private TextField port;
    @FXML private HBox local;
    @FXML private TextField path;
    @FXML private Button unlink;
    @FXML private Label problem;

    /**
     * @param participant removes a socket's path
     * @param all         whether a class looks: it reads the address beside the socket's state
     */
    public AddressController(ParticipantModel participant, AddressModel model, AllControls all) {
        this.all = all;
        this.participant = participant;
        this.model = model;
    }

    @FXML
    private void initialize() {
        host.textProperty().bindBidirectional(model.hostProperty());
        port.textProperty().bindBidirectional(model.portProperty());
        path.textProperty().bindBidirectional(model.pathProperty());
        BooleanBinding isLocal = model.kind().familyProperty().isEqualTo(Family.AF_UNIX);
        Shown.when(isLocal, local);
        Shown.when(isLocal.or(all.projectorProperty().and(problem.textProperty().isEmpty())).not(), inet);
        CallButtons.follow(participant, unlink);
        Shown.whileItSays(problem);
        model.hostProblemProperty().addListener(o -> showProblems());
        model.portProblemProperty().addListener(o -> showProblems());
        model.pathProblemProperty().addListener(o -> showProblems());
        model.warningProperty().addListener(o -> showProblems());
        isLocal.addListener(o -> showProblems());
        showProblems();
    }

    @FXML
    private void unlink() {
        model.resolveToUnlink(address -> participant.make(new Call.Unlink(address)));
    }

    private void showProblems() {
        mark(host, model.hostProblemProperty());
        mark(port, model.portProblemProperty());
        mark(path, model.pathProblemProperty());
        String wrong = local.isVisible() ? model.pathProblemProperty().get()
                : (model.hostProblemProperty().get() + " " + model.portProblemProperty().get()).strip();
        problem.setText(wrong.isEmpty() ? model.warningProperty().get() : wrong);
    }

    private static void mark(TextField field, ReadOnlyStringProperty problem) {
        field.pseudoClassStateChanged(Styles.STATE_DANGER, !problem.get().isEmpty());
    }
}
