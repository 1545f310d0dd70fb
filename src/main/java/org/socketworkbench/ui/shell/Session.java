package org.socketworkbench.ui.shell;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.concurrent.Task;
import org.socketworkbench.engine.ForgottenSockets;
import org.socketworkbench.engine.Participant;
import org.socketworkbench.engine.Workbench;
import org.socketworkbench.kernel.KernelWatch;
import org.socketworkbench.socket.Sockets;
import org.socketworkbench.trace.TraceLog;
import org.socketworkbench.ui.support.Selection;
import org.socketworkbench.ui.support.TraceFeed;

/** One trace from its first event on, and the cast that writes it. The window shows one session at a time. */
final class Session {
    private final TraceLog log;
    private final KernelWatch watch;
    private final Workbench workbench;
    private final ForgottenSockets forgotten;
    private final TraceFeed feed;
    private final Selection selection = new Selection();

    /**
     * @param log       empty, or a finished trace that is only looked at
     * @param onDefect  told, on the FX thread, of an error of the workbench itself that ended a program or a
     *                  participant
     * @param onTrouble told, on the FX thread, in a sentence for the user if the kernel's view cannot be read
     */
    Session(Sockets sockets, TraceLog log, Consumer<Throwable> onDefect, Consumer<String> onTrouble) {
        this.log = log;
        feed = new TraceFeed(log);
        watch = new KernelWatch(log, this::cast, sockets.looks());
        watch.onTrouble(trouble -> Platform.runLater(() -> onTrouble.accept(trouble)));
        workbench = new Workbench(sockets, log, watch, participant -> startThread((Participant) participant, onDefect));
        forgotten = new ForgottenSockets(workbench);
        watch.start();
    }

    TraceLog log() {
        return log;
    }

    Workbench workbench() {
        return workbench;
    }

    TraceFeed feed() {
        return feed;
    }

    Selection selection() {
        return selection;
    }

    /**
     * Ends every call and closes every socket; answers whether that was done within the time. Not for the FX thread
     * while the window is shown.
     */
    boolean close(Duration atMost) throws InterruptedException {
        try (watch; forgotten) {
            return workbench.close(atMost);
        }
    }

    private List<Participant> cast() {
        return workbench.cast();
    }

    private static void startThread(Participant participant, Consumer<Throwable> onDefect) {
        Task<Void> task = new Task<>() {
            @Override
            protected Void call() {
                participant.run();
                return null;
            }
        };
        task.setOnFailed(e -> onDefect.accept(task.getException()));
        Thread.ofPlatform().daemon().name(participant.name())
                .uncaughtExceptionHandler((thread, defect) -> Platform.runLater(() -> onDefect.accept(defect)))
                .start(task);
    }
}
