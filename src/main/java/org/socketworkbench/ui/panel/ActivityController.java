package org.socketworkbench.ui.panel;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import javafx.util.Duration;
import org.socketworkbench.explain.Reply;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.model.Lane;
import org.socketworkbench.model.NextCall;
import org.socketworkbench.ui.support.PaletteSheet;
import org.socketworkbench.ui.support.Shortcut;
import org.socketworkbench.ui.support.Shown;

/**
 * The head of a panel: its participant, what it and each thread of its program is doing now, and the buttons that let
 * it go on or end it.
 */
public final class ActivityController {
    private static final Messages TEXT = Messages.of(ActivityController.class);
    private static final PseudoClass BLOCKED = PseudoClass.getPseudoClass("blocked");
    private static final PseudoClass AT_GATE = PseudoClass.getPseudoClass("at-gate");
    private static final PseudoClass MOMENT = PseudoClass.getPseudoClass("moment");
    private static final PseudoClass TROUBLE = PseudoClass.getPseudoClass("trouble");
    private static final Duration TICK = Duration.millis(100);
    private static final Shortcut END = Shortcut.of(KeyCode.D, KeyCombination.CONTROL_DOWN);

    private final ParticipantModel model;
    private final BooleanSupplier interpreterIsHere;
    private final Timeline clock = new Timeline(new KeyFrame(TICK, tick -> showActivity()));
    private final LaneList lanes = new LaneList();

    @FXML private VBox activity;
    @FXML private HBox head;
    @FXML private Circle dot;
    @FXML private Label name;
    @FXML private Label socketState;
    @FXML private HBox line;
    @FXML private Label doing;
    @FXML private TextField answer;
    @FXML private Button enter;
    @FXML private Button endInput;
    @FXML private Button step;
    @FXML private Button interrupt;

    /** @param interpreterIsHere whether a starting program has an interpreter, and need not wait for one */
    public ActivityController(ParticipantModel model, BooleanSupplier interpreterIsHere) {
        this.model = model;
        this.interpreterIsHere = interpreterIsHere;
        clock.setCycleCount(Animation.INDEFINITE);
    }

    /** The keys of a panel's head. */
    public static List<Shortcut.Described> shortcuts() {
        return List.of(new Shortcut.Described(TEXT.text("activity.end-input.does"), END));
    }

    @FXML
    private void initialize() {
        String end = TEXT.text("activity.end-input", END.text());
        endInput.setAccessibleText(end);
        endInput.setTooltip(new Tooltip(end));
        dot.getStyleClass().add(PaletteSheet.of(model.id()));
        name.setText(model.name());
        activity.getChildren().add(lanes);
        Shown.orNoRoom(lanes, answer, step, interrupt);
        Shown.when(answer.visibleProperty(), enter, endInput);
        answer.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (END.matches(key)) {
                key.consume();
                endInput();
            }
        });
        model.activityProperty().addListener(o -> showActivity());
        model.revisionProperty().addListener(o -> {
            socketState.setText(SocketWords.ownSocket(model));
            showActivity();
        });
        KeepsFocus.in(step, interrupt);
        showActivity();
    }

    /** Puts a node at the end of the first row. */
    public void putAtEnd(Node node) {
        head.getChildren().add(node);
    }

    @FXML
    private void enter() {
        model.type(answer.getText());
        answer.clear();
    }

    @FXML
    private void endInput() {
        model.endInput();
        answer.clear();
    }

    @FXML
    private void step() {
        model.step();
    }

    @FXML
    private void interrupt() {
        model.interrupt();
    }

    private void showActivity() {
        Activity now = model.activityProperty().get();
        List<Activity> all = model.lanes().stream().map(this::of).toList();
        boolean several = all.size() > 1;
        Optional<Reply> reply = !several && now instanceof Activity.Idle ? model.reply() : Optional.empty();
        doing.setText(reply.map(Reply::text)
                .orElseGet(() -> several ? TEXT.text("activity.threads", Integer.toString(all.size())) : text(now)));
        lanes.show(several ? model.lanes().stream().map(this::row).toList() : List.of());
        showWhatCanBeDone(now, all);
        line.pseudoClassStateChanged(BLOCKED,
                !several && (now instanceof Activity.InCall || now instanceof Activity.Asks));
        line.pseudoClassStateChanged(AT_GATE, !several && isHeld(now));
        line.pseudoClassStateChanged(MOMENT, weighs(reply, Reply.Weight.MOMENT));
        line.pseudoClassStateChanged(TROUBLE, weighs(reply, Reply.Weight.TROUBLE));
        if (all.stream().anyMatch(ActivityController::changesByItself)) {
            clock.play();
        } else {
            clock.stop();
        }
    }

    private static boolean weighs(Optional<Reply> reply, Reply.Weight weight) {
        return reply.filter(said -> said.weight() == weight).isPresent();
    }

    /** Actions apply to the present, whatever moment is shown. */
    private void showWhatCanBeDone(Activity now, List<Activity> all) {
        boolean asks = model.isLive() && all.stream().anyMatch(Activity::takesInput);
        if (asks && !answer.isVisible()) {
            answer.setVisible(true);
            answer.requestFocus();
        }
        if (!asks && answer.isFocused()) {
            // Otherwise the focus would go on to the button that ends the program, and Enter would press it.
            activity.requestFocus();
        }
        answer.setVisible(asks);
        step.setVisible(model.isLive() && all.stream().anyMatch(ActivityController::isHeld));
        CallButtons.mark(step, model.nextCallProperty().get()
                .filter(next -> next.why() == NextCall.Why.WAITS_AT_GATE).isPresent());
        boolean oneCall = all.size() <= 1 && now instanceof Activity.InCall;
        interrupt.setVisible(model.isLive() && (oneCall || model.programRunsProperty().get()));
        interrupt.setText(TEXT.text(oneCall ? "activity.interrupt" : "activity.end"));
    }

    private LaneList.Row row(Lane lane) {
        Activity of = of(lane);
        return new LaneList.Row(ActivityWords.thread(lane), text(of),
                of instanceof Activity.InCall || of instanceof Activity.Asks, isHeld(of));
    }

    private Activity of(Lane lane) {
        return Activity.of(lane, model.programRunsProperty().get());
    }

    private String text(Activity of) {
        if (of instanceof Activity.Beginning && model.isLive() && !interpreterIsHere.getAsBoolean()) {
            return TEXT.text("activity.getting-ready");
        }
        return ActivityWords.of(of, model.now());
    }

    private static boolean isHeld(Activity of) {
        return of instanceof Activity.AtGate || of instanceof Activity.AtLine;
    }

    private static boolean changesByItself(Activity of) {
        return of instanceof Activity.InCall || of instanceof Activity.Asks || of instanceof Activity.Beginning;
    }
}
