package org.socketworkbench.ui.panel;

import java.util.List;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.shape.Circle;
import org.socketworkbench.explain.Guide;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.model.NextCall;
import org.socketworkbench.model.Picture;
import org.socketworkbench.ui.support.PaletteSheet;
import org.socketworkbench.ui.support.Shown;
import org.socketworkbench.ui.support.TraceFeed;

/** One line for the whole window: who makes which call next, and why. */
public final class GuideController implements TraceFeed.Listener, AutoCloseable {
    private static final Messages TEXT = Messages.of(GuideController.class);

    private final TraceFeed feed;
    private final NextStep next;
    private final boolean recorded;
    private final Guide guide = new Guide();

    @FXML private Circle who;
    @FXML private Label title;
    @FXML private Label why;

    /**
     * @param next     the suggestion, which is shown to every view before this one
     * @param recorded whether the session is one in which nobody makes calls
     */
    public GuideController(TraceFeed feed, NextStep next, boolean recorded) {
        this.feed = feed;
        this.next = next;
        this.recorded = recorded;
    }

    @FXML
    private void initialize() {
        Shown.whileItSays(title);
        Shown.when(title.visibleProperty(), who);
        feed.add(this, feed.log().size());
    }

    @Override
    public void show(int count, Picture picture) {
        Optional<NextCall> call = next.callProperty().get();
        if (!recorded && call.isEmpty() && isOnItsWay(picture)) {
            // The line must not flicker with every call.
            return;
        }
        List<String> colour = call.map(one -> PaletteSheet.of(one.participant())).stream().toList();
        // This runs once a frame, and a change of style classes has the node styled again.
        if (!who.getStyleClass().equals(colour)) {
            who.getStyleClass().setAll(colour);
        }
        Guide.Advice advice = !recorded && feed.liveProperty().get() ? guide.of(call, picture)
                : new Guide.Advice("", TEXT.text(recorded ? "guide.recorded" : "guide.past"));
        title.setText(advice.title());
        why.setText(advice.text());
    }

    /** Whether somebody is in a call by hand that was not seen to wait. */
    private static boolean isOnItsWay(Picture picture) {
        return picture.participants().stream().filter(who -> who.program().isEmpty())
                .flatMap(who -> who.pending().stream()).anyMatch(pending -> !pending.blocked());
    }

    @Override
    public void close() {
        feed.remove(this);
    }
}
