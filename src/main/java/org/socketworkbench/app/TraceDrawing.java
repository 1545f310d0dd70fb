package org.socketworkbench.app;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import org.socketworkbench.cli.Drawing;
import org.socketworkbench.diagram.SequenceModel;
import org.socketworkbench.diagram.SequenceSheet;
import org.socketworkbench.export.MermaidWriter;
import org.socketworkbench.export.SvgWriter;
import org.socketworkbench.platform.Platform;
import org.socketworkbench.python.PythonEngine;
import org.socketworkbench.trace.TraceLog;
import org.socketworkbench.ui.shell.WorkbenchWindow;
import org.socketworkbench.ui.support.PngFile;
import org.socketworkbench.ui.support.Preferences;
import org.socketworkbench.ui.support.TraceFeed;

/** Draws a trace without a display, on JavaFX's headless platform, which draws in memory. */
final class TraceDrawing implements Drawing {
    private static final long LIMIT_SECONDS = 30;

    private final Platform platform;

    TraceDrawing(Platform platform) {
        this.platform = platform;
    }

    @Override
    public void sequence(TraceLog log, Path svg) throws IOException {
        SequenceSheet sheet = new SequenceSheet(SequenceModel.of(log, log.size()));
        try (Writer out = Files.newBufferedWriter(svg)) {
            SvgWriter.write(sheet.shapes(), sheet.width(), sheet.height(), out);
        }
    }

    @Override
    public void mermaid(TraceLog log, Path mmd) throws IOException {
        try (Writer out = Files.newBufferedWriter(mmd)) {
            MermaidWriter.write(SequenceModel.of(log, log.size()), out);
        }
    }

    @Override
    public void window(TraceLog log, Path png) throws IOException {
        startToolkit();
        CompletableFuture<WritableImage> picture = new CompletableFuture<>();
        try {
            javafx.application.Platform.runLater(() -> draw(log, picture));
            PngFile.write(picture.get(LIMIT_SECONDS, TimeUnit.SECONDS), png);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the window could not be drawn", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void startToolkit() {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        System.setProperty("java.awt.headless", "true");
        try {
            javafx.application.Platform.startup(() -> javafx.application.Platform.setImplicitExit(false));
        } catch (IllegalStateException e) {
            // It is already running.
            javafx.application.Platform.setImplicitExit(false);
        }
    }

    private void draw(TraceLog log, CompletableFuture<WritableImage> picture) {
        try {
            WorkbenchWindow window =
                    new WorkbenchWindow(platform, new PythonEngine(platform), Preferences.inMemory(), log);
            Stage stage = new Stage();
            window.showOn(stage);
            // The platform's own screen is smaller than the window that a user sees.
            stage.setWidth(WorkbenchWindow.WIDTH);
            stage.setHeight(WorkbenchWindow.HEIGHT);
            whenAllIsShown(window.feed(), () -> window.scene().snapshot(result -> {
                picture.complete(result.getImage());
                stage.hide();
                window.close();
                return null;
            }, null));
        } catch (RuntimeException | Error e) {
            picture.completeExceptionally(e);
        }
    }

    private static void whenAllIsShown(TraceFeed feed, Runnable then) {
        int size = feed.log().size();
        if (feed.positionProperty().get() >= size) {
            then.run();
        } else {
            feed.positionProperty().addListener((property, before, now) -> {
                if (now.intValue() >= size) {
                    javafx.application.Platform.runLater(then);
                }
            });
        }
    }
}
