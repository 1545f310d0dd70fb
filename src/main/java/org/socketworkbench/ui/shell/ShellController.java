package org.socketworkbench.ui.shell;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Slider;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socketworkbench.engine.StepGate;
import org.socketworkbench.engine.Workbench;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.python.PythonEngine;
import org.socketworkbench.socket.CText;
import org.socketworkbench.socket.CallName;
import org.socketworkbench.socket.Sockets;
import org.socketworkbench.trace.TraceFile;
import org.socketworkbench.trace.TraceLog;
import org.socketworkbench.ui.code.CodeController;
import org.socketworkbench.ui.listing.ProgramModel;
import org.socketworkbench.ui.listing.UnsavedQuestion;
import org.socketworkbench.ui.sequence.SequenceController;
import org.socketworkbench.ui.support.Fxml;

/**
 * The toolbar and the tabs: how programs go on, which moment is shown, and the appearance; and the session that they
 * show.
 */
final class ShellController {
    private static final Logger LOG = LoggerFactory.getLogger(ShellController.class);
    private static final Messages TEXT = Messages.of(ShellController.class);
    private static final PseudoClass ON = PseudoClass.getPseudoClass("on");
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Sockets sockets;
    private final PythonEngine python;
    private Session session;
    private BenchView bench;
    private Appearance appearance;

    @FXML private BorderPane root;
    @FXML private Button run;
    @FXML private Button pause;
    @FXML private Button step;
    @FXML private Button stop;
    @FXML private Tooltip stepTip;
    @FXML private Slider speed;
    @FXML private Label speedText;
    @FXML private MenuButton breakpoints;
    @FXML private VBox replayBox;
    @FXML private TabPane tabs;
    @FXML private Tab workbenchTab;
    @FXML private Tab diagramTab;
    @FXML private Tab statesTab;
    @FXML private Tab codeTab;
    @FXML private Label notice;

    ShellController(Sockets sockets, PythonEngine python) {
        this.sockets = sockets;
        this.python = python;
    }

    @FXML
    private void initialize() {
        appearance = new Appearance(root);
        notice.managedProperty().bind(notice.visibleProperty());
        notice.visibleProperty().bind(notice.textProperty().isNotEmpty());
        speed.valueProperty().addListener(o -> showSpeed());
        breakpoints.getItems().addAll(Breakpoints.menus(this::setBreakpoints));
    }

    Session session() {
        return session;
    }

    void installKeys(Scene scene) {
        Map<KeyCombination, Runnable> keys = Map.ofEntries(
                Map.entry(new KeyCodeCombination(KeyCode.F5), this::run),
                Map.entry(new KeyCodeCombination(KeyCode.F6), this::pause),
                Map.entry(new KeyCodeCombination(KeyCode.F10), this::step),
                Map.entry(new KeyCodeCombination(KeyCode.F5, KeyCombination.SHIFT_DOWN), this::stop),
                Map.entry(control(KeyCode.DIGIT1), () -> tabs.getSelectionModel().select(workbenchTab)),
                Map.entry(control(KeyCode.DIGIT2), () -> tabs.getSelectionModel().select(diagramTab)),
                Map.entry(control(KeyCode.DIGIT3), () -> tabs.getSelectionModel().select(statesTab)),
                Map.entry(control(KeyCode.DIGIT4), () -> tabs.getSelectionModel().select(codeTab)),
                Map.entry(shiftedOrNot(KeyCode.PLUS), this::larger),
                Map.entry(shiftedOrNot(KeyCode.EQUALS), this::larger),
                Map.entry(control(KeyCode.ADD), this::larger),
                Map.entry(control(KeyCode.MINUS), this::smaller),
                Map.entry(control(KeyCode.SUBTRACT), this::smaller),
                Map.entry(control(KeyCode.N), this::renew),
                Map.entry(control(KeyCode.S), this::save));
        scene.getAccelerators().putAll(keys);
    }

    void tellDefect(Throwable defect) {
        tell(TEXT.text("shell.defect", defect.toString()));
    }

    /** Begins the first session, with an empty log or a finished trace. */
    void begin(TraceLog shown) {
        begin(shown.size() == 0 ? newSession() : new RecordedSession(shown), BenchView.Typed.USUAL);
    }

    private Session newSession() {
        return new LiveSession(sockets, this::failed, this::tell);
    }

    private void begin(Session begun, BenchView.Typed typed) {
        session = begun;
        List.of(run, pause, step, stop, breakpoints, speed)
                .forEach(control -> control.setDisable(!(begun instanceof LiveSession)));
        showSpeed();
        setBreakpoints();
        bench = new BenchView(session, python, typed);
        workbenchTab.setContent(bench.root());
        SequenceController diagram = new SequenceController(session.feed(), session.selection());
        LateTab.connect(diagramTab, () -> Fxml.load(diagram));
        StatesTab.connect(statesTab, session.feed());
        CodeController code = new CodeController(session.feed(), bench.chosenClientProperty());
        LateTab.connect(codeTab, () -> Fxml.load(code));
        replayBox.getChildren().setAll(Fxml.load(new ReplayController(session.feed())));
        // A full trace closes the gate by itself, and a program that comes to a call waits there.
        session.feed().positionProperty().addListener(o -> showGate());
        showGate();
    }

