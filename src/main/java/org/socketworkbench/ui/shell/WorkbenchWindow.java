package org.socketworkbench.ui.shell;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socketworkbench.platform.Platform;
import org.socketworkbench.python.PythonEngine;
import org.socketworkbench.trace.TraceLog;
import org.socketworkbench.ui.listing.ProgramModel;
import org.socketworkbench.ui.support.ControlsLog;
import org.socketworkbench.ui.support.FileQuestion;
import org.socketworkbench.ui.support.Fxml;
import org.socketworkbench.ui.support.PaletteSheet;
import org.socketworkbench.ui.support.Preferences;
import org.socketworkbench.ui.support.TraceFeed;

/** The program's window. Use it on the FX thread, except for {@link #close}. */
public final class WorkbenchWindow {
    private static final Logger LOG = LoggerFactory.getLogger(WorkbenchWindow.class);
    /** The usual size, in pixels; a smaller screen gets a smaller window, and a much larger screen a larger one. */
    public static final int WIDTH = 1280;
    public static final int HEIGHT = 800;
    private static final int MIN_WIDTH = 900;
    private static final int MIN_HEIGHT = 640;
    /** The time limit for closing the sockets with the window; then the process ends and the kernel closes them. */
    private static final Duration CLOSING = Duration.ofMillis(1500);

    private final ShellController shell;
    private final Scene scene;
    private final Preferences preferences;

    /**
     * @param python      runs the panels' programs; is not closed with the window
     * @param preferences what the user chose at earlier starts, and chooses in this window
     * @param log         an empty log to begin with, or a finished trace to view
     */
    public WorkbenchWindow(Platform platform, PythonEngine python, Preferences preferences, TraceLog log) {
        this(platform, python, preferences, FileQuestion.Dialogs.SYSTEM, log);
    }

    /**
     * The same, with other dialogs than the system's.
     *
     * @param dialogs ask for traces and for files to open
     */
    public WorkbenchWindow(Platform platform, PythonEngine python, Preferences preferences,
            FileQuestion.Dialogs dialogs, TraceLog log) {
        this.preferences = preferences;
        ControlsLog.warningsOnly();
        shell = new ShellController(platform, python, preferences, dialogs, log);
        Parent root = Fxml.load(shell);
        scene = new Scene(root, WIDTH, HEIGHT);
        scene.getStylesheets().addAll(PaletteSheet.url(),
                WorkbenchWindow.class.getResource("shell.css").toExternalForm());
        shell.installKeys(scene);
        Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> {
            LOG.error("the window failed", e);
            shell.tellDefect(e);
        });
    }

    /** Shows the window on a stage. */
    public void showOn(Stage stage) {
        stage.titleProperty().bind(shell.titleProperty());
        stage.getIcons().setAll(WindowIcon.images());
        stage.setScene(scene);
        // Before the window is gone, because its styles go with it: a view that created a row afterwards would not find
        // its colours.
        stage.addEventHandler(WindowEvent.WINDOW_HIDING, event -> shell.close());
        stage.setOnCloseRequest(event -> {
            event.consume();
            shell.leave(stage::hide);
        });
        place(stage);
        stage.show();
    }

    /** Puts the window where it was last, if that is on a screen, and else in its usual size where the system likes. */
    private void place(Stage stage) {
        List<Rectangle2D> screens = Screen.getScreens().stream().map(Screen::getVisualBounds).toList();
        Optional<WindowPlace> last = WindowPlace.of(preferences).flatMap(place -> place.on(screens));
        Rectangle2D primary = Screen.getPrimary().getVisualBounds();
        Rectangle2D bounds = last.map(WindowPlace::bounds).orElseGet(() -> WindowPlace.usual(primary));
        last.ifPresent(place -> {
            stage.setX(bounds.getMinX());
            stage.setY(bounds.getMinY());
            stage.setMaximized(place.maximized());
        });
        stage.setWidth(bounds.getWidth());
        stage.setHeight(bounds.getHeight());
        stage.setMinWidth(Math.min(MIN_WIDTH, primary.getWidth()));
        stage.setMinHeight(Math.min(MIN_HEIGHT, primary.getHeight()));
        stage.addEventHandler(WindowEvent.WINDOW_HIDING, event -> {
            Rectangle2D now = new Rectangle2D(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight());
            // The bounds of a window that fills its screen are not those that it returns to.
            new WindowPlace(stage.isMaximized() ? bounds : now, stage.isMaximized()).remember(preferences);
        });
    }

    /** Opens programs and traces, as if they were chosen in the window. FX thread only. */
    public void open(List<Path> files) {
        shell.open(files);
    }

    public Scene scene() {
        return scene;
    }

    /** The trace that is shown now. FX thread only. */
    public TraceFeed feed() {
        return shell.session().feed();
    }

    /** The session that is shown now. */
    Session session() {
        return shell.session();
    }

    /** A panel's program: the server's for 0, then those of the clients. FX thread only. */
    public ProgramModel program(int panel) {
        return shell.program(panel);
    }

    /**
     * Ends every call, closes every socket and waits for that; called once, when the window has left the screen. Must
     * not run on the FX thread unless the window showed a finished trace.
     */
    public void close() {
        try {
            if (!shell.session().close(CLOSING)) {
                LOG.warn("sockets were left to the kernel to close");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
