package org.socketworkbench.ui.shell;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.util.Duration;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.ui.support.TraceFeed;

/** Moves the position in the trace that every view shows. The kernel cannot step back, but the picture can. */
public final class ReplayController {
    private static final Messages TEXT = Messages.of(ReplayController.class);
    private static final PseudoClass PAST = PseudoClass.getPseudoClass("past");

    /** This many events arrive within a moment and need no message. */
    private static final int FAR_BEHIND = 2_000;

    private static final Duration A_CALL = Duration.millis(900);

    private final TraceFeed feed;
    private final Timeline playing = new Timeline(new KeyFrame(A_CALL, at -> playOn()));
    private boolean following;

    @FXML private Button first;
    @FXML private Button back;
    @FXML private Slider position;
    @FXML private Button forward;
    @FXML private Button live;
    @FXML private Label where;

    public ReplayController(TraceFeed feed) {
        this.feed = feed;
    }

    /** Shows everything from the beginning, a call at a time, until now or until the user goes elsewhere. */
    void watchAgain() {
        feed.moveTo(0);
        playing.playFromStart();
    }

    /** Ends what {@link #watchAgain} has begun. */
    void close() {
        playing.stop();
    }

    private void playOn() {
        if (feed.liveProperty().get()) {
            playing.stop();
        } else {
            toNextCall();
        }
    }

    @FXML
    private void initialize() {
        playing.setCycleCount(Animation.INDEFINITE);
        feed.positionProperty().addListener(o -> show());
        feed.sizeProperty().addListener(o -> show());
        feed.liveProperty().addListener(o -> show());
        position.valueProperty().addListener((o, old, value) -> {
            if (!following) {
                playing.stop();
                feed.moveTo(value.intValue());
            }
        });
        show();
    }

    @FXML
    private void first() {
        playing.stop();
        feed.moveTo(0);
    }

    @FXML
    private void back() {
        playing.stop();
        int at = feed.positionProperty().get() - 1;
        while (at > 0 && !endsAtACall(at)) {
            at--;
        }
        feed.moveTo(Math.max(at, 0));
    }

    @FXML
    private void forward() {
        playing.stop();
        toNextCall();
    }

    private void toNextCall() {
        int at = feed.positionProperty().get() + 1;
        while (at < feed.log().size() && !endsAtACall(at)) {
            at++;
        }
        feed.moveTo(at);
    }

    @FXML
    private void live() {
        playing.stop();
        feed.follow();
    }

    /** Whether the last of the first {@code count} events is one that a reader steps to. */
    private boolean endsAtACall(int count) {
        TraceEvent last = feed.log().get(count - 1);
        return last instanceof TraceEvent.CallEntered || last instanceof TraceEvent.CallReturned;
    }

    private void show() {
        following = true;
        int at = feed.positionProperty().get();
        int size = feed.sizeProperty().get();
        boolean now = feed.liveProperty().get();
        position.setMax(Math.max(1, size));
        if (!position.isValueChanging() || now) {
            position.setValue(now ? position.getMax() : at);
        }
        following = false;
        first.setDisable(at == 0);
        back.setDisable(at == 0);
        forward.setDisable(now);
        live.setDisable(now);
        boolean behind = now && size - at > FAR_BEHIND;
        where.setText(behind ? TEXT.text("replay.behind") : now ? TEXT.text("replay.now")
                : TEXT.text("replay.past", Integer.toString(at), Integer.toString(size)));
        where.pseudoClassStateChanged(PAST, !now);
    }
}
