package org.socketworkbench.ui.states;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.fxml.FXML;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.GridPane;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.model.LiveSocket;
import org.socketworkbench.model.LiveSockets;
import org.socketworkbench.model.Picture;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.ui.support.AllControls;
import org.socketworkbench.ui.support.Rows;
import org.socketworkbench.ui.support.TraceFeed;
import org.socketworkbench.ui.support.View;

/** The States tab. It draws only while it is visible. */
public final class StatesController implements View, TraceFeed.Listener {
    private static final Messages TEXT = Messages.of(StatesController.class);

    private final TraceFeed feed;
    private final AllControls all;
    private boolean shown;
    private boolean updating;
    private ObjectProperty<Chosen> chosen;

    @FXML private SplitPane root;
    @FXML private SplitPane inWords;
    @FXML private StateDiagramPane diagram;
    @FXML private ListView<LiveSocket> sockets;
    @FXML private Label title;
    @FXML private GridPane facts;
    @FXML private Label meaning;
    @FXML private Label ways;

    public StatesController(TraceFeed feed, AllControls all) {
        this.all = all;
        this.feed = feed;
    }

    @FXML
    private void initialize() {
        chosen = diagram.chosenProperty();
        sockets.setCellFactory(list -> new SocketCell());
        Label none = new Label(TEXT.text("states.none"));
        none.setWrapText(true);
        sockets.setPlaceholder(none);
        sockets.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> {
            if (!updating) {
                chosen.set(now == null ? Chosen.Nothing.NOTHING : new Chosen.OfSocket(now));
            }
        });
        chosen.addListener((property, before, now) -> {
            tell(now);
            if (now instanceof Chosen.OfSocket(LiveSocket socket) && !isIn(before, socket)) {
                reveal(socket);
            }
        });
        tell(chosen.get());
        all.aside(root, inWords);
        feed.add(this, feed.log().size());
    }

    /** Whether this socket was already selected and has only changed. */
    private static boolean isIn(Chosen before, LiveSocket socket) {
        return before instanceof Chosen.OfSocket(LiveSocket was) && was.key().equals(socket.key());
    }

    /** Scrolls a socket's row into sight if necessary. */
    private void reveal(LiveSocket socket) {
        boolean seen = sockets.lookupAll(".socket-cell").stream()
                .anyMatch(node -> node instanceof SocketCell cell && socket.equals(cell.getItem()));
        if (!seen) {
            sockets.scrollTo(socket);
        }
    }

    @Override
    public void inFront(boolean isInFront) {
        shown = isInFront;
        showAs(feed.picture());
    }

    @Override
    public void event(int number, TraceEvent event) {
        // The picture contains all that is shown.
    }

    @Override
    public void show(int count, Picture picture) {
        showAs(picture);
    }

    private void showAs(Picture picture) {
        if (shown) {
            List<LiveSocket> now = LiveSockets.of(picture);
            if (!now.equals(sockets.getItems())) {
                show(now);
            }
        }
    }

    private void show(List<LiveSocket> now) {
        Chosen after = switch (chosen.get()) {
            case Chosen.OfSocket(LiveSocket was) -> was.in(now).<Chosen>map(Chosen.OfSocket::new)
                    .orElse(Chosen.Nothing.NOTHING);
            case Chosen.OfState state -> state;
            case Chosen.Nothing nothing -> nothing;
        };
        updating = true;
        Rows.update(sockets.getItems(), now);
        updating = false;
        diagram.show(now);
        chosen.set(after);
        mark(after);
    }

    private void tell(Chosen now) {
        mark(now);
        switch (now) {
            case Chosen.Nothing nothing -> tell(TEXT.text("states.hint.title"), List.of(), TEXT.text("states.hint"),
                    TEXT.text("states.hint.concluded"));
            case Chosen.OfState(TcpState state) ->
                tell(state.name(), List.of(), StateWords.meaning(state), StateWords.ways(state));
            case Chosen.OfSocket(LiveSocket socket) -> tell(SocketTexts.title(socket), Facts.of(socket),
                    StateWords.meaning(socket), StateWords.ways(socket));
        }
    }

    private void tell(String heading, List<Facts.Fact> known, String means, String leadsOut) {
        title.setText(heading);
        facts.getChildren().clear();
        for (int row = 0; row < known.size(); row++) {
            Label about = new Label(known.get(row).about());
            about.getStyleClass().add("quiet");
            about.setMinWidth(Label.USE_PREF_SIZE);
            Label value = new Label(known.get(row).known());
            value.setWrapText(true);
            facts.addRow(row, about, value);
            GridPane.setValignment(about, VPos.TOP);
        }
        meaning.setText(means);
        ways.setText(leadsOut);
    }

    /** Marks the selection in the list. */
    private void mark(Chosen now) {
        updating = true;
        if (now instanceof Chosen.OfSocket(LiveSocket socket)) {
            sockets.getSelectionModel().select(socket);
        } else {
            sockets.getSelectionModel().clearSelection();
        }
        updating = false;
    }
}