    /** The workbench that makes calls; empty for a recorded trace. */
    private Optional<Workbench> live() {
        return session instanceof LiveSession now ? Optional.of(now.workbench()) : Optional.empty();
    }

    ProgramModel program(int panel) {
        return bench.programs().get(panel);
    }

    /** Whether the panels may go: no program has unsaved changes, or the user agrees to lose them. */
    boolean mayGo() {
        return UnsavedQuestion.mayGo(root.getScene().getWindow(), bench.programs());
    }

    /** Ends every view's connection to the session's trace. */
    void dismantle() {
        bench.close();
        session.feed().close();
    }

    @FXML
    private void run() {
        live().ifPresent(workbench -> workbench.gate().run());
        showGate();
    }

    @FXML
    private void pause() {
        live().ifPresent(workbench -> workbench.gate().pause());
        showGate();
    }

    @FXML
    private void step() {
        live().ifPresent(workbench -> workbench.gate().step());
        showGate();
    }

    @FXML
    private void stop() {
        live().ifPresent(Workbench::stop);
    }

    /** Begins a new trace: all participants leave, every socket is closed, and the panels start empty. */
    @FXML
    private void renew() {
        if (!UnsavedQuestion.mayGo(root.getScene().getWindow(), bench.programsThatEnd())) {
            return;
        }
        Session old = session;
        dismantle();
        Thread.ofPlatform().daemon().name("closing").start(() -> {
            try {
                old.close(CLOSING);
                // The serial collector lets the heap grow before it collects the old generation, and returns no memory
                // until then.
                System.gc();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        tell("");
        begin(newSession(), bench.typed());
    }

    @FXML
    private void save() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(TEXT.text("shell.save.title"));
        chooser.setInitialFileName("trace.jsonl");
        File file = chooser.showSaveDialog(root.getScene().getWindow());
        if (file != null) {
            Session saved = session;
            Thread.ofPlatform().daemon().name("save").start(() -> save(saved, file));
        }
    }

    private void save(Session saved, File file) {
        String said;
        try {
            TraceFile.write(saved.log(), file.toPath());
            said = TEXT.text("shell.save.done", file);
        } catch (IOException e) {
            LOG.warn("the trace could not be saved as {}", file, e);
            said = TEXT.text("shell.save.failed", file, e.getMessage());
        }
        String told = said;
        Platform.runLater(() -> tell(told));
    }

    @FXML
    private void larger() {
        appearance.larger();
    }

    @FXML
    private void smaller() {
        appearance.smaller();
    }

    @FXML
    private void switchTheme() {
        appearance.switchTheme();
    }

    private void failed(Throwable defect) {
        LOG.error("a participant or its program failed", defect);
        tellDefect(defect);
    }

    private void tell(String what) {
        notice.setText(what);
    }

    private void showGate() {
        boolean stepping = live().filter(workbench -> workbench.gate().isStepping()).isPresent();
        run.pseudoClassStateChanged(ON, session instanceof LiveSession && !stepping);
        pause.pseudoClassStateChanged(ON, stepping);
        stepTip.setText(nextStep());
    }

    /** Which call a step would let go. */
    private String nextStep() {
        return live().flatMap(workbench -> workbench.gate().next())
                .flatMap(next -> session.feed().picture().participant(next.participant())
                        .map(who -> next.call()
                                .map(call -> TEXT.text("shell.step.tip.call", who.name(), CText.of(call)))
                                .orElseGet(() -> TEXT.text("shell.step.tip.line", who.name()))))
                .orElseGet(() -> TEXT.text("shell.step.tip"));
    }

    private void showSpeed() {
        live().ifPresent(workbench -> workbench.gate().setDelay(delay()));
        speedText.setText(delay().isZero() ? TEXT.text("shell.speed.none")
                : TEXT.text("shell.speed.wait", String.format(Locale.ROOT, "%.1f", delay().toMillis() / 1e3)));
    }

    /** The delay set by the slider, in tenths of a second. */
    private Duration delay() {
        Duration delay = Duration.ofMillis(Math.round(speed.getValue() * 10) * 100);
        return delay.compareTo(StepGate.MAX_DELAY) > 0 ? StepGate.MAX_DELAY : delay;
    }

    private void setBreakpoints() {
        Set<CallName> chosen = Breakpoints.chosen(breakpoints.getItems());
        live().ifPresent(workbench -> workbench.gate().setBreakpoints(chosen));
        breakpoints.setText(chosen.isEmpty() ? TEXT.text("shell.breakpoints")
                : TEXT.text("shell.breakpoints.some", Integer.toString(chosen.size())));
    }

    /** On many keyboards plus is a shifted key, on others it is not. */
    private static KeyCombination shiftedOrNot(KeyCode key) {
        return new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_ANY);
    }

    private static KeyCombination control(KeyCode key) {
        return new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN);
    }
}
