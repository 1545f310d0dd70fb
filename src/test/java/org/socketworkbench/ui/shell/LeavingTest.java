package org.socketworkbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.control.Labeled;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socketworkbench.testing.WindowRobot;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceFile;
import org.socketworkbench.trace.TraceLog;

/** No call is lost without a question, and nothing is asked where nothing is lost. */
class LeavingTest {
    private static final String LOSE = "Don\u2019t save";
    @AutoClose
    private final WindowRobot window = new WindowRobot();
    @TempDir
    private Path folder;

    @Test
    void aNewTraceIsBegunOnlyIfTheUserSaysSo() {
        window.call("#server", "#socket");
        TraceLog before = window.log();
        window.press(KeyCode.CONTROL, KeyCode.N);
        window.answer("Cancel");
        assertSame(before, window.log());
        window.press(KeyCode.CONTROL, KeyCode.N);
        window.answer(LOSE);
        window.untilSeen("a new trace", () -> window.window().feed().log() != before);
    }

    @Test
    void toSaveIsAmongTheAnswers() throws IOException {
        window.call("#server", "#socket");
        TraceLog before = window.log();
        Path file = folder.resolve("mine.jsonl");
        window.willChoose(file);
        window.press(KeyCode.CONTROL, KeyCode.N);
        window.answer("Save");
        window.untilSeen("a new trace", () -> window.window().feed().log() != before);
        assertEquals(List.of("socket"), callsIn(file));
    }

    @Test
    void aFileThatCannotBeWrittenKeepsTheSession() {
        window.call("#server", "#socket");
        TraceLog before = window.log();
        window.willChoose(folder.resolve("absent").resolve("mine.jsonl"));
        window.press(KeyCode.CONTROL, KeyCode.N);
        window.answer("Save");
        untilNotice("could not be saved");
        assertSame(before, window.log());
    }

    @Test
    void nothingIsAskedBeforeTheFirstCall() {
        TraceLog before = window.log();
        window.press(KeyCode.CONTROL, KeyCode.N);
        window.untilSeen("a new trace", () -> window.window().feed().log() != before);
    }

    @Test
    void nothingIsAskedOnceAllIsSavedAndTheNextSaveKnowsTheFile() throws IOException {
        Path file = folder.resolve("mine.jsonl");
        window.call("#server", "#socket");
        window.willChoose(file);
        window.press(KeyCode.CONTROL, KeyCode.S);
        untilNotice("Saved: " + file);
        window.call("#client", "#socket");
        window.press(KeyCode.CONTROL, KeyCode.S);
        window.untilSeen("all is saved", () -> !window.window().session().unsaved().hasCalls());
        assertEquals(List.of("socket", "socket"), callsIn(file));
        TraceLog before = window.log();
        window.press(KeyCode.CONTROL, KeyCode.N);
        assertFalse(window.asks());
        window.untilSeen("a new trace", () -> window.window().feed().log() != before);
    }

    @Test
    void theWindowClosesOnlyIfTheUserSaysSo() {
        window.call("#server", "#socket");
        requestClose();
        window.answer("Cancel");
        assertTrue(WindowRobot.onFx(() -> window.stage().isShowing()));
        requestClose();
        window.answer(LOSE);
        window.untilSeen("the window is gone", () -> !window.stage().isShowing());
    }

    @Test
    void aWindowWithoutCallsClosesAtOnce() {
        requestClose();
        window.untilSeen("the window is gone", () -> !window.stage().isShowing());
    }

    @Test
    void aClientWithCallsGoesOnlyIfTheUserSaysSo() {
        window.call("#client", "#socket");
        window.click(".tab-close-button");
        window.answer("Cancel");
        assertEquals(1, clients());
        window.click(".tab-close-button");
        window.answer(LOSE);
        window.untilSeen("no client", () -> clients() == 0);
    }

    @Test
    void aClientWithoutCallsGoesAtOnce() {
        window.call("#server", "#socket");
        window.click(".tab-close-button");
        window.untilSeen("no client", () -> clients() == 0);
    }

    @Test
    void aTraceIsOpenedOverCallsOnlyIfTheUserSaysSo() throws IOException {
        Path file = folder.resolve("first.jsonl");
        TraceFile.write(window.log(), file);
        window.call("#server", "#socket");
        TraceLog before = window.log();
        Platform.runLater(() -> window.window().open(List.of(file)));
        window.answer("Cancel");
        assertSame(before, window.log());
        Platform.runLater(() -> window.window().open(List.of(file)));
        window.answer(LOSE);
        window.untilText("#guide", "#why", "A recorded trace");
    }

    private void requestClose() {
        Platform.runLater(
                () -> Event.fireEvent(window.stage(),
                        new WindowEvent(window.stage(), WindowEvent.WINDOW_CLOSE_REQUEST)));
    }

    private int clients() {
        return WindowRobot.onFx(() -> ((TabPane) window.window().scene().lookup(".clients")).getTabs().size());
    }

    private void untilNotice(String part) {
        window.untilSeen(part, () -> window.isShown("#notice")
                && ((Labeled) window.window().scene().lookup("#notice")).getText().contains(part));
    }

    private static List<String> callsIn(Path file) throws IOException {
        TraceLog log = TraceFile.read(file);
        return log.range(0, log.size()).stream().filter(TraceEvent.CallReturned.class::isInstance)
                .map(event -> ((TraceEvent.CallReturned) event).call().word()).toList();
    }
}
