package org.socketworkbench.ui.sequence;

import java.util.List;
import org.socketworkbench.diagram.SequenceModel;
import org.socketworkbench.model.Fact;
import org.socketworkbench.model.Picture;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.ui.support.TraceFeed;

/** The sequence diagram of a session, which all views of it share. Made before them, so that they find it complete. */
public final class Sequence implements TraceFeed.Listener {
    private final SequenceModel model = new SequenceModel();

    public Sequence(TraceFeed feed) {
        feed.add(this);
    }

    SequenceModel model() {
        return model;
    }

    @Override
    public void event(int number, TraceEvent event, List<Fact> facts) {
        model.apply(number, event, facts);
    }

    @Override
    public void show(int count, Picture picture) {}
}
