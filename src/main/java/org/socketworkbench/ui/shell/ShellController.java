package org.socketworkbench.ui.shell;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Slider;
import javafx.scene.control.TabPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToolBar;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socketworkbench.engine.StepGate;
import org.socketworkbench.engine.Workbench;
import org.socketworkbench.lesson.Lesson;
import org.socketworkbench.lesson.Lessons;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.model.ParticipantState;
import org.socketworkbench.platform.FileProblem;
import org.socketworkbench.platform.Platform;
import org.socketworkbench.python.PythonEngine;
import org.socketworkbench.socket.CText;
import org.socketworkbench.socket.CallName;
import org.socketworkbench.trace.TraceFile;
import org.socketworkbench.trace.TraceLog;
import org.socketworkbench.ui.listing.ProgramModel;
import org.socketworkbench.ui.listing.UnsavedQuestion;
import org.socketworkbench.ui.support.AllControls;
import org.socketworkbench.ui.support.Background;
import org.socketworkbench.ui.support.FileQuestion;
import org.socketworkbench.ui.support.Fxml;
import org.socketworkbench.ui.support.Preferences;
import org.socketworkbench.ui.support.Shortcut;
import org.socketworkbench.ui.support.Shown;

/**
 * The toolbar and the tabs: how programs go on, which moment is shown, and the appearance; and the session that they
 * show.
 */
final class ShellController {
    private static final Logger LOG = LoggerFactory.getLogger(ShellController.class);
    private static final Messages TEXT = Messages.of(ShellController.class);
    private static final PseudoClass ON = PseudoClass.getPseudoClass("on");
    /** From this width on, in pixels, the toolbar has room for the word of its widest button. */
    private static final double ROOM_FOR_WORDS = 1200;
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Platform platform;
    private final PythonEngine python;
    private final Preferences preferences;
    private final FileQuestion whereToSave;
    private final AllControls all;
    /** Whether a program is open in a panel. */
    private final BooleanProperty hasProgram = new SimpleBooleanProperty();
    /** Whether a call was made. */
    private final BooleanProperty hasCalls = new SimpleBooleanProperty();
    private Session session;
    private BenchView bench;
    private ReplayController replay;
    private Appearance appearance;
    private CommandButtons buttons;
    private BreakpointsMenu breakpointsMenu;
    private Tabs tabs;

    @FXML private BorderPane root;
    @FXML private ToolBar bar;
    @FXML private Slider speed;
    @FXML private Label speedText;
    @FXML private MenuButton breakpoints;
    @FXML private ToggleButton allControls;
    @FXML private VBox replayBox;
    @FXML private TabPane views;
    @FXML private Label notice;

    /** @param shown an empty log to begin with, or a finished trace to view */
    ShellController(Platform platform, PythonEngine python, Preferences preferences, TraceLog shown) {
        this.platform = platform;
        this.python = python;
        this.preferences = preferences;
        whereToSave = new FileQuestion(preferences, Preferences.Key.TRACE_FOLDER);
        all = new AllControls(preferences);
        session = shown.size() == 0 ? newSession() : new RecordedSession(shown);
    }

    @FXML
    private void initialize() {
        appearance = new Appearance(root, preferences);
        buttons = new CommandButtons(bar, this);
        tabs = new Tabs(views, preferences);
        Shown.whileItSays(notice);
        allControls.selectedProperty().bindBidirectional(all.shownProperty());
        // With all of them shown, or those for programs, the toolbar has no room for words.
        allControls.textProperty().bind(Bindings.when(all.shownProperty().or(hasProgram)).then("")
                .otherwise(TEXT.text("shell.all")));
        show("for-programs", hasProgram);
        show("after-calls", hasCalls);
        speed.valueProperty().addListener(o -> showSpeed());
        breakpointsMenu = new BreakpointsMenu(breakpoints,
                all.shownProperty().not().and(bar.widthProperty().greaterThan(ROOM_FOR_WORDS)), this::setBreakpoints);
        begin(session, BenchView.Typed.usual(platform));
    }

    /** Shows a part of the toolbar while there is something that it is for, or everything is shown. */
    private void show(String part, ObservableBooleanValue isOfUse) {
        Shown.when(all.shownProperty().or(isOfUse), bar.getItems(),
                bar.getItems().stream().filter(item -> item.getStyleClass().contains(part)).toList());
    }

    Session session() {
        return session;
    }

    void installKeys(Scene scene) {
        for (Command command : Command.values()) {
            command.keys().ifPresent(keys -> install(scene, keys, () -> command.run(this)));
        }
        for (Tabs.Kind kind : Tabs.Kind.values()) {
            install(scene, kind.keys(), () -> tabs.choose(kind));
        }
    }

