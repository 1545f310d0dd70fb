package org.socketworkbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.testing.WindowRobot;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;

/** A list of more calls than its table has pixels. */
class LongListTest {
    private static final int CALLS = 3_000;

    @Test
    void itsEndCanBeLookedAtInAWindowOfAnySizeAndNothingIsSaidOfIt() {
        List<String> said = new CopyOnWriteArrayList<>();
        Logger controls = Logger.getLogger("javafx.scene.control");
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                said.add(entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        controls.addHandler(handler);
        try (WindowRobot window = new WindowRobot(calls())) {
            window.untilSeen("all calls", () -> table(window).getItems().size() >= CALLS);
            for (double height : List.of(600.0, 780.0, 680.0, 800.0)) {
                WindowRobot.onFx(() -> {
                    window.stage().setHeight(height);
                    return null;
                });
                window.untilSeen("the height", () -> window.window().scene().getHeight() > height - 100);
                WindowRobot.onFx(() -> {
                    table(window).scrollTo(CALLS - 1);
                    table(window).layout();
                    return null;
                });
            }
        } finally {
            controls.removeHandler(handler);
        }
        assertEquals(List.of(), said);
    }

    private static TableView<?> table(WindowRobot window) {
        return (TableView<?>) window.window().scene().lookup("#table");
    }

    private static TraceLog calls() {
        TraceLog log = new TraceLog();
        log.append(new TraceEvent.ParticipantCame(0, 0, "server", Role.SERVER));
        log.append(new TraceEvent.ParticipantCame(0, 1, "client", Role.CLIENT));
        Call call = new Call.Close(-1);
        for (int i = 0; i < CALLS; i++) {
            int number = log.append(new TraceEvent.CallEntered(i, 0, call));
            log.append(new TraceEvent.CallReturned(i, 0, number, i, call, new Outcome.Done(0)));
        }
        return log;
    }
}
