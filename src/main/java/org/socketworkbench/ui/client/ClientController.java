package org.socketworkbench.ui.client;

import java.util.List;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.socketworkbench.engine.Program;
import org.socketworkbench.engine.Programs;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.ui.panel.ActivityController;
import org.socketworkbench.ui.panel.ActivityController.ProgramChoice;
import org.socketworkbench.ui.panel.AddressController;
import org.socketworkbench.ui.panel.AddressModel;
import org.socketworkbench.ui.panel.KeepsFocus;
import org.socketworkbench.ui.panel.ParticipantModel;
import org.socketworkbench.ui.panel.TransferController;
import org.socketworkbench.ui.support.Fxml;

/** A client's calls as buttons in their natural order, and the calls on its socket. */
public final class ClientController {
    private static final Messages TEXT = Messages.of(ClientController.class);
    private static final PseudoClass NEXT = PseudoClass.getPseudoClass("next");
    private static final Bytes GREETING = Bytes.utf8("Hello");

    private final ParticipantModel model;
    private final AddressModel address;

    @FXML private VBox head;
    @FXML private HBox settings;
    @FXML private Button socket;
    @FXML private Button connect;
    @FXML private VBox transfer;

    /** @param address whom it calls */
    public ClientController(ParticipantModel model, AddressModel address) {
        this.model = model;
        this.address = address;
    }

    @FXML
    private void initialize() {
        List<ProgramChoice> programs = List.of(
                new ProgramChoice(TEXT.text("program.one-call"), () -> start(to -> Programs.oneCallClient(to, GREETING))),
                new ProgramChoice(TEXT.text("program.prompt-loop"), () -> start(Programs::promptLoop)));
        head.getChildren().add(Fxml.load(new ActivityController(model, programs)));
        settings.getChildren().add(Fxml.load(new AddressController(address)));
        transfer.getChildren().add(Fxml.load(new TransferController(model)));
        socket.disableProperty().bind(model.busyProperty());
        connect.disableProperty().bind(model.busyProperty());
        KeepsFocus.in(socket, connect);
        model.nextCallProperty().addListener(o -> markNext());
        markNext();
    }

    @FXML
    private void socket() {
        model.make(new Call.Socket(Family.AF_INET, SocketType.SOCK_STREAM, 0));
    }

    @FXML
    private void connect() {
        address.resolve(to -> model.make(new Call.Connect(ParticipantModel.fd(model.targetProperty().get()), to)));
    }

    private void start(Function<SocketAddress, Program> program) {
        address.resolve(to -> model.start(program.apply(to)));
    }

    private void markNext() {
        String next = model.nextCallProperty().get();
        for (Control call : List.of(socket, connect)) {
            call.pseudoClassStateChanged(NEXT, next.equals(call.getId()));
        }
    }
}
