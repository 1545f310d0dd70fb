package org.socketworkbench.ui.sequence;

import javafx.fxml.FXML;
import org.socketworkbench.model.Picture;
import org.socketworkbench.ui.support.Selection;
import org.socketworkbench.ui.support.TraceFeed;

/** The sequence diagram beside the panels: it fits between them and follows what happens. */
public final class BesideController implements TraceFeed.Listener, AutoCloseable {
    private final TraceFeed feed;
    private final Sequence sequence;
    private final Selection selection;

    @FXML private SequencePane diagram;

    public BesideController(TraceFeed feed, Sequence sequence, Selection selection) {
        this.feed = feed;
        this.sequence = sequence;
        this.selection = selection;
    }

    @FXML
    private void initialize() {
        diagram.fitsWidthProperty().set(true);
        diagram.selectedProperty().bindBidirectional(selection.callProperty());
        feed.add(this, feed.log().size());
    }

    @Override
    public void show(int count, Picture picture) {
        diagram.show(sequence.model(), count);
    }

    @Override
    public void close() {
        feed.remove(this);
        diagram.selectedProperty().unbindBidirectional(selection.callProperty());
    }
}
