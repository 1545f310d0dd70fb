package org.socketworkbench.ui.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socketworkbench.export.HandCalls;
import org.socketworkbench.export.Language;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.testing.Bench;
import org.socketworkbench.testing.WindowRobot;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.ui.support.Fxml;
import org.socketworkbench.ui.support.Preferences;

/** A program is saved as it is shown. */
class CodeColumnTest {
    @TempDir
    private Path folder;

    private static HandCalls calls() {
        HandCalls calls = new HandCalls();
        calls.apply(0, new TraceEvent.ParticipantCame(0, 0, "server", Role.SERVER));
        calls.apply(1, new TraceEvent.CallEntered(1, 0, Bench.NEW_SOCKET));
        calls.apply(2, new TraceEvent.CallReturned(2, 0, 1, 1, Bench.NEW_SOCKET, new Outcome.Opened(5)));
        return calls;
    }

    private static String saved(Path target) {
        try (WindowRobot toolkit = new WindowRobot()) {
            CodeColumnController column = new CodeColumnController(Role.SERVER, new SimpleObjectProperty<>(Language.C),
                    Preferences.inMemory());
            Parent root = WindowRobot.onFx(() -> {
                Parent made = Fxml.load(column);
                column.show(calls());
                column.save(target);
                return made;
            });
            toolkit.untilSeen("what came of it", () -> root.getChildrenUnmodifiable().getLast() instanceof Label);
            return WindowRobot.onFx(() -> ((Label) root.getChildrenUnmodifiable().getLast()).getText());
        }
    }

    @Test
    void theFileHoldsTheWholeProgram() throws Exception {
        Path target = folder.resolve("server.c");
        assertEquals("Saved as server.c.", saved(target));
        assertEquals(Language.C.write(calls().program(0)).text(), Files.readString(target));
    }

    @Test
    void aFolderThatIsNotThereIsTold() {
        assertTrue(saved(folder.resolve("missing/server.c")).contains("could not be written"));
    }
}
