package org.socketworkbench.testing;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.socketworkbench.python.PythonEngine;
import org.socketworkbench.socket.CText;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;
import org.socketworkbench.ui.shell.WorkbenchWindow;
import org.socketworkbench.ui.support.FileQuestion;
import org.socketworkbench.ui.support.Preferences;
import org.testfx.api.FxRobot;

import jfx.incubator.scene.control.richtext.CodeArea;

/** The real window on the headless platform, and the hands of a user: they click and type and wait for what is seen. */
public final class WindowRobot implements AutoCloseable {
    private static final long LIMIT_SECONDS = 30;

    /**
     * One for all windows: the headless platform remembers of each robot the last window, and of each window its robot.
     */
    private static final FxRobot ROBOT = new Hands();
    private final Stage stage;
    private final WorkbenchWindow window;
    private final FileAnswers files = new FileAnswers();
    private boolean closed;

    public WindowRobot() {
        this(new TraceLog());
    }

    /** The window over a trace. */
    public WindowRobot(TraceLog log) {
        this(log, SharedPython.ENGINE);
    }

    /** The window over a trace, with a Python of its own. */
    public WindowRobot(TraceLog log, PythonEngine python) {
        this(log, python, everythingShown());
    }

    /** The window at a later start: with what the user chose before. */
    public WindowRobot(Preferences preferences) {
        this(new TraceLog(), SharedPython.ENGINE, preferences);
    }

    private WindowRobot(TraceLog log, PythonEngine python, Preferences preferences) {
        startToolkit();
        Stage[] shown = new Stage[1];
        window = onFx(() -> {
            WorkbenchWindow made = new WorkbenchWindow(ThisSystem.platform(), python, preferences, files, log);
            shown[0] = new Stage();
            made.showOn(shown[0]);
            return made;
        });
        stage = shown[0];
        untilSeen("the first frame",
                () -> log.size() > 0 || window.scene().lookup("#server") == null
                        || !onPanel("#server", "#socket", ButtonBase.class).isDisabled());
    }

    private static Preferences everythingShown() {
        Preferences preferences = Preferences.inMemory();
        preferences.put(Preferences.Key.ALL_CONTROLS, "true");
        return preferences;
    }

    private static void startToolkit() {
        CompletableFuture<Void> started = new CompletableFuture<>();
        try {
            Platform.startup(() -> started.complete(null));
        } catch (IllegalStateException e) {
            started.complete(null); // It runs already.
        }
        started.join();
        Platform.setImplicitExit(false);
    }

    /** Runs on the FX thread and answers what it answered. */
    public static <T> T onFx(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Runnable task = () -> {
            try {
                result.complete(work.call());
            } catch (Exception | Error e) {
                result.completeExceptionally(e);
            }
        };
        if (Platform.isFxApplicationThread()) {
            task.run();
        } else {
            Platform.runLater(task);
        }
        try {
            return result.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("the window does not answer", e);
        }
    }

    /** Waits until the window shows something. Panels that are not there yet do not show it. */
    public void untilSeen(String what, BooleanSupplier condition) {
        Await.until(what, () -> onFx(() -> {
            try {
                return condition.getAsBoolean();
            } catch (NoPanel e) {
                return false;
            }
        }));
    }

    /** The panel is not shown, or not laid out yet: its session has just begun. */
    private static final class NoPanel extends AssertionError {
        private static final long serialVersionUID = 1;

        private NoPanel(String panel) {
            super("no panel " + panel + " is shown");
        }
    }

    public WorkbenchWindow window() {
        return window;
    }

    public Stage stage() {
        return stage;
    }

    public FxRobot robot() {
        return ROBOT;
    }

    /** The trace that the window shows now. */
    public TraceLog log() {
        return onFx(() -> window.feed().log());
    }

    /**
     * A node of the server's panel ({@code "#server"}) or of the client's that is in front ({@code "#client"}). For the
     * FX thread. Null for one that has not been shown yet.
     */
    public <T extends Node> T onPanel(String panel, String id, Class<T> type) {
        return type.cast(shown(panel).orElseThrow(() -> new NoPanel(panel))
                .lookup(id));
    }

    /** Empty until the panel of a session that has just begun has been laid out. */
    private Optional<Node> shown(String panel) {
        return window.scene().getRoot().lookupAll(panel).stream().filter(WindowRobot::isShown).findFirst();
    }

    /** A node and all below it. For the FX thread. */
    public static Stream<Node> below(Node node) {
        return node instanceof Parent parent
                ? Stream.concat(Stream.of(node), parent.getChildrenUnmodifiable().stream().flatMap(WindowRobot::below))
                : Stream.of(node);
    }

