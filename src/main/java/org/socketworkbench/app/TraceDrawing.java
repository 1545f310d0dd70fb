package org.socketworkbench.app;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.socketworkbench.cli.Drawing;
import org.socketworkbench.socket.libc.LinuxSockets;
import org.socketworkbench.trace.TraceLog;
import org.socketworkbench.ui.support.TraceFeed;

/** Draws a trace without a display: JavaFX brings a platform of its own for that, which draws in memory. */
final class TraceDrawing implements Drawing {
    private static final long LIMIT_SECONDS = 30;

    @Override
    public void sequence(TraceLog log, Path svg) throws IOException {
        Views.sequence(log, svg);
    }

    @Override
    public void window(TraceLog log, Path png) throws IOException {
        startToolkit();
        CompletableFuture<BufferedImage> picture = new CompletableFuture<>();
        try (Cast nobody = new Cast(new LinuxSockets(), new TraceLog())) {
            Platform.runLater(() -> draw(nobody, log, picture));
            ImageIO.write(picture.get(LIMIT_SECONDS, TimeUnit.SECONDS), "png", png.toFile());
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
            Platform.startup(() -> Platform.setImplicitExit(false));
        } catch (IllegalStateException e) {
            // It runs already.
            Platform.setImplicitExit(false);
        }
    }

    private static void draw(Cast nobody, TraceLog log, CompletableFuture<BufferedImage> picture) {
        try {
            TraceFeed feed = new TraceFeed(log);
            Stage stage = new Stage();
            Scene scene = new Scene(Views.window(nobody.workbench(), feed), MainWindow.WIDTH, MainWindow.HEIGHT);
            stage.setScene(scene);
            stage.show();
            whenAllIsShown(feed, () -> scene.snapshot(result -> {
                picture.complete(image(result.getImage()));
                feed.close();
                stage.hide();
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
                    Platform.runLater(then);
                }
            });
        }
    }

    private static BufferedImage image(WritableImage drawn) {
        int width = (int) drawn.getWidth();
        int height = (int) drawn.getHeight();
        int[] pixels = new int[width * height];
        drawn.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, height, pixels, 0, width);
        return image;
    }
}
