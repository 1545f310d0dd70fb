package org.socketworkbench.app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.socketworkbench.cli.Failure;
import org.socketworkbench.cli.Window;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.socket.Sockets;
import org.socketworkbench.trace.TraceLog;
import org.socketworkbench.ui.support.TraceFeed;

/** The window on the user's display, with a workbench of its own. */
final class MainWindow implements Window {
    static final double WIDTH = 1280;
    static final double HEIGHT = 800;
    private static final Messages MESSAGES = Messages.of(MainWindow.class);

    private final Supplier<Sockets> sockets;

    MainWindow(Supplier<Sockets> sockets) {
        this.sockets = sockets;
    }

    @Override
    public void show() throws Failure {
        TraceLog log = new TraceLog();
        try (Cast cast = new Cast(sockets.get(), log)) {
            CompletableFuture<Void> closed = new CompletableFuture<>();
            start(() -> open(cast, log, closed));
            closed.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the window could not be built", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void start(Runnable onFxThread) throws Failure {
        try {
            Platform.startup(onFxThread);
        } catch (RuntimeException | LinkageError e) {
            // A display that does not answer or refuses us, a library that is missing: JavaFX has no type of its own for it.
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new Failure(MESSAGES.text("window.cannot-open", System.getenv().getOrDefault("DISPLAY", ""), reason), e);
        }
    }

    private static void open(Cast cast, TraceLog log, CompletableFuture<Void> closed) {
        try {
            Stage stage = new Stage();
            stage.setTitle(MESSAGES.text("window.title"));
            stage.setScene(new Scene(Views.window(cast.workbench(), new TraceFeed(log)), WIDTH, HEIGHT));
            stage.setOnHidden(event -> closed.complete(null));
            stage.show();
        } catch (RuntimeException | Error e) {
            closed.completeExceptionally(e);
        }
    }
}