    /** Makes the window this large, in the corner of the screen. */
    public void resize(int width, int height) {
        onFx(() -> {
            stage.setX(0);
            stage.setY(0);
            stage.setWidth(width);
            stage.setHeight(height);
            return null;
        });
        untilSeen("the size", () -> window.scene().getWidth() == width);
    }

    /** Whether a node of a panel is shown. For the FX thread. */
    public boolean isShown(String panel, String id) {
        Node node = onPanel(panel, id, Node.class);
        return node != null && isShown(node);
    }

    /** Whether a node of the window is shown. For the FX thread. */
    public boolean isShown(String id) {
        Node node = window.scene().lookup(id);
        return node != null && isShown(node);
    }

    /** The items of a panel's list, none if it has not been shown yet. For the FX thread. */
    public List<?> items(String panel, String id) {
        return onPanel(panel, id, Node.class) instanceof ListView<?> list ? list.getItems() : List.of();
    }

    /** Types the port into both panels. */
    public void usePort(String port) {
        type("#server", "#port", port);
        type("#client", "#port", port);
    }

    /** Waits until a button of a panel is shown and can be clicked. */
    public void untilClickable(String panel, String id) {
        untilSeen(panel + " " + id,
                () -> isShown(panel, id) && !onPanel(panel, id, Node.class).isDisabled());
    }

    /** Clicks a button of a panel once it is shown and can be clicked. */
    public void click(String panel, String id) {
        untilClickable(panel, id);
        ROBOT.clickOn(onFx(() -> inSight(onPanel(panel, id, Node.class))));
    }

    /** Scrolls to a node, as a user does who does not see it. */
    private static Node inSight(Node node) {
        Node at = node.getParent();
        while (at != null && !(at instanceof ScrollPane)) {
            at = at.getParent();
        }
        if (at instanceof ScrollPane pane && pane.getContent() instanceof Node content) {
            Bounds place = content.sceneToLocal(node.localToScene(node.getBoundsInLocal()));
            double hidden = content.getLayoutBounds().getHeight() - pane.getViewportBounds().getHeight();
            double top = Math.max(0, hidden) * pane.getVvalue();
            boolean isSeen = place.getMinY() >= top && place.getMaxY() <= top + pane.getViewportBounds().getHeight();
            if (hidden > 0 && !isSeen) {
                pane.setVvalue(Math.clamp(place.getMinY() / hidden, 0, 1));
            }
        }
        return node;
    }

    /** Clicks a node of the window. */
    public void click(String id) {
        ROBOT.clickOn(onFx(() -> window.scene().lookup(id)));
    }

    /** Clicks a call's button and waits until the call has come back; answers how it reads. */
    public String call(String panel, String id) {
        int before = log().size();
        String name = id.equals("#closeListener") ? "close" : id.substring(1);
        click(panel, id);
        String returned = returned(name, before);
        int known = log().size();
        untilSeen("the window knows of it", () -> window.feed().sizeProperty().get() >= known);
        return returned;
    }

    private String returned(String name, int before) {
        return Await.that(name + "() returns", () -> log().range(before, log().size()).stream()
                .filter(TraceEvent.CallReturned.class::isInstance)
                .map(TraceEvent.CallReturned.class::cast)
                .filter(e -> e.call().word().equals(name))
                .map(e -> CText.of(e.call(), e.outcome()))
                .findFirst());
    }

    /** Chooses a program in a panel's menu. */
    public void program(String panel, String title) {
        SharedPython.ready();
        menu(panel, "#program", title);
    }

    /** Runs the program that a panel shows. */
    public void runProgram(String panel) {
        SharedPython.ready();
        click(panel, "#runProgram");
    }

    /** Chooses an entry of a menu button. */
    public void menu(String panel, String id, String entry) {
        untilSeen(panel + " " + id, () -> !onPanel(panel, id, Node.class).isDisabled());
        onFx(() -> {
            onPanel(panel, id, MenuButton.class).getItems().stream()
                    .filter(item -> entry.equals(item.getText())).findFirst()
                    .ifPresentOrElse(WindowRobot::click, () -> {
                        throw new AssertionError(id + " has no " + entry);
                    });
            return null;
        });
    }

    private static void click(MenuItem item) {
        if (item instanceof CheckMenuItem check) {
            check.setSelected(!check.isSelected()); // As its menu does before it tells of the click.
        }
        item.fire();
    }

    /**
     * Chooses an entry of a menu in the toolbar. Returns before that has come to its end: a question may come first.
     */
    public void toolbarMenu(String id, String entry) {
        MenuItem item = Await.that(id + " offers " + entry, () -> onFx(() -> {
            MenuButton menu = (MenuButton) window.scene().lookup(id);
            if (menu.getOnShowing() != null) {
                menu.getOnShowing().handle(null); // Lists of files are made when they are shown.
            }
            return items(menu.getItems()).filter(one -> one.getText() != null && one.getText().startsWith(entry))
                    .findFirst();
        }));
        Platform.runLater(() -> click(item));
    }

