package org.socketworkbench.ui.calls;

import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.socketworkbench.explain.Explainer;
import org.socketworkbench.explain.Explanation;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.model.Picture;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;
import org.socketworkbench.ui.support.AllControls;
import org.socketworkbench.ui.support.Preferences;
import org.socketworkbench.ui.support.Selection;
import org.socketworkbench.ui.support.Shown;
import org.socketworkbench.ui.support.TraceFeed;

/**
 * Describes what happened in the selected call. A background thread builds the picture before a call from the log,
 * because the log may be long; only the newest request is answered.
 */
public final class HappenedController implements TraceFeed.Listener {
    private static final Messages TEXT = Messages.of(HappenedController.class);

    private static final int QUARTER_TURN = 90;

    private final TraceFeed feed;
    private final Selection selection;
    private final Explainer explainer;
    private final Preferences preferences;
    private final AllControls all;
    private int wanted;
    private boolean answering;
    private int shownCall = Selection.NONE;
    private boolean stale = true;
    private int shownCount;

    @FXML private Label title;
    @FXML private Label note;
    @FXML private Label does;
    @FXML private Label happened;
    @FXML private VBox trouble;
    @FXML private Label troubleName;
    @FXML private Label meaning;
    @FXML private Label cause;
    @FXML private Label tryThis;
    @FXML private Label telephone;
    @FXML private ToggleButton unfold;
    @FXML private FontIcon unfoldSign;
    @FXML private VBox details;
    @FXML private Label real;
    @FXML private Label manual;
    @FXML private Label heading;
    @FXML private VBox story;

    private record Story(Optional<Explanation> explanation, String note) {}

    public HappenedController(TraceFeed feed, Selection selection, Explainer explainer, Preferences preferences,
            AllControls all) {
        this.all = all;
        this.preferences = preferences;
        this.feed = feed;
        this.selection = selection;
        this.explainer = explainer;
    }

    @FXML
    private void initialize() {
        trouble.setVisible(false);
        show(new Story(Optional.empty(), TEXT.text("happened.none")));
        Shown.orNoRoom(title, note, trouble, story, happened);
        Shown.whileItSays(real);
        unfoldSign.rotateProperty().bind(unfold.selectedProperty().map(open -> open ? QUARTER_TURN : 0));
        preferences.keep(Preferences.Key.DETAILS, unfold.selectedProperty());
        Shown.when(all.projectorProperty().not(), heading, unfold);
        Shown.when(unfold.selectedProperty().and(unfold.visibleProperty()), details);
        selection.callProperty().addListener(o -> ask());
        feed.add(this, feed.log().size());
    }

    /** Ends the connection to the trace. */
    public void close() {
        feed.remove(this);
    }

    @Override
    public void event(int number, TraceEvent event) {
        stale |= event instanceof TraceEvent.CallReturned returned && returned.number() == shownCall
                || event instanceof TraceEvent.CallBlocked blocked && isOf(blocked.call(), shownCall);
    }

    @Override
    public void show(int count, Picture picture) {
        boolean moved = count < shownCount || !feed.liveProperty().get() && count != shownCount;
        shownCount = count;
        if (stale || moved) {
            stale = false;
            ask();
        }
    }

    private void ask() {
        wanted++;
        if (!answering) {
            answer();
        }
    }

    private void answer() {
        int call = selection.callProperty().get();
        shownCall = call;
        int end = feed.positionProperty().get();
        int question = wanted;
        answering = true;
        Thread.ofVirtual().name("explain").start(() -> {
            FutureTask<Story> story = new FutureTask<>(() -> tell(call, Math.max(end, call + 1)));
            story.run();
            Platform.runLater(() -> answered(story, question));
        });
    }

    private void answered(Future<Story> story, int question) {
        answering = false;
        if (wanted != question) {
            answer();
        }
        if (story.state() == Future.State.FAILED) {
            throw new IllegalStateException("a call could not be explained", story.exceptionNow());
        }
        show(story.resultNow());
    }

    /** The story of a call as of {@code end} events. Any thread may call it. */
    private Story tell(int call, int end) {
        TraceLog log = feed.log();
        if (call < 0 || call >= log.size()) {
            return new Story(Optional.empty(), TEXT.text("happened.none"));
        }
        Picture picture = feed.moments().at(call);
        return switch (log.get(call)) {
            case TraceEvent.Note note -> new Story(Optional.empty(), explainer.of(note));
            case TraceEvent.CallEntered entered -> {
                boolean blocked = false;
                for (int number = call; number < Math.min(end, log.size()); number++) {
                    TraceEvent event = log.get(number);
                    if (event instanceof TraceEvent.CallReturned returned && returned.number() == call) {
                        yield new Story(Optional.of(explainer.of(returned, picture)), "");
                    }
                    blocked |= event instanceof TraceEvent.CallBlocked b && isOf(b.call(), call);
                    picture.apply(number, event);
                }
                yield new Story(Optional.of(explainer.of(
                        entered.participant(), entered.call(), blocked, picture)), "");
            }
            default -> new Story(Optional.empty(), "");
        };
    }

    /** Whether a number belongs to the call, or to a system call that it makes. */
    private boolean isOf(int number, int call) {
        return number == call
                || feed.log().get(number) instanceof TraceEvent.CallEntered entered && entered.parent() == call;
    }

    private void show(Story told) {
        Optional<Explanation> explanation = told.explanation();
        title.setText(explanation.map(Explanation::title).orElse(""));
        title.setVisible(explanation.isPresent());
        note.setText(told.note());
        note.setVisible(explanation.isEmpty());
        story.setVisible(explanation.isPresent());
        explanation.ifPresent(e -> {
            does.setText(e.does());
            happened.setText(e.happened());
            // For a failed call, the trouble says it all.
            happened.setVisible(!e.happened().isEmpty() && e.trouble().isEmpty());
            telephone.setText(e.telephone());
            real.setText(e.real());
            manual.setText(TEXT.text("happened.manual", e.manualPage()));
            trouble.setVisible(e.trouble().isPresent());
            e.trouble().ifPresent(t -> {
                troubleName.setText(t.name());
                meaning.setText(t.meaning());
                cause.setText(
                        TEXT.text(t.causeWasRead() ? "happened.cause.read" : "happened.cause.concluded", t.cause()));
                tryThis.setText(TEXT.text("happened.try", t.tryThis()));
            });
        });
    }
}
