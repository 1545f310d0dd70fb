package org.socketworkbench.ui.panel;

import java.util.List;
import java.util.Locale;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.shape.Circle;
import javafx.util.Duration;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.socket.CText;
import org.socketworkbench.trace.Lane;

/** The head of a panel: whose it is, its program, what it does right now, and how to let that go on or end. */
public final class ActivityController {
    private static final Messages TEXT = Messages.of(ActivityController.class);
    private static final PseudoClass BLOCKED = PseudoClass.getPseudoClass("blocked");
    private static final PseudoClass AT_GATE = PseudoClass.getPseudoClass("at-gate");
    private static final Duration TICK = Duration.millis(100);

    private final ParticipantModel model;
    private final List<ProgramChoice> programs;
    private final Timeline clock = new Timeline(new KeyFrame(TICK, tick -> showActivity()));

    @FXML private Circle dot;
    @FXML private Label name;
    @FXML private Label socketState;
    @FXML private MenuButton program;
    @FXML private HBox line;
    @FXML private Label doing;
    @FXML private TextField answer;
    @FXML private Button enter;
    @FXML private Button step;
    @FXML private Button interrupt;

    /** @param start begins the program; it may first look the address up */
    public record ProgramChoice(String title, Runnable start) {}

    public ActivityController(ParticipantModel model, List<ProgramChoice> programs) {
        this.model = model;
        this.programs = programs;
        clock.setCycleCount(Animation.INDEFINITE);
    }

    @FXML
    private void initialize() {
        dot.getStyleClass().add("participant-" + model.id() % 6);
        name.setText(model.name());
        for (ProgramChoice choice : programs) {
            MenuItem item = new MenuItem(choice.title());
            item.setOnAction(e -> choice.start().run());
            program.getItems().add(item);
        }
        program.disableProperty().bind(model.busyProperty());
        answer.managedProperty().bind(answer.visibleProperty());
        enter.managedProperty().bind(enter.visibleProperty());
        enter.visibleProperty().bind(answer.visibleProperty());
        step.managedProperty().bind(step.visibleProperty());
        interrupt.managedProperty().bind(interrupt.visibleProperty());
        model.activityProperty().addListener(o -> showActivity());
        model.revisionProperty().addListener(o -> {
            socketState.setText(SocketWords.ownSocket(model));
            showActivity();
        });
        KeepsFocus.in(program, step, interrupt);
        showActivity();
    }

    @FXML
    private void enter() {
        model.type(answer.getText());
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
        ParticipantModel.Activity activity = model.activityProperty().get();
        boolean inCall = activity instanceof ParticipantModel.Activity.InCall;
        doing.setText(switch (activity) {
            case ParticipantModel.Activity.Idle idle -> idleText();
            case ParticipantModel.Activity.Running running -> TEXT.text("activity.running");
            case ParticipantModel.Activity.AtGate gate -> TEXT.text("activity.next", CText.of(gate.call()));
            case ParticipantModel.Activity.InCall call -> callText(call);
            case ParticipantModel.Activity.Asks asks -> TEXT.text("activity.asks", asks.prompt());
        });
        // With very large text a wait is told in two lines; a call that comes back at once must not make the panel jump.
        doing.setWrapText(activity instanceof ParticipantModel.Activity.InCall call && call.call().blocked());
        // What can be done can be done now, whatever moment is looked at.
        boolean asks = model.isLive() && activity instanceof ParticipantModel.Activity.Asks;
        if (asks && !answer.isVisible()) {
            answer.setVisible(true);
            answer.requestFocus();
        }
        answer.setVisible(asks);
        step.setVisible(model.isLive() && activity instanceof ParticipantModel.Activity.AtGate);
        interrupt.setVisible(model.isLive() && (inCall || model.programRunsProperty().get()));
        interrupt.setText(TEXT.text(inCall ? "activity.interrupt" : "activity.stop"));
        line.pseudoClassStateChanged(BLOCKED, inCall);
        line.pseudoClassStateChanged(AT_GATE, activity instanceof ParticipantModel.Activity.AtGate);
        if (inCall) {
            clock.play();
        } else {
            clock.stop();
        }
    }

    private String idleText() {
        String next = model.nextCallProperty().get();
        if (!model.isLive()) {
            return next.isEmpty() ? TEXT.text("activity.past") : TEXT.text("activity.past.next", next);
        }
        return next.isEmpty() ? TEXT.text("activity.ready") : TEXT.text("activity.ready.next", next);
    }

    private String callText(ParticipantModel.Activity.InCall activity) {
        Lane.Pending call = activity.call();
        String seconds = String.format(Locale.ROOT, "%.1f", (model.now() - call.entered()) / 1e9);
        String held = activity.step().filter(Lane.Pending::blocked).map(step -> step.call().name()).orElse("");
        if (!held.isEmpty()) {
            return TEXT.text("activity.blocked.in", CText.of(call.call()), held, seconds);
        }
        return TEXT.text(call.blocked() ? "activity.blocked" : "activity.in-call", CText.of(call.call()), seconds);
    }
}
