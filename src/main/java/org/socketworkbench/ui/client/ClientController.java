package org.socketworkbench.ui.client;

import java.util.List;
import java.util.function.Function;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import org.socketworkbench.engine.Program;
import org.socketworkbench.engine.Programs;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.ui.panel.ActivityController;
import org.socketworkbench.ui.panel.ActivityController.ProgramChoice;
import org.socketworkbench.ui.panel.AddressController;
import org.socketworkbench.ui.panel.AddressModel;
import org.socketworkbench.ui.panel.CallButtons;
import org.socketworkbench.ui.panel.KindController;
import org.socketworkbench.ui.panel.ParticipantModel;
import org.socketworkbench.ui.panel.TransferController;
import org.socketworkbench.ui.support.Fxml;

/** A client's calls as buttons in their natural order, and the calls on its socket. */
public final class ClientController {
    private static final Messages TEXT = Messages.of(ClientController.class);
    private static final Bytes GREETING = Bytes.utf8("Hello");

    private final ParticipantModel model;
    private final AddressModel address;

    @FXML private VBox head;
    @FXML private Pane settings;
    @FXML private Button socket;
    @FXML private Button connect;
    @FXML private MenuButton connecting;
    @FXML private Label rest;
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
        settings.getChildren().setAll(Fxml.load(new KindController(address.kind())), Fxml.load(new AddressController(model, address)));
        transfer.getChildren().add(Fxml.load(new TransferController(model, address, false)));
        CallButtons.follow(model, socket, connect, connecting);
        rest.textProperty().bind(address.kind().typeProperty().map(type -> TEXT.text(
                type == SocketType.SOCK_DGRAM ? "client.flow.datagrams" : "client.flow.rest")));
    }

    @FXML
    private void socket() {
        address.kind().resolve(model::make);
    }

    @FXML
    private void connect() {
        address.resolve(to -> model.makeOnTarget(fd -> new Call.Connect(fd, to)));
    }

    @FXML
    private void connectEx() {
        address.resolve(to -> model.makeOnTarget(fd -> new Call.ConnectEx(fd, to)));
    }

    @FXML
    private void bind() {
        address.resolve(own -> model.makeOnTarget(fd -> new Call.Bind(fd, own)));
    }

    /** To an address of the kernel's choice; a datagram's receiver can then answer a UNIX socket, too. */
    @FXML
    private void bindFree() {
        SocketAddress any = switch (address.kind().familyProperty().get()) {
            case AF_INET -> SocketAddress.Inet4.loopback(0);
            case AF_INET6 -> SocketAddress.Inet6.loopback(0);
            case AF_UNIX -> SocketAddress.Unix.UNNAMED;
        };
        model.makeOnTarget(fd -> new Call.Bind(fd, any));
    }

    private void start(Function<SocketAddress, Program> program) {
        address.resolve(to -> model.start(program.apply(to)));
    }
}
