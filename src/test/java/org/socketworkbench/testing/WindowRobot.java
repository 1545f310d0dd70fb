package org.socketworkbench.testing;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.socketworkbench.python.PythonEngine;
import org.socketworkbench.socket.CText;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;
import org.socketworkbench.ui.shell.WorkbenchWindow;
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
            WorkbenchWindow made = new WorkbenchWindow(ThisSystem.platform(), python, preferences, log);
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

    /** Waits until the window shows something. */
    public void untilSeen(String what, BooleanSupplier condition) {
        Await.until(what, () -> onFx(condition::getAsBoolean));
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
        for (Node found : window.scene().getRoot().lookupAll(panel)) {
            if (isShown(found)) {
                return type.cast(found.lookup(id));
            }
        }
        throw new AssertionError("no panel " + panel + " is shown");
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
        ROBOT.clickOn(onFx(() -> onPanel(panel, id, Node.class)));
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
        return returned(name, before);
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
        return onFx(() -> switch (onPanel(panel, id, Node.class)) {
            case null -> "";
            case Labeled labeled -> labeled.getText();
            case TextInputControl input -> input.getText();
            case CodeArea editor -> editor.getText();
            case Node other -> throw new AssertionError(id + " has no text: " + other);
        });
    }

    /** Waits until a label's or field's text contains something. */
    public void untilText(String panel, String id, String part) {
        Await.until(panel + " " + id + " says " + part, () -> text(panel, id).contains(part));
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

    private static boolean isShown(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }
}
