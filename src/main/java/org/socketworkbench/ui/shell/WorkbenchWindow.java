package org.socketworkbench.ui.shell;

import java.time.Duration;
import javafx.geometry.Rectangle2D;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.python.PythonEngine;
import org.socketworkbench.socket.Sockets;
import org.socketworkbench.trace.TraceLog;
import org.socketworkbench.ui.listing.ProgramModel;
import org.socketworkbench.ui.support.ControlsLog;
import org.socketworkbench.ui.support.Fxml;
import org.socketworkbench.ui.support.PaletteSheet;
import org.socketworkbench.ui.support.TraceFeed;

/** The program's window. For the FX thread, but for {@link #close}. */
public final class WorkbenchWindow {
    private static final Logger LOG = LoggerFactory.getLogger(WorkbenchWindow.class);
    private static final Messages TEXT = Messages.of(WorkbenchWindow.class);
    /** The usual size, in pixels; a smaller screen gets a smaller window. */
    public static final int WIDTH = 1280;
    public static final int HEIGHT = 800;
    private static final int MIN_WIDTH = 900;
    private static final int MIN_HEIGHT = 640;
    /**
     * How long the sockets may take to close when the window does; then the process ends and the kernel closes them.
     */
    private static final Duration CLOSING = Duration.ofMillis(1500);

    private final ShellController shell;
    private final Scene scene;

    /**
     * @param python runs the panels' programs; is not closed with the window
     * @param log    an empty log to begin with, or a finished trace to be looked at
     */
    public WorkbenchWindow(Sockets sockets, PythonEngine python, TraceLog log) {
        ControlsLog.warningsOnly();
        shell = new ShellController(sockets, python);
        Parent root = Fxml.load(shell);
        shell.begin(log);
        scene = new Scene(root, WIDTH, HEIGHT);
        scene.getStylesheets().addAll(PaletteSheet.url(),
                WorkbenchWindow.class.getResource("shell.css").toExternalForm());
        shell.installKeys(scene);
        Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> {
            LOG.error("the window failed", e);
            shell.tellDefect(e);
        });
    }

    /** Shows it on a stage. */
    public void showOn(Stage stage) {
        stage.setTitle(TEXT.text("window.title"));
        stage.setMinWidth(MIN_WIDTH);
        stage.setMinHeight(MIN_HEIGHT);
        stage.setScene(scene);
        // Before it is gone, for its styles go with it: a view that made a row afterwards would look in vain for its
        // colours.
        stage.addEventHandler(WindowEvent.WINDOW_HIDING, event -> shell.dismantle());
        stage.setOnCloseRequest(event -> {
            if (!shell.mayGo()) {
                event.consume();
            }
        });
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        stage.setWidth(Math.min(WIDTH, screen.getWidth()));
        stage.setHeight(Math.min(HEIGHT, screen.getHeight()));
        stage.show();
    }

    public Scene scene() {
        return scene;
    }

    /** The trace that is shown now, for the FX thread. */
    public TraceFeed feed() {
        return shell.session().feed();
    }

    /** A panel's program, the server's for 0, then those of the clients. For the FX thread. */
    public ProgramModel program(int panel) {
        return shell.program(panel);
    }

    /**
     * Ends every call and closes every socket, and waits for that; called once, when the window is gone from the
     * screen. Not for the FX thread, unless the window showed a finished trace.
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
