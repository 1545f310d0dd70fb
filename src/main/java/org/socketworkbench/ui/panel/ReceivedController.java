package org.socketworkbench.ui.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.fxml.FXML;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import org.jspecify.annotations.Nullable;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.socket.ByteText;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.ui.support.Columns;
import org.socketworkbench.ui.support.Shown;

/**
 * What the chosen socket has received: the bytes of a stream, or one row per datagram and the bytes of the chosen one.
 */
public final class ReceivedController {
    private static final Messages TEXT = Messages.of(ReceivedController.class);

    private final ParticipantModel model;
    private final BooleanProperty hex = new SimpleBooleanProperty();
    private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper("");
    private final ObservableList<DatagramRow> rows = FXCollections.observableArrayList();
    /** The socket whose datagrams the rows show. */
    private @Nullable DescriptorState shownDatagrams;
    private ReceivedText.@Nullable Source shownSource;

    @FXML private TableView<DatagramRow> datagrams;
    @FXML private TableColumn<DatagramRow, String> numberColumn;
    @FXML private TableColumn<DatagramRow, String> timeColumn;
    @FXML private TableColumn<DatagramRow, String> senderColumn;
    @FXML private TableColumn<DatagramRow, String> lengthColumn;
    @FXML private TableColumn<DatagramRow, String> wholeColumn;
    @FXML private TextArea received;

    public ReceivedController(ParticipantModel model) {
        this.model = model;
    }

    @FXML
    private void initialize() {
        Columns.text(numberColumn, DatagramRow::number);
        Columns.text(timeColumn, DatagramRow::time);
        Columns.text(senderColumn, DatagramRow::sender);
        Columns.text(lengthColumn, DatagramRow::length);
        Columns.text(wholeColumn, DatagramRow::whole);
        Columns.ems(numberColumn, received.fontProperty(), 1.9);
        Columns.ems(timeColumn, received.fontProperty(), 5.4);
        Columns.ems(lengthColumn, received.fontProperty(), 5.2);
        Columns.ems(wholeColumn, received.fontProperty(), 7.4);
        Columns.rest(senderColumn, datagrams);
        datagrams.setItems(rows);
        Shown.orNoRoom(datagrams);
        // In the scene from the beginning: the columns ask it for the size of the text.
        received.visibleProperty().bind(received.textProperty().isNotEmpty());
        received.managedProperty().bind(received.visibleProperty());
        datagrams.getSelectionModel().selectedItemProperty().addListener(o -> showDatagram());
        hex.addListener(o -> show());
        model.targetProperty().addListener(o -> show());
        model.revisionProperty().addListener(o -> show());
        show();
    }

    /** Whether bytes are shown in hexadecimal. */
    BooleanProperty hexProperty() {
        return hex;
    }

    /** How much there is, in words. */
    ReadOnlyStringProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    /** The sender of the chosen datagram, if known. */
    Optional<SocketAddress> chosenSender() {
        DatagramRow chosen = datagrams.getSelectionModel().getSelectedItem();
        return Optional.ofNullable(chosen).flatMap(row -> row.arrival().sender())
                .filter(ReceivedController::canBeCalled);
    }

    /** A UNIX socket that was never bound has no name to reply to. */
    private static boolean canBeCalled(SocketAddress sender) {
        return !(sender instanceof SocketAddress.Unix unix && unix.isUnnamed());
    }

    private void show() {
        DescriptorState socket = model.targetProperty().get();
        boolean isDatagrams = socket != null && socket.type() == SocketType.SOCK_DGRAM;
        datagrams.setVisible(isDatagrams);
        if (isDatagrams) {
            shownSource = null;
            showDatagrams(socket);
        } else {
            showStream(socket);
        }
    }

    private void showStream(@Nullable DescriptorState socket) {
        ReceivedText.Source source = ReceivedText.Source.of(socket, hex.get());
        if (!source.equals(shownSource)) {
            shownSource = source;
            ReceivedText shown = ReceivedText.of(source);
            count.set(shown.count());
            showText(shown.text());
            received.setScrollTop(Double.MAX_VALUE);
        }
    }

    private void showDatagrams(DescriptorState socket) {
        List<DescriptorState.Arrival> all = socket.received();
        if (socket != shownDatagrams || all.size() < rows.size()) {
            shownDatagrams = socket;
            rows.clear();
        }
        int before = rows.size();
        if (all.size() > before) {
            boolean follows = datagrams.getSelectionModel().getSelectedIndex() == before - 1;
            List<DatagramRow> came = new ArrayList<>();
            for (int i = before; i < all.size(); i++) {
                came.add(DatagramRow.of(i + 1, all.get(i)));
            }
            rows.addAll(came);
            if (follows) {
                datagrams.getSelectionModel().clearAndSelect(rows.size() - 1);
                datagrams.scrollTo(rows.size() - 1);
            }
        }
        count.set(TEXT.text(all.size() == 1 ? "datagrams.count.one" : "datagrams.count",
                String.format(Locale.ROOT, "%,d", all.size())));
        showDatagram();
    }

    private void showDatagram() {
        if (datagrams.isVisible()) {
            DatagramRow chosen = datagrams.getSelectionModel().getSelectedItem();
            Bytes bytes = chosen == null ? Bytes.EMPTY : chosen.arrival().data();
            showText(hex.get() ? ByteText.hex(bytes) : ByteText.text(bytes));
        }
    }

    private void showText(String text) {
        if (!text.equals(received.getText())) {
            received.setText(text);
        }
    }
}
