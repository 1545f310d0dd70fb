package org.socketworkbench.ui.panel;

import atlantafx.base.theme.Styles;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.ui.support.Fxml;
import org.socketworkbench.ui.support.Shown;

/**
 * The calls that move bytes over the chosen socket, and below them what it received, its options, or the wait for
 * several sockets.
 */
public final class TransferController {
    private static final Messages TEXT = Messages.of(TransferController.class);

    private final ParticipantModel model;
    private final AddressModel address;
    private final boolean answers;
    private final ReceivedController receivedView;
    private final FlagItems sendFlags = new FlagItems(this::showFlags,
            MessageFlags.MSG_OOB, MessageFlags.MSG_DONTWAIT, MessageFlags.MSG_NOSIGNAL);
    private final FlagItems receiveFlags = new FlagItems(this::showFlags,
            MessageFlags.MSG_PEEK, MessageFlags.MSG_OOB, MessageFlags.MSG_TRUNC, MessageFlags.MSG_DONTWAIT,
            MessageFlags.MSG_WAITALL);
    /** Whether each call names the receiver or asks for the sender, as with datagrams until connect sets the peer. */
    private final BooleanProperty named = new SimpleBooleanProperty();

    @FXML private Pane targetRow;
    @FXML private PayloadField text;
    @FXML private Button discard;
    @FXML private ToggleButton hexInput;
    @FXML private Button send;
    @FXML private Button sendto;
    @FXML private MenuButton sending;
    @FXML private TextField length;
    @FXML private Button recv;
    @FXML private Button recvfrom;
    @FXML private MenuButton receiving;
    @FXML private Label problem;
    @FXML private Label flags;
    @FXML private Label mailbox;
    @FXML private ToggleGroup view;
    @FXML private ToggleButton showReceived;
    @FXML private ToggleButton showOptions;
    @FXML private ToggleButton showPoll;
    @FXML private Label count;
    @FXML private ToggleButton hexOutput;
    @FXML private StackPane views;

    /**
     * @param address the panel's address, the receiver of sendto()
     * @param answers whether sendto() goes to the sender of the chosen datagram instead, if there is one
     */
    public TransferController(ParticipantModel model, AddressModel address, boolean answers) {
        this.model = model;
        this.address = address;
        this.answers = answers;
        receivedView = new ReceivedController(model);
    }

    @FXML
    private void initialize() {
        targetRow.getChildren().add(Fxml.load(new TargetController(model)));
        CallButtons.follow(model, send, sendto, sending, recv, recvfrom, receiving);
        Shown.when(named, sendto, recvfrom);
        Shown.when(named.not(), send, recv);
        sending.getItems().addAll(sendFlags.items());
        receiving.getItems().addAll(receiveFlags.items());
        Shown.whileItSays(flags);
        Shown.whileItSays(mailbox);
        Shown.when(text.largeProperty().isNotEmpty(), discard);
        Shown.whileItSays(problem);
        text.disableProperty().bind(discard.visibleProperty());
        text.largeProperty().addListener(o -> tellOfLarge());
        clearsProblem(text, text.textProperty());
        clearsProblem(length, length.textProperty());
        addView(showReceived, () -> Fxml.load(receivedView));
        addView(showOptions, () -> Fxml.load(new OptionsController(model)));
        addView(showPoll, () -> Fxml.load(new PollController(model)));
        view.selectedToggleProperty().addListener((o, before, now) -> {
            if (now == null) {
                view.selectToggle(before); // A second click on a view does not close it.
            }
        });
        count.visibleProperty().bind(showReceived.selectedProperty());
        hexOutput.visibleProperty().bind(showReceived.selectedProperty());
        receivedView.hexProperty().bind(hexOutput.selectedProperty());
        count.textProperty().bind(receivedView.countProperty());
        model.targetProperty().addListener(o -> showSocket());
        model.revisionProperty().addListener(o -> showSocket());
        address.kind().typeProperty().addListener(o -> showType());
        showSocket();
    }

    @FXML
    private void sendTyped() {
        (named.get() ? sendto : send).fire();
    }

    @FXML
    private void send() {
        withBytes(bytes -> model.makeOnTarget(fd -> new Call.Send(fd, bytes, sendFlags.chosen())));
    }

    @FXML
    private void sendAll() {
        withBytes(bytes -> model.makeOnTarget(fd -> new Call.SendAll(fd, bytes, sendFlags.chosen())));
    }

    @FXML
    private void sendTo() {
        if (answers && receivedView.chosenSender().isPresent()) {
            sendToSender();
        } else {
            sendToAddress();
        }
    }

