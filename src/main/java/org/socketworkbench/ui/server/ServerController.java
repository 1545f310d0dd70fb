package org.socketworkbench.ui.server;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.SocketOption;
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
import org.socketworkbench.ui.support.Columns;
import org.socketworkbench.ui.support.Fxml;
import org.socketworkbench.ui.support.Shown;

/** The server's calls as buttons in their natural order, the accept log, and the calls on the chosen connection. */
public final class ServerController {
    private static final Messages TEXT = Messages.of(ServerController.class);

    private final ParticipantModel model;
    private final AddressModel address;
    private final ProgramPane program;
    private final AcceptLog acceptLog;
    private final AllControls all;
    /** Whether there is a socket on which it can talk to somebody. */
    private final BooleanProperty canTalk = new SimpleBooleanProperty();

    @FXML private VBox server;
    @FXML private VBox head;
    @FXML private VBox byHand;
    @FXML private Pane settings;
    @FXML private HBox backlogRow;
    @FXML private TextField backlog;
    @FXML private Label backlogProblem;
    @FXML private Button socket;
    @FXML private Button setsockopt;
    @FXML private Button bind;
    @FXML private Label rest;
    @FXML private Label toListen;
    @FXML private Label toAccept;
    @FXML private Label toClose;
    @FXML private Button listen;
    @FXML private Button accept;
    @FXML private Button closeListener;
    @FXML private TableView<AcceptLog.Row> connections;
    @FXML private TableColumn<AcceptLog.Row, String> number;
    @FXML private TableColumn<AcceptLog.Row, String> peer;
    @FXML private TableColumn<AcceptLog.Row, String> fd;
    @FXML private TableColumn<AcceptLog.Row, String> since;
    @FXML private TableColumn<AcceptLog.Row, String> state;
    @FXML private VBox transfer;

    /**
     * @param address the address to bind
     * @param program the program that it can run instead of calls by hand
     * @param all     whether everything is shown, also what there is no use for yet
     */
    public ServerController(ParticipantModel model, AddressModel address, ProgramPane program,
            AllControls all) {
        this.all = all;
        this.model = model;
        this.address = address;
        this.program = program;
        acceptLog = new AcceptLog(model);
    }

    @FXML
    private void initialize() {
        ActivityController activity = new ActivityController(model, program::interpreterIsHere);
        head.getChildren().add(Fxml.load(activity));
        activity.putAtEnd(program.menu());
        program.showIn(server, byHand);
        KindController kind = new KindController(address.kind());
        settings.getChildren().addFirst(Fxml.load(kind));
        kind.putBeside(backlogRow);
        settings.getChildren().addLast(Fxml.load(new AddressController(model, address, all)));
        Shown.late(canTalk.or(all.shownProperty()), transfer,
                () -> all.in(Fxml.load(new TransferController(model, address, true))));
        CallButtons.follow(model, this::own, socket, setsockopt, bind, listen, accept, closeListener);
        Shown.whileItSays(backlogProblem);
        backlog.textProperty().addListener(o -> tellOfBacklog(""));
        Columns.text(number, AcceptLog.Row::number);
        Columns.text(peer, AcceptLog.Row::peer);
        Columns.text(fd, AcceptLog.Row::fd);
        Columns.text(since, AcceptLog.Row::since);
        Columns.text(state, AcceptLog.Row::state);
        Columns.ems(number, socket.fontProperty(), 1.9);
        Columns.ems(peer, socket.fontProperty(), 9.4);
        Columns.ems(fd, socket.fontProperty(), 2.2);
        Columns.ems(since, socket.fontProperty(), 4.6);
        Columns.rest(state, connections);
        connections.setItems(acceptLog.rows());
        connections.getSelectionModel().selectedItemProperty().addListener((o, old, row) -> {
            if (row != null) {
                row.connection().ifPresent(model.targetProperty()::set);
            }
        });
        showType();
        Shown.orNoRoom(rest);
        Shown.when(rest.visibleProperty().not(), toListen, toAccept, toClose);
        Shown.when(rest.visibleProperty().or(all.projectorProperty()).not(), connections);
        address.kind().typeProperty().addListener(o -> showType());
        model.revisionProperty().addListener(o -> {
            acceptLog.update();
            canTalk.set(canTalk.get() && !model.sockets().isEmpty()
                    || model.openSockets().stream().anyMatch(DescriptorState::isSpokenOn));
            selectTarget();
            showType();
        });
        model.targetProperty().addListener(o -> selectTarget());
    }

    @FXML
    private void socket() {
        address.kind().resolve(model::make);
    }

    @FXML
    private void setSockOpt() {
        onListener(own -> new Call.SetSockOpt(own, SocketOption.SO_REUSEADDR, 1));
    }

    @FXML
    private void bind() {
        address.resolve(found -> onListener(own -> new Call.Bind(own, found)));
    }

    @FXML
    private void listen() {
        String typed = backlog.getText().strip();
        if (typed.matches("[+-]?\\d{1,9}")) {
            onListener(own -> new Call.Listen(own, Integer.parseInt(typed)));
        } else {
            tellOfBacklog(TEXT.text("server.backlog.problem"));
        }
    }

    @FXML
    private void accept() {
        onListener(Call.Accept::new);
    }

    @FXML
    private void closeListener() {
        onListener(Call.Close::new);
    }

    private void onListener(IntFunction<Call> call) {
        model.make(call.apply(own()));
    }

    private int own() {
        return model.fd(model.ownSocket().orElse(null));
    }

    /** The bound socket itself receives datagrams: there is no listener, and nothing to accept. */
    private void showType() {
        rest.setVisible(model.ownSocket().filter(DescriptorState::isOpen).map(DescriptorState::type)
                .orElse(address.kind().typeProperty().get()) == SocketType.SOCK_DGRAM);
    }

    private void tellOfBacklog(String problem) {
        backlog.pseudoClassStateChanged(Styles.STATE_DANGER, !problem.isEmpty());
        backlogProblem.setText(problem);
    }

    private void selectTarget() {
        Optional<DescriptorState> target =
                Optional.ofNullable(model.targetProperty().get()).filter(DescriptorState::isAccepted);
        int index = target.isEmpty() ? -1 : indexOf(target);
        if (index < 0) {
            connections.getSelectionModel().clearSelection();
        } else if (connections.getSelectionModel().getSelectedIndex() != index) {
            connections.getSelectionModel().clearAndSelect(index);
        }
    }

    private int indexOf(Optional<DescriptorState> connection) {
        List<AcceptLog.Row> rows = acceptLog.rows();
        int index = rows.size() - 1;
        while (index >= 0 && !rows.get(index).connection().equals(connection)) {
            index--;
        }
        return index;
    }
}
