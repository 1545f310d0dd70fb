package org.socketworkbench.ui.panel;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import javafx.beans.value.ObservableValue;
import javafx.event.ActionEvent;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.trace.DescriptorState;

/** The calls on a socket that two programs talk over: send, recv, shutdown, close and the questions; and what it received. */
public final class TransferController {
    private static final Messages TEXT = Messages.of(TransferController.class);

    private final ParticipantModel model;
    private List<String> titles = List.of();
    private ReceivedText.Source shownSource;

    @FXML private HBox targetRow;
    @FXML private ComboBox<DescriptorState> target;
    @FXML private PayloadField text;
    @FXML private Button discard;
    @FXML private ToggleButton hexInput;
    @FXML private Button send;
    @FXML private TextField length;
    @FXML private Button recv;
    @FXML private MenuButton shutdown;
    @FXML private Button close;
    @FXML private MenuButton more;
    @FXML private Label problem;
    @FXML private Label receivedCount;
    @FXML private ToggleButton hexOutput;
    @FXML private TextArea received;

    public TransferController(ParticipantModel model) {
        this.model = model;
    }

    @FXML
    private void initialize() {
        target.setConverter(new StringConverter<>() {
            @Override
            public String toString(DescriptorState socket) {
                return socket == null ? "" : SocketWords.title(socket);
            }

            @Override
            public DescriptorState fromString(String text) {
                throw new UnsupportedOperationException("the choice is not editable");
            }
        });
        target.setOnAction(e -> choose());
        CallButtons.follow(model, send, recv, shutdown, close, more);
        discard.visibleProperty().bind(text.largeProperty().isNotEmpty());
        discard.managedProperty().bind(discard.visibleProperty());
        text.disableProperty().bind(discard.visibleProperty());
        text.largeProperty().addListener(o -> tellOfLarge());
        problem.managedProperty().bind(problem.visibleProperty());
        problem.visibleProperty().bind(problem.textProperty().isNotEmpty());
        clearsProblem(text, text.textProperty());
        clearsProblem(length, length.textProperty());
        model.targetProperty().addListener(o -> showTarget());
        model.revisionProperty().addListener(o -> showTarget());
        hexOutput.selectedProperty().addListener(o -> showReceived());
        showTarget();
    }

    @FXML
    private void send() {
        try {
            Bytes bytes = !text.largeProperty().get().isEmpty() ? Bytes.utf8(text.largeProperty().get())
                    : hexInput.isSelected() ? Payload.ofHex(text.getText()) : Payload.ofText(text.getText());
            make(fd -> new Call.Send(fd, bytes, 0));
        } catch (Payload.Malformed e) {
            tell(text, e.getMessage());
        }
    }

    @FXML
    private void recv() {
        String typed = length.getText().strip();
        if (typed.isEmpty() || !typed.matches("[+-]?\\d+")) {
            tell(length, TEXT.text("transfer.length.no-number", typed));
        } else if (typed.startsWith("-")) {
            tell(length, TEXT.text("transfer.length.negative", typed));
        } else if (typed.length() > 9 || Integer.parseInt(typed) > Call.Recv.MAX_LENGTH) {
            tell(length, TEXT.text("transfer.length.large", typed, Integer.toString(Call.Recv.MAX_LENGTH)));
        } else {
            make(fd -> new Call.Recv(fd, Integer.parseInt(typed), 0));
        }
    }

    @FXML
    private void shutdown(ActionEvent event) {
        String how = ((MenuItem) event.getSource()).getText();
        make(fd -> new Call.Shutdown(fd, Call.Shutdown.How.valueOf(how)));
    }

    @FXML
    private void close() {
        make(Call.Close::new);
    }

    @FXML
    private void getSockName() {
        make(Call.GetSockName::new);
    }

    @FXML
    private void getPeerName() {
        make(Call.GetPeerName::new);
    }

    @FXML
    private void getSockOpt(ActionEvent event) {
        SocketOption option = SocketOption.NAMED.get((String) ((MenuItem) event.getSource()).getUserData());
        make(fd -> new Call.GetSockOpt(fd, option));
    }

    @FXML
    private void discard() {
        text.discardLarge();
        text.requestFocus();
    }

    private void make(IntFunction<Call> call) {
        model.make(call.apply(ParticipantModel.fd(model.targetProperty().get())));
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
        text.setPromptText(large.isEmpty() ? "" : TEXT.text("transfer.large", String.format(Locale.ROOT, "%,d", large.length())));
        text.clear();
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
        // Not in every frame: an open list would close, and its entries would be made anew, under the pointer.
        if (!now.equals(titles) || !sockets.equals(target.getItems())) {
            titles = now;
            target.getItems().setAll(sockets);
        }
        target.setValue(chosen);
        target.setDisable(sockets.isEmpty());
        showReceived();
    }

    private void showReceived() {
        ReceivedText.Source source = ReceivedText.Source.of(model.targetProperty().get(), hexOutput.isSelected());
        if (source.equals(shownSource)) {
            return;
        }
        shownSource = source;
        ReceivedText shown = ReceivedText.of(source);
        receivedCount.setText(shown.count());
        if (!shown.text().equals(received.getText())) {
            received.setText(shown.text());
            received.setScrollTop(Double.MAX_VALUE);
        }
    }
}
