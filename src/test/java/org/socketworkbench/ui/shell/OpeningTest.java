package org.socketworkbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socketworkbench.model.Script;
import org.socketworkbench.python.OwnProgram.Side;
import org.socketworkbench.testing.WindowRobot;
import org.socketworkbench.trace.TraceFile;
import org.socketworkbench.trace.TraceLog;
import org.socketworkbench.ui.support.Preferences;

/** Traces and programs are opened in the window, wherever they are chosen. */
class OpeningTest {
    private final Preferences preferences = Preferences.inMemory();
    @AutoClose
    private final WindowRobot window = new WindowRobot(preferences);
    @TempDir
    private Path folder;

    @Test
    void aTraceIsARecordedSessionNamedInTheTitle() throws IOException {
        open(trace("first.jsonl"));
        window.untilText("#guide", "#why", "A recorded trace");
        assertEquals("first.jsonl (recorded) \u2013 Socket Workbench", title());
    }

    @Test
    void ctrlOAsksForTheFile() throws IOException {
        window.willChoose(trace("first.jsonl"));
        window.press(KeyCode.CONTROL, KeyCode.O);
        window.untilText("#guide", "#why", "A recorded trace");
        assertEquals(Optional.of(folder.toString()), preferences.get(Preferences.Key.TRACE_FOLDER));
    }

    @Test
    void ofATraceThatIsCutOffTheBeginningIsShown() throws IOException {
        Path file = trace("cut.jsonl");
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() - 20));
        open(file);
        untilNotice("The rest of " + file + " is left out.");
        assertEquals("cut.jsonl (recorded) \u2013 Socket Workbench", title());
    }

    @Test
    void whatIsNoTraceIsToldAndTheSessionStays() throws IOException {
        TraceLog before = window.log();
        open(Files.writeString(folder.resolve("letter.txt"), "Dear all"));
        untilNotice("letter.txt could not be opened as a trace: ");
        open(folder.resolve("absent.jsonl"));
        untilNotice("absent.jsonl could not be opened as a trace: ");
        assertEquals(before, window.log());
    }

    @Test
    void programsGoToTheSidesThatTheirNamesSay() throws IOException {
        open(program("my_client.py"), program("server.py"));
        window.untilText("#server", "#file", "server.py");
        window.untilText("#client", "#file", "my_client.py");
        window.untilSeen("the title",
                () -> window.stage().getTitle().equals("server.py and my_client.py \u2013 Socket Workbench"));
    }

    @Test
    void aSecondClientGetsAPanelOfItsOwn() throws IOException {
        open(program("client_1.py"));
        window.untilText("#client", "#file", "client_1.py");
        open(program("client_2.py"));
        window.untilText("#client", "#name", "client 2");
        window.untilText("#client", "#file", "client_2.py");
    }

    @Test
    void whereTheNameDoesNotSayTheUserIsAsked() throws IOException {
        open(program("mine.py"));
        window.answer("The server");
        window.untilText("#server", "#file", "mine.py");
        open(program("yours.py"));
        window.answer("A client");
        window.untilText("#client", "#file", "yours.py");
    }

    @Test
    void aNameThatNamesBothSidesSaysNothing() {
        assertEquals(Optional.of(Side.SERVER), ProgramSide.of(Path.of("EchoServer.py")));
        assertEquals(Optional.of(Side.CLIENT), ProgramSide.of(Path.of("client.py")));
        assertEquals(Optional.empty(), ProgramSide.of(Path.of("client_and_server.py")));
        assertEquals(Optional.empty(), ProgramSide.of(Path.of("server", "echo.py")));
    }

    @Test
    void aProgramThatIsOpenedWhileATraceIsShownBeginsANewSession() throws IOException {
        open(trace("first.jsonl"));
        window.untilText("#guide", "#why", "A recorded trace");
        open(program("server.py"));
        window.untilText("#server", "#file", "server.py");
    }

    @Test
    void whatWasOpenedIsOfferedAgainAtTheNextStart() throws IOException {
        Path file = trace("first.jsonl");
        open(file);
        window.untilText("#guide", "#why", "A recorded trace");
        try (WindowRobot next = new WindowRobot(preferences)) {
            next.toolbarMenu("#start", file.toString());
            next.untilText("#guide", "#why", "A recorded trace");
        }
    }

    private void open(Path... files) {
        // A question may come first.
        Platform.runLater(() -> window.window().open(List.of(files)));
    }

    private Path program(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "print('here')\n");
    }

    private Path trace(String name) throws IOException {
        TraceLog log = new TraceLog();
        Script.connected().events().forEach(log::append);
        Path file = folder.resolve(name);
        TraceFile.write(log, file);
        return file;
    }

    private String title() {
        return WindowRobot.onFx(() -> window.stage().getTitle());
    }

    private void untilNotice(String part) {
        window.untilSeen(part, () -> window.isShown("#notice")
                && ((Labeled) window.window().scene().lookup("#notice")).getText().contains(part));
    }
}