    private static void install(Scene scene, Shortcut shortcut, Runnable action) {
        shortcut.keys().forEach(keys -> scene.getAccelerators().put(keys, action));
    }

    void tellDefect(Throwable defect) {
        tell(TEXT.text("shell.defect", defect.toString()));
    }

    private Session newSession() {
        return new LiveSession(platform, this::failed, this::tell);
    }

    private void begin(Session begun, BenchView.Typed typed) {
        session = begun;
        buttons.follow(session);
        List.of(breakpoints, speed).forEach(control -> control.setDisable(!(begun instanceof LiveSession)));
        showSpeed();
        bench = new BenchView(session, platform, python, preferences, all, typed, this::follow);
        hasProgram.bind(bench.hasProgramProperty());
        breakpointsMenu.follow(bench);
        tabs.begin(session, bench);
        replay = new ReplayController(session.feed());
        replayBox.getChildren().setAll(Fxml.load(replay));
        // A full trace closes the gate by itself, and a program that comes to a call waits there.
        session.feed().positionProperty().addListener(o -> {
            showGate();
            showWhatCanBeSeenAgain();
        });
        showGate();
        showWhatCanBeSeenAgain();
    }

    private void showWhatCanBeSeenAgain() {
        hasCalls.set(!(session instanceof LiveSession) || session.feed().sizeProperty().get() > 0
                && (hasCalls.get() || session.feed().picture().participants().stream()
                        .anyMatch(who -> who.newestCall() != ParticipantState.NONE)));
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
        return UnsavedQuestion.mayGo(root.getScene().getWindow(), bench.programs(), preferences);
    }

    /** Ends every view's connection to the session's trace. */
    void dismantle() {
        replay.close();
        tabs.close();
        session.feed().close();
    }

    void run() {
        live().ifPresent(workbench -> workbench.gate().run());
        showGate();
    }

    void pause() {
        live().ifPresent(workbench -> workbench.gate().pause());
        showGate();
    }

    void step() {
        live().ifPresent(workbench -> workbench.gate().step());
        showGate();
    }

    void end() {
        live().ifPresent(Workbench::stop);
    }

    /** Begins a new trace: all participants leave, every socket is closed, and the panels start empty. */
    void renew() {
        if (!UnsavedQuestion.mayGo(root.getScene().getWindow(), bench.programsThatEnd(), preferences)) {
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

    /** Goes where a link of a lesson leads. */
    private void follow(Lesson.Link link) {
        switch (link.target()) {
            case Lesson.Link.REPLAY -> {
                tabs.choose(Tabs.Kind.WORKBENCH);
                replay.watchAgain();
            }
            case Lesson.Link.CODE -> tabs.choose(Tabs.Kind.CODE);
            default -> link.lesson().map(Lessons::named).ifPresent(this::begin);
        }
    }

    /** Begins a lesson, in a session of its own. */
    private void begin(Lesson lesson) {
        preferences.put(Preferences.Key.LESSON, lesson.id());
        renew();
        if (session instanceof LiveSession live) {
            bench.begin(live, lesson);
        }
    }

    void save() {
        whereToSave.save(root.getScene().getWindow(), TEXT.text("shell.save.title"), "trace.jsonl", List.of())
                .ifPresent(this::save);
    }

    private void save(Path file) {
        TraceLog saved = session.log();
        Background.run("save", () -> {
            TraceFile.write(saved, file);
            return file;
        }, done -> tell(TEXT.text("shell.save.done", done)), e -> {
            LOG.warn("the trace could not be saved as {}", file, e);
            tell(TEXT.text("shell.save.failed", file, FileProblem.text(e)));
        });
    }

    void larger() {
        appearance.larger();
    }

    void smaller() {
        appearance.smaller();
    }

    void switchTheme() {
        appearance.switchTheme();
    }

    void showKeys() {
        KeysDialog.show(root.getScene().getWindow());
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
        buttons.of(Command.RUN).pseudoClassStateChanged(ON, session instanceof LiveSession && !stepping);
        buttons.of(Command.PAUSE).pseudoClassStateChanged(ON, stepping);
        buttons.of(Command.STEP).getTooltip().setText(nextStep());
    }

    /** Which call a step would let go. */
    private String nextStep() {
        return live().flatMap(workbench -> workbench.gate().next())
                .flatMap(next -> session.feed().picture().participant(next.participant())
                        .map(who -> next.call()
                                .map(call -> TEXT.text("shell.step.call", Command.STEP.tip(), who.name(),
                                        CText.of(call)))
                                .orElseGet(() -> TEXT.text("shell.step.line", Command.STEP.tip(), who.name()))))
                .orElseGet(() -> Command.STEP.tip());
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

    private void setBreakpoints(Set<CallName> calls) {
        live().ifPresent(workbench -> workbench.gate().setBreakpoints(calls));
    }
}
