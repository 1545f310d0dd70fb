package org.socketworkbench.ui.panel;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.event.ActionEvent;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.Region;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.socket.Call;
import org.socketworkbench.ui.support.Choices;
import org.socketworkbench.ui.support.Shown;

/**
 * The choice of the socket for the calls below, the calls that end it, and the questions that can be asked about it.
 */
public final class TargetController {
    private final ParticipantModel model;
    private List<String> titles = List.of();

    /** Whether there is more than one socket to choose from. */
    private final BooleanProperty isChoice = new SimpleBooleanProperty();

    @FXML private Label on;
    @FXML private ComboBox<DescriptorState> target;
    @FXML private Region gap;
    @FXML private MenuButton shutdown;
    @FXML private Button close;
    @FXML private MenuButton more;

    public TargetController(ParticipantModel model) {
        this.model = model;
    }

    @FXML
    private void initialize() {
        Choices.name(target, SocketWords::title);
        target.setOnAction(e -> choose());
        Shown.when(isChoice, on, target);
        Shown.when(isChoice.not(), gap);
        CallButtons.follow(model, shutdown, close, more);
        model.targetProperty().addListener(o -> showTarget());
        model.revisionProperty().addListener(o -> showTarget());
        showTarget();
    }

    @FXML
    private void shutdown(ActionEvent event) {
        String how = ((MenuItem) event.getSource()).getText();
        model.makeOnTarget(fd -> new Call.Shutdown(fd, Call.Shutdown.How.valueOf(how)));
    }

    @FXML
    private void close() {
        model.makeOnTarget(Call.Close::new);
    }

    @FXML
    private void getSockName() {
        model.makeOnTarget(Call.GetSockName::new);
    }

    @FXML
    private void getPeerName() {
        model.makeOnTarget(Call.GetPeerName::new);
    }

    @FXML
    private void fileNo() {
        model.makeOnTarget(Call.FileNo::new);
    }

    @FXML
    private void getTimeout() {
        model.makeOnTarget(Call.GetTimeout::new);
    }

    private void choose() {
        if (target.getValue() != null && target.getValue() != model.targetProperty().get()) {
            model.targetProperty().set(target.getValue());
        }
    }

    private void showTarget() {
        DescriptorState chosen = model.targetProperty().get();
        List<DescriptorState> sockets = new ArrayList<>(model.openSockets());
        if (chosen != null && !chosen.isOpen()) {
            sockets.add(chosen);
        }
        List<String> now = sockets.stream().map(SocketWords::title).toList();
        // Not in every frame: an open list would close, and its entries would be recreated under the pointer.
        if (!now.equals(titles) || !sockets.equals(target.getItems())) {
            titles = now;
            // Otherwise the list would go on showing whatever stands now in the place of the one that was chosen.
            target.setValue(null);
            target.getItems().setAll(sockets);
        }
        target.setValue(chosen);
        isChoice.set(sockets.size() > 1);
    }
}
