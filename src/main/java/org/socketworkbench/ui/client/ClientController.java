package org.socketworkbench.ui.client;

import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.ui.listing.ProgramPane;
import org.socketworkbench.ui.panel.ActivityController;
import org.socketworkbench.ui.panel.AddressController;
import org.socketworkbench.ui.panel.AddressModel;
import org.socketworkbench.ui.panel.CallButtons;
import org.socketworkbench.ui.panel.KindController;
import org.socketworkbench.ui.panel.ParticipantModel;
import org.socketworkbench.ui.panel.TransferController;
import org.socketworkbench.ui.support.AllControls;
import org.socketworkbench.ui.support.Fxml;

/** A client's calls as buttons in their natural order, and the calls on its socket. */
public final class ClientController {
    private static final Messages TEXT = Messages.of(ClientController.class);

    private final ParticipantModel model;
    private final AddressModel address;
    private final ProgramPane program;
    private final AllControls all;

    @FXML private VBox client;
    @FXML private VBox head;
    @FXML private VBox byHand;
    @FXML private Pane settings;
    @FXML private Button socket;
    @FXML private Button connect;
    @FXML private MenuButton connecting;
    @FXML private Label rest;
    @FXML private VBox transfer;

    /**
     * @param address whom it calls
     * @param program the program that it can run instead of calls by hand
     * @param all     whether everything is shown
     */
    public ClientController(ParticipantModel model, AddressModel address, ProgramPane program, AllControls all) {
        this.all = all;
        this.model = model;
        this.address = address;
        this.program = program;
    }

    @FXML
    private void initialize() {
        ActivityController activity = new ActivityController(model, program::interpreterIsHere);
        head.getChildren().add(Fxml.load(activity));
        activity.putAtEnd(program.menu());
        program.showIn(client, byHand);
        settings.getChildren().setAll(Fxml.load(new KindController(address.kind())),
                Fxml.load(new AddressController(model, address, all)));
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

    /** Binds to an address that the kernel chooses; this also lets a datagram's receiver answer a UNIX socket. */
    @FXML
    private void bindFree() {
        SocketAddress any = switch (address.kind().familyProperty().get()) {
            case AF_INET -> SocketAddress.Inet4.loopback(0);
            case AF_INET6 -> SocketAddress.Inet6.loopback(0);
            case AF_UNIX -> SocketAddress.Unix.UNNAMED;
        };
        model.makeOnTarget(fd -> new Call.Bind(fd, any));
    }
}