    private static Stream<MenuItem> items(List<MenuItem> items) {
        return items.stream().flatMap(item -> item instanceof Menu menu
                ? Stream.concat(Stream.of(item), items(menu.getItems())) : Stream.of(item));
    }

    /** Waits for a question, and gives one of its answers. */
    public void answer(String answer) {
        Button button = Await.that("an answer is " + answer, () -> onFx(() -> Window.getWindows().stream()
                .filter(shown -> shown.isShowing() && shown.getScene().getRoot() instanceof DialogPane)
                .flatMap(shown -> shown.getScene().getRoot().lookupAll(".button").stream())
                .map(Button.class::cast).filter(one -> answer.equals(one.getText())).findFirst()));
        // It would not return before what follows the question: another question may come.
        Platform.runLater(button::fire);
        untilSeen("the question is answered", () -> button.getScene() == null || button.getScene().getWindow() == null
                || !button.getScene().getWindow().isShowing());
    }

    /** Whether a question waits for an answer. */
    public boolean asks() {
        return onFx(() -> Window.getWindows().stream()
                .anyMatch(shown -> shown.isShowing() && shown.getScene().getRoot() instanceof DialogPane));
    }

    /** The file that is chosen when the window asks for one next. */
    public void willChoose(Path file) {
        onFx(() -> files.next.add(file));
    }

    /** Begins a new trace, and saves nothing. */
    public void renew() {
        TraceLog old = log();
        press(KeyCode.CONTROL, KeyCode.N);
        if (asks()) {
            answer("Don\u2019t save");
        }
        untilSeen("a new trace", () -> window.feed().log() != old
                && shown("#server").filter(panel -> panel.lookup("#socket").isDisabled()).isEmpty());
    }

    /** The user's answers to dialogs for files, which the headless platform does not have. */
    private static final class FileAnswers implements FileQuestion.Dialogs {
        private final Deque<Path> next = new ArrayDeque<>();

        @Override
        public File open(FileChooser dialog, Window owner) {
            return next.remove().toFile();
        }

        @Override
        public File save(FileChooser dialog, Window owner) {
            return next.remove().toFile();
        }
    }

    /** Chooses an entry of a list that drops down. */
    public <T> void choose(String panel, String id, T entry) {
        onFx(() -> {
            @SuppressWarnings("unchecked") // The list's entries are of the type of the one that is chosen.
            ComboBox<T> list = onPanel(panel, id, ComboBox.class);
            list.setValue(entry);
            return null;
        });
    }

    /**
     * Does something that makes a call, by a menu for example, and waits until the call has come back; answers how it
     * reads.
     */
    public String made(String name, Runnable action) {
        int before = log().size();
        action.run();
        return returned(name, before);
    }

    /** Puts a text into a field or an editor. */
    public void type(String panel, String id, String text) {
        untilSeen(panel + " " + id, () -> onPanel(panel, id, Node.class) != null);
        onFx(() -> {
            switch (onPanel(panel, id, Node.class)) {
                case TextInputControl input -> input.setText(text);
                case CodeArea editor -> editor.setText(text);
                case Node other -> throw new AssertionError(id + " takes no text: " + other);
            }
            return null;
        });
    }

    public void press(KeyCode... keys) {
        ROBOT.press(keys).release(keys);
    }

    /** A label's, field's or editor's text, "" if it has not been shown yet. For any thread. */
    public String text(String panel, String id) {
        return onFx(() -> text(onPanel(panel, id, Node.class)));
    }

    private static String text(@Nullable Node node) {
        return switch (node) {
            case null -> "";
            case Labeled labeled -> labeled.getText();
            case TextInputControl input -> input.getText();
            case CodeArea editor -> editor.getText();
            case Node other -> throw new AssertionError(other + " has no text");
        };
    }

    /** Waits until a label's or field's text contains something. */
    public void untilText(String panel, String id, String part) {
        untilSeen(panel + " " + id + " says " + part,
                () -> shown(panel).map(found -> text(found.lookup(id))).filter(text -> text.contains(part))
                        .isPresent());
    }

    /** Waits until a panel's participant makes no call and runs no program. */
    public void untilIdle(String panel) {
        Await.until(panel + " makes no call", () -> onFx(() -> !onPanel(panel, "#socket", Node.class).isDisabled()));
    }

    /** The rows of a table, as they read. */
    public List<String> rows(String table) {
        return onFx(
                () -> ((TableView<?>) window.scene().lookup(table)).getItems().stream().map(Object::toString).toList());
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            onFx(() -> {
                stage.hide();
                return null;
            });
            window.close();
        }
    }

    /** Whether a node and all that it is in are visible. For the FX thread. */
    public static boolean isShown(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }
}
