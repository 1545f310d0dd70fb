package org.socketworkbench.ui.shell;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Slider;
import javafx.scene.control.TabPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socketworkbench.lesson.Lesson;
import org.socketworkbench.lesson.LessonPort;
import org.socketworkbench.lesson.Lessons;
import org.socketworkbench.lesson.MalformedLesson;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.model.ParticipantState;
import org.socketworkbench.platform.FileProblem;
import org.socketworkbench.platform.Platform;
import org.socketworkbench.python.OwnPair;
import org.socketworkbench.python.OwnProgram;
import org.socketworkbench.python.PythonEngine;
import org.socketworkbench.trace.TraceLog;
import org.socketworkbench.ui.help.HelpWindow;
import org.socketworkbench.ui.lesson.LessonsDone;
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
    /** The guide's section about keys. */
    private static final String KEYS = "keys";
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Platform platform;
    private final PythonEngine python;
    private final Preferences preferences;
    private final SessionFiles files;
    private final AllControls all;
    /** Whether a program is open in a panel. */
    private final BooleanProperty hasProgram = new SimpleBooleanProperty();
    /** Whether a call was made. */
    private final BooleanProperty hasCalls = new SimpleBooleanProperty();
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper();
    private Session session;
    private BenchView bench;
    private ReplayController replay;
    private Appearance appearance;
    private CommandButtons buttons;
    private GateControls gate;
    private Tabs tabs;
    private Optional<HelpWindow> guide = Optional.empty();

    @FXML private BorderPane root;
    @FXML private HBox bar;
    @FXML private FlowPane left;
    @FXML private HBox right;
    @FXML private MenuButton start;
    @FXML private MenuButton view;
    @FXML private Slider speed;
    @FXML private Label speedText;
    @FXML private MenuButton breakpoints;
    @FXML private ToggleButton allControls;
    @FXML private ToggleButton projector;
    @FXML private VBox replayBox;
    @FXML private TabPane views;
    @FXML private Label notice;

    /**
     * @param dialogs ask for traces and for files to open
     * @param shown   an empty log to begin with, or a finished trace to view
     */
    ShellController(Platform platform, PythonEngine python, Preferences preferences, FileQuestion.Dialogs dialogs,
            TraceLog shown) {
        this.platform = platform;
        this.python = python;
        this.preferences = preferences;
        files = new SessionFiles(preferences, dialogs, this::window, this::tell);
        all = new AllControls(preferences);
        session = shown.size() == 0 ? newSession() : new RecordedSession(shown);
    }

    @FXML
    private void initialize() {
        appearance = new Appearance(root, preferences, all.projectorProperty());
        new StartMenu(start, this);
        view.getItems().addAll(appearance.themes());
        buttons = new CommandButtons(items(), this);
        gate = new GateControls(session, buttons, speed, speedText, breakpoints);
        tabs = new Tabs(views, preferences, all);
        Shown.whileItSays(notice);
        allControls.selectedProperty().bindBidirectional(all.chosenProperty());
        projector.selectedProperty().bindBidirectional(all.projectorProperty());
        projector.setAccessibleText(Command.PROJECTOR.tip());
        projector.setTooltip(new Tooltip(Command.PROJECTOR.tip()));
        List<Node> items = items();
        show("for-programs", hasProgram, items);
        show("after-calls", hasCalls, items);
        all.in(bar);
        new ToolbarRoom(bar, left, right, items);
        acceptDrops();
        begin(session, BenchView.Typed.usual(platform));
    }

    /** Shows a part of the toolbar while there is something that it is for, or everything is shown. */
    private void show(String part, ObservableBooleanValue isOfUse, List<Node> items) {
        Shown.when(all.shownProperty().or(isOfUse), items.stream()
                .filter(item -> item.getStyleClass().contains(part)).toArray(Node[]::new));
    }

    /** What the toolbar has. */
    private List<Node> items() {
        return Stream.of(left, right).flatMap(part -> part.getChildren().stream()).toList();
    }

    Session session() {
        return session;
    }

    SessionFiles files() {
        return files;
    }

    /** What the window's title says: what is open. */
    ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
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

    /** A file that a panel does not take may be dropped anywhere. */
    private void acceptDrops() {
        root.setOnDragOver(drag -> {
            if (drag.getDragboard().hasFiles()) {
                drag.acceptTransferModes(TransferMode.COPY);
                drag.consume();
            }
        });
        root.setOnDragDropped(drop -> {
            List<Path> dropped = drop.getDragboard().getFiles().stream().map(File::toPath).toList();
            drop.setDropCompleted(true);
            drop.consume();
            // A question must not keep the program waiting that the files come from.
            javafx.application.Platform.runLater(() -> open(dropped));
        });
    }

    void tellDefect(Throwable defect) {
        tell(TEXT.text("shell.defect", defect.toString()));
    }

    private LiveSession newSession() {
        return new LiveSession(platform, this::failed, this::tell);
    }

    private void begin(Session begun, BenchView.Typed typed) {
        session = begun;
        buttons.follow(session);
        bench = new BenchView(session, platform, python, preferences, all, typed, this::follow, this::begin,
                this::unlessLost);
        gate.begin(session, bench);
        hasProgram.bind(bench.hasProgramProperty());
        bench.programNames().subscribe(this::showTitle);
        showTitle();
        tabs.begin(session, bench);
        replay = new ReplayController(session.feed());
        replayBox.getChildren().setAll(Fxml.load(replay));
        session.feed().positionProperty().addListener(o -> showWhatCanBeSeenAgain());
        showWhatCanBeSeenAgain();
    }

    private void showTitle() {
        List<String> names = bench.programNames();
        title.set(switch (session) {
            case RecordedSession recorded when recorded.file().isPresent() -> TEXT.text("window.title.recorded",
                    recorded.file().get().getFileName().toString());
            case RecordedSession recorded -> TEXT.text("window.title");
            case LiveSession live when names.isEmpty() -> TEXT.text("window.title");
            case LiveSession live when names.size() == 1 -> TEXT.text("window.title.one", names.getFirst());
            case LiveSession live -> TEXT.text("window.title.some",
                    String.join(", ", names.subList(0, names.size() - 1)), names.getLast());
        });
    }

    private void showWhatCanBeSeenAgain() {
        hasCalls.set(!(session instanceof LiveSession) || session.feed().sizeProperty().get() > 0
                && (hasCalls.get() || session.feed().picture().participants().stream()
                        .anyMatch(who -> who.newestCall() != ParticipantState.NONE)));
    }

    ProgramModel program(int panel) {
        return bench.programs().get(panel);
    }

    /** Closes what the window has opened, and ends every view's connection to the session's trace. */
    void close() {
        guide.ifPresent(HelpWindow::close);
        dismantle();
    }

    private void dismantle() {
        replay.close();
        tabs.close();
        session.feed().close();
    }

    /** Does something that ends the whole session, unless the user wants to keep what would be lost. */
    void leave(Runnable then) {
        unlessLost(session.unsaved().hasCalls(), TEXT.text("lost.session"), () -> {
            if (UnsavedQuestion.mayGo(window(), bench.programs(), preferences)) {
                then.run();
            }
        });
    }

    /** Does something by which calls are lost, or saves them first, or does nothing, as the user wants. */
    private void unlessLost(boolean isLost, String what, Runnable then) {
        if (!isLost) {
            then.run();
            return;
        }
        switch (SaveQuestion.ask(window(), what)) {
            case SAVE -> files.save(session, then);
            case LOSE -> then.run();
            case STAY -> {}
        }
    }

    /**
     * Goes on to another session: all participants of this one leave, and every socket is closed.
     *
     * @param whenClosed what to do when no socket is left that is in the way of another
     */
    private void goOnTo(Session next, BenchView.Typed typed, Runnable whenClosed) {
        Session old = session;
        dismantle();
        Thread.ofPlatform().daemon().name("closing").start(() -> {
            try {
                old.close(CLOSING);
                javafx.application.Platform.runLater(whenClosed);
                // The serial collector lets the heap grow before it collects the old generation, and returns no memory
                // until then.
                System.gc();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        tell("");
        begin(next, typed);
    }

    /** Begins a new trace: the panels keep their programs and what was typed. */
    void renew() {
        unlessLost(session.unsaved().hasCalls(), TEXT.text("lost.session"), () -> {
            if (UnsavedQuestion.mayGo(window(), bench.programsThatEnd(), preferences)) {
                goOnTo(newSession(), bench.typed(), () -> {});
            }
        });
    }

    /** Begins a phone call by hand: the first lesson leads through it. */
    void firstCall() {
        begin(Lessons.named(Lessons.FIRST));
    }

    /** Loads two programs that talk; the server's stands before its first call, and waits to be run or stepped. */
    void start(OwnPair pair) {
        leave(() -> {
            LiveSession next = newSession();
            next.workbench().gate().pause();
            goOnTo(next, bench.typed().withoutPrograms(), () -> {
                if (session == next) {
                    bench.load(next, pair, () -> tell(""));
                }
            });
            tabs.choose(Tabs.Kind.WORKBENCH);
            tell(TEXT.text("shell.start.loaded", pair.title(), Command.RUN.keysText(), Command.STEP.keysText()));
        });
    }

    void open() {
        files.ask().ifPresent(file -> open(List.of(file)));
    }

    /** Opens programs in panels, and of traces and lessons the last one, in a session of its own. */
    void open(List<Path> chosen) {
        List<Path> programs = chosen.stream().filter(SessionFiles::isProgram).toList();
        List<Path> others = chosen.stream().filter(file -> !SessionFiles.isProgram(file)).toList();
        if (others.isEmpty()) {
            openPrograms(programs);
        } else if (Lessons.isLesson(others.getLast())) {
            openLesson(others.getLast());
        } else {
            openTrace(others.getLast());
        }
    }

    private void openLesson(Path file) {
        Background.run("lesson", () -> {
            try {
                return Lessons.read(file);
            } catch (MalformedLesson e) {
                throw new IOException(TEXT.text("open.lesson.line", Integer.toString(e.line()), e.getMessage()), e);
            }
        }, this::begin,
                e -> tell(TEXT.text("open.lesson", file.getFileName().toString(), FileProblem.text(e))));
    }

    private void openTrace(Path file) {
        leave(() -> files.read(file, recorded -> goOnTo(recorded, bench.typed().withoutPrograms(), () -> {})));
    }

    private void openPrograms(List<Path> programs) {
        if (session instanceof RecordedSession) {
            goOnTo(newSession(), bench.typed().withoutPrograms(), () -> {});
        }
        if (session instanceof LiveSession live) {
            for (Path file : programs) {
                ProgramSide.of(file, window()).ifPresent(side -> openProgram(live, side, file));
            }
            tabs.choose(Tabs.Kind.WORKBENCH);
        }
    }

    private void openProgram(LiveSession live, OwnProgram.Side side, Path file) {
        bench.panelFor(live, side).ifPresentOrElse(panel -> {
            if (UnsavedQuestion.mayGo(window(), List.of(panel), preferences)) {
                panel.open(file);
            }
        }, () -> tell(TEXT.text("open.busy", file.getFileName().toString())));
    }

    void run() {
        gate.run();
        bench.goOn();
    }

    void pause() {
        gate.pause();
    }

    void step() {
        gate.step();
    }

    void end() {
        gate.end();
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
        leave(() -> {
            preferences.put(Preferences.Key.LESSON, lesson.id());
            new LessonsDone(preferences).begun(lesson.id());
            boolean hasPrograms = !lesson.programs().isEmpty();
            LiveSession next = new LiveSession(platform, this::failed, this::tell, hasPrograms);
            // The port of the lesson before is free only when its sockets are closed.
            goOnTo(next, bench.typed().withoutPrograms(), () -> {
                if (hasPrograms && session == next) {
                    bench.begin(next, lesson.onPort(LessonPort.usual(platform.sockets(), lesson)));
                }
            });
            if (hasPrograms) {
                gate.slowDown();
            } else {
                bench.begin(next, lesson);
            }
            tabs.choose(Tabs.Kind.WORKBENCH);
        });
    }

    /** Shows all lessons beside the stage. */
    void showLessons() {
        tabs.choose(Tabs.Kind.WORKBENCH);
        bench.showLessons();
    }

    void save() {
        files.save(session, () -> {});
    }

    void saveAs() {
        files.saveAs(session, () -> {});
    }

    void larger() {
        appearance.larger();
    }

    void smaller() {
        appearance.smaller();
    }

    /** Shows the window to a class, or to one person again. */
    void switchProjector() {
        all.projectorProperty().set(!all.projectorProperty().get());
    }

    void showGuide() {
        guide().show();
    }

    void showKeys() {
        guide().show(KEYS);
    }

    private HelpWindow guide() {
        return guide.orElseGet(() -> {
            HelpWindow made = new HelpWindow(WindowIcon.images(), root.getScene().getStylesheets());
            appearance.extendTo(made.root());
            guide = Optional.of(made);
            return made;
        });
    }

    void showAbout() {
        AboutDialog.show(window());
    }

    private Window window() {
        return root.getScene().getWindow();
    }

    private void failed(Throwable defect) {
        LOG.error("a participant or its program failed", defect);
        tellDefect(defect);
    }

    private void tell(String what) {
        notice.setText(what);
    }
}
