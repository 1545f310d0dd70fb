package org.socketworkbench.ui.shell;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javafx.concurrent.Task;
import org.socketworkbench.engine.ForgottenSockets;
import org.socketworkbench.engine.Participant;
import org.socketworkbench.engine.Turns;
import org.socketworkbench.engine.Workbench;
import org.socketworkbench.kernel.KernelWatch;
import org.socketworkbench.platform.Platform;
import org.socketworkbench.trace.TraceLog;
import org.socketworkbench.turns.TurnKeeper;

/** A cast that makes calls, and their growing trace. */
final class LiveSession extends Session {
    private final KernelWatch watch;
    private final Workbench workbench;
    private final ForgottenSockets forgotten;
    private final Optional<TurnKeeper> turns;
    private IntConsumer starter = participant -> {};

    /**
     * @param onDefect  receives, on the FX thread, an error of the workbench itself that ended a program or a
     *                  participant
     * @param onTrouble receives, on the FX thread, a sentence for the user if the kernel's view cannot be read
     */
    LiveSession(Platform platform, Consumer<Throwable> onDefect, Consumer<String> onTrouble) {
        this(platform, onDefect, onTrouble, false);
    }

    /** @param inTurns whether the programs that {@link #startInTurns} names run one at a time */
    LiveSession(Platform platform, Consumer<Throwable> onDefect, Consumer<String> onTrouble, boolean inTurns) {
        super(new TraceLog());
        watch = new KernelWatch(log(), this::cast, platform);
        watch.onTrouble(trouble -> javafx.application.Platform.runLater(() -> onTrouble.accept(trouble)));
        turns = inTurns ? Optional.of(new TurnKeeper(platform, watch, log(),
                participant -> javafx.application.Platform.runLater(() -> starter.accept(participant))))
                : Optional.empty();
        workbench = new Workbench(platform.sockets(), log(), watch,
                participant -> startThread((Participant) participant, onDefect),
                turns.<Turns>map(one -> one).orElse(Turns.NONE));
        forgotten = new ForgottenSockets(workbench);
        watch.start();
    }

    /**
     * Has the programs of these participants run one at a time.
     *
     * @param starter starts a participant's program when its turn comes, on the FX thread
     */
    void startInTurns(List<Integer> participants, IntConsumer starter) {
        this.starter = starter;
        turns.orElseThrow().start(participants);
    }

    Workbench workbench() {
        return workbench;
    }

    @Override
    boolean close(Duration atMost) throws InterruptedException {
        try (watch; forgotten) {
            return workbench.close(atMost);
        } finally {
            turns.ifPresent(TurnKeeper::end);
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
                .uncaughtExceptionHandler(
                        (thread, defect) -> javafx.application.Platform.runLater(() -> onDefect.accept(defect)))
                .start(task);
    }
}