    @FXML
    private void sendToAddress() {
        withBytes(bytes -> address.resolve(to -> sendTo(bytes, to)));
    }

    @FXML
    private void sendToSender() {
        Optional<SocketAddress> sender = receivedView.chosenSender();
        if (sender.isPresent()) {
            withBytes(bytes -> sendTo(bytes, sender.get()));
        } else {
            problem.setText(TEXT.text("transfer.sender.none"));
        }
    }

    private void sendTo(Bytes bytes, SocketAddress to) {
        model.makeOnTarget(fd -> new Call.SendTo(fd, bytes, sendFlags.chosen(), to));
    }

    @FXML
    private void write() {
        withBytes(bytes -> model.makeOnTarget(fd -> new Call.FileWrite(fd, bytes)));
    }

    @FXML
    private void flush() {
        model.makeOnTarget(Call.Flush::new);
    }

    @FXML
    private void receiveTyped() {
        (named.get() ? recvfrom : recv).fire();
    }

    @FXML
    private void recv() {
        withLength(bytes -> model.makeOnTarget(fd -> new Call.Recv(fd, bytes, receiveFlags.chosen())));
    }

    @FXML
    private void recvFrom() {
        withLength(bytes -> model.makeOnTarget(fd -> new Call.RecvFrom(fd, bytes, receiveFlags.chosen())));
    }

    @FXML
    private void makeFile() {
        model.makeOnTarget(Call.MakeFile::new);
    }

    @FXML
    private void readLine() {
        model.makeOnTarget(Call.ReadLine::new);
    }

    @FXML
    private void discard() {
        text.discardLarge();
        text.requestFocus();
    }

    private void withBytes(Consumer<Bytes> then) {
        try {
            Bytes bytes = !text.largeProperty().get().isEmpty() ? Bytes.utf8(text.largeProperty().get())
                    : hexInput.isSelected() ? Payload.ofHex(text.getText()) : Payload.ofText(text.getText());
            problem.setText("");
            then.accept(bytes);
        } catch (Payload.Malformed e) {
            tell(text, e.getMessage());
        }
    }

    private void withLength(IntConsumer then) {
        String typed = length.getText().strip();
        if (typed.isEmpty() || !typed.matches("[+-]?\\d+")) {
            tell(length, TEXT.text("transfer.length.no-number", typed));
        } else if (typed.startsWith("-")) {
            tell(length, TEXT.text("transfer.length.negative", typed));
        } else if (typed.length() > 9 || Integer.parseInt(typed) > Call.MAX_LENGTH) {
            tell(length, TEXT.text("transfer.length.large", typed, Integer.toString(Call.MAX_LENGTH)));
        } else {
            showReceived.setSelected(true);
            then.accept(Integer.parseInt(typed));
        }
    }

    private void clearsProblem(Node field, ObservableValue<String> value) {
        value.addListener(o -> {
            field.pseudoClassStateChanged(Styles.STATE_DANGER, false);
            problem.setText("");
        });
    }

    private void tell(Node field, String what) {
        field.pseudoClassStateChanged(Styles.STATE_DANGER, true);
        problem.setText(what);
    }

    private void tellOfLarge() {
        String large = text.largeProperty().get();
        text.setPromptText(
                large.isEmpty() ? "" : TEXT.text("transfer.large", String.format(Locale.ROOT, "%,d", large.length())));
        text.clear();
    }

    private void addView(ToggleButton choice, Supplier<Parent> shown) {
        StackPane place = new StackPane();
        views.getChildren().add(place);
        Shown.late(choice.selectedProperty(), place, shown);
    }

    /** Ticked flags apply to every call, so they are shown where they will be noticed. */
    private void showFlags() {
        String forSending =
                sendFlags.chosen() == 0 ? "" : TEXT.text("transfer.flags.send", MessageFlags.text(sendFlags.chosen()));
        String forReceiving = receiveFlags.chosen() == 0 ? ""
                : TEXT.text("transfer.flags.recv", MessageFlags.text(receiveFlags.chosen()));
        flags.setText((forSending + " " + forReceiving).strip());
    }

    private void showSocket() {
        mailbox.setText(model.mailbox());
        showType();
    }

    private void showType() {
        DescriptorState chosen = model.targetProperty().get();
        SocketType type = chosen == null ? address.kind().typeProperty().get() : chosen.type();
        named.set(type == SocketType.SOCK_DGRAM && (chosen == null || chosen.peer().isEmpty()));
    }
}
