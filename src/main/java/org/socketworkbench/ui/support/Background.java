package org.socketworkbench.ui.support;

import java.io.IOException;
import java.util.function.Consumer;
import javafx.application.Platform;

/** Reads and writes files off the FX thread. */
public final class Background {
    private Background() {}

    /** Work with files. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException;
    }

    /**
     * Does some work on a thread of its own; then one of the consumers gets, on the FX thread, what came of it. Any
     * other exception goes to the FX thread's handler, as if it were thrown there. Returns at once; any thread may call
     * it.
     *
     * @param name the thread's name
     */
    public static <T> void run(String name, Work<T> work, Consumer<T> then, Consumer<IOException> failed) {
        Thread.ofPlatform().daemon().name(name).start(() -> {
            Runnable told;
            try {
                T done = work.run();
                told = () -> then.accept(done);
            } catch (IOException e) {
                told = () -> failed.accept(e);
            } catch (RuntimeException | Error e) {
                told = () -> {
                    throw e;
                };
            }
            Platform.runLater(told);
        });
    }
}
