package org.socketworkbench.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javafx.animation.AnimationTimer;
import javafx.stage.Stage;
import org.socketworkbench.cli.Failure;
import org.socketworkbench.cli.Window;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.platform.Platform;
import org.socketworkbench.python.PythonEngine;
import org.socketworkbench.trace.TraceLog;
import org.socketworkbench.ui.shell.WorkbenchWindow;
import org.socketworkbench.ui.support.Preferences;
import org.socketworkbench.ui.support.UserPreferences;

/** The window on the user's display, with its own workbench. */
final class MainWindow implements Window {
    private static final Messages MESSAGES = Messages.of(MainWindow.class);

    private final Platform platform;

    MainWindow(Platform platform) {
        this.platform = platform;
    }

    @Override
    public void show(Until until, List<Path> files) throws Failure {
        CompletableFuture<WorkbenchWindow> closed = new CompletableFuture<>();
        try (PythonEngine python = new PythonEngine(platform)) {
            // Linking the C library's functions and reading a file of XML take some tenths of a second, so that runs
            // while the toolkit starts.
            CompletableFuture<Void> linked = CompletableFuture.runAsync(platform::tables);
            CompletableFuture<Preferences> preferences = CompletableFuture.supplyAsync(() -> preferences(until));
            start(() -> open(linked, preferences, python, files, closed));
            if (until == Until.READY) {
                python.awaitReady();
                javafx.application.Platform.runLater(
                        () -> List.copyOf(javafx.stage.Window.getWindows()).forEach(javafx.stage.Window::hide));
            }
            closed.get().close();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the window could not be built", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void start(Runnable onFxThread) throws Failure {
        try {
            javafx.application.Platform.startup(onFxThread);
        } catch (RuntimeException | LinkageError e) {
            // A display that does not answer or refuses us, or a missing library: JavaFX has no exception type of its
            // own for it.
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new Failure(MESSAGES.text("window.cannot-open", System.getenv().getOrDefault("DISPLAY", ""), reason),
                    e);
        }
    }

    private void open(CompletableFuture<Void> linked, CompletableFuture<Preferences> preferences, PythonEngine python,
            List<Path> files, CompletableFuture<WorkbenchWindow> closed) {
        try {
            linked.join();
            WorkbenchWindow window = new WorkbenchWindow(platform, python, preferences.join(), new TraceLog());
            Stage stage = new Stage();
            stage.setOnHidden(event -> closed.complete(window));
            window.showOn(stage);
            window.open(files);
            warmUpBehindTheFirstFrames(python);
        } catch (RuntimeException | Error e) {
            closed.completeExceptionally(e);
        }
    }

    /** Nobody sees a window that closes by itself, and nobody chooses anything in it. */
    private static Preferences preferences(Until until) {
        return switch (until) {
            case CLOSED -> UserPreferences.open();
            case READY -> Preferences.inMemory();
        };
    }

    /** The first interpreter takes seconds of processor time, so the window comes first. */
    private static void warmUpBehindTheFirstFrames(PythonEngine python) {
        new AnimationTimer() {
            private int frames;

            @Override
            public void handle(long now) {
                frames++;
                if (frames > 2) {
                    stop();
                    python.warmUp();
                }
            }
        }.start();
    }
}
