package org.socketworkbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.Node;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socketworkbench.python.OwnPair;
import org.socketworkbench.python.OwnPrograms;
import org.socketworkbench.testing.Await;
import org.socketworkbench.testing.Ports;
import org.socketworkbench.testing.SharedPython;
import org.socketworkbench.testing.WindowRobot;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;

/** Programs that talk with one another are loaded, stepped and run from one menu; so is a call by hand. */
class StartMenuTest {
    private final String port = Integer.toString(Ports.free());
    @AutoClose
    private final WindowRobot window = new WindowRobot();

    @BeforeEach
    void choosePort() {
        SharedPython.ready();
        window.usePort(port);
    }

    @Test
    void bothProgramsAreLoadedAndTheServersStandsBeforeItsFirstCall() {
        start("One call:");
        window.untilText("#server", "#doing", "socket(AF_INET");
        assertEquals("one_call_server.py", window.text("#server", "#file"));
        assertEquals("one_call_client.py", window.text("#client", "#file"));
        assertTrue(window.text("#client", "#doing").contains("Ready"));
        assertEquals(0, calls("socket"));
        assertEquals("one_call_server.py and one_call_client.py \u2013 Socket Workbench", title());
    }

    @Test
    void runLetsThemTalkToTheEnd() {
        run("One call:");
        untilHeard(1);
    }

    @Test
    void theClientBeginsWhenTheServerWaitsForIt() {
        start("One call:");
        for (String next : new String[] {"socket(", "setsockopt(", "bind(", "listen(", "accept"}) {
            window.untilText("#server", "#doing", ": " + next);
            assertFalse(window.text("#client", "#doing").contains("socket"), next);
            window.press(KeyCode.F10);
        }
        window.untilText("#client", "#doing", ": socket(");
        window.press(KeyCode.F10);
        window.untilText("#client", "#doing", ": connect(");
    }

    @Test
    void theyTalkAgainAtOnceOnTheSamePort() {
        run("One call:");
        untilHeard(1);
        window.press(KeyCode.F5);
        untilHeard(2);
        runAfter("One call:");
        untilHeard(1);
    }

    /** The listening socket of the session before is gone when the next server binds. */
    @Test
    void aServerThatStillListensIsNotInTheWay() {
        run("Answer loop:");
        window.untilText("#client", "#doing", ">>:");
        runAfter("Answer loop:");
        window.untilText("#client", "#doing", ">>:");
    }

    @Test
    void whereTwoCallersAreThePointThereAreTwoClients() {
        start("A thread for each caller:");
        window.untilText("#server", "#doing", "socket(AF_INET");
        assertEquals(2, WindowRobot.onFx(
                () -> ((TabPane) window.window().scene().lookup(".clients")).getTabs().size()));
        window.press(KeyCode.F5);
        Await.until("both are connected", () -> calls("connect") == 2);
    }

    @Test
    void aPhoneCallByHandBeginsWithoutPrograms() {
        start("One call:");
        window.untilText("#server", "#file", "one_call_server.py");
        start("Begin a phone call by hand");
        window.untilSeen("the buttons for calls by hand",
                () -> window.onPanel("#server", "#socket", Node.class).isVisible()
                        && window.onPanel("#server", "#socket", Node.class).getParent().isVisible()
                        && !window.isShown("#server", "#listing"));
        assertEquals("Socket Workbench", title());
        assertEquals("socket(AF_INET, SOCK_STREAM, 0) = 3", window.call("#server", "#socket"));
    }

    @Test
    void eachPairSaysInOneLineWhatItShows() {
        for (OwnPair pair : OwnPrograms.pairs()) {
            assertFalse(pair.title().isBlank());
            assertEquals(1, pair.shows().lines().count(), pair::title);
        }
    }

    private void run(String pair) {
        start(pair);
        go();
    }

    /** Runs a pair in the place of the one that is there, whose calls are not kept. */
    private void runAfter(String pair) {
        TraceLog first = window.log();
        start(pair);
        window.answer("Don\u2019t save");
        window.untilSeen("a new trace", () -> window.window().feed().log() != first);
        go();
    }

    private void go() {
        window.untilText("#server", "#doing", "socket(AF_INET");
        window.press(KeyCode.F5);
    }

    private void start(String entry) {
        window.toolbarMenu("#start", entry);
    }

    private String title() {
        return WindowRobot.onFx(() -> window.stage().getTitle());
    }

    /** The client has printed the answer so often. */
    private void untilHeard(int times) {
        window.untilSeen("the answer", () -> window.items("#client", "#console")
                .toString().split("the server answers b'HELLO'", -1).length - 1 == times);
        Await.until("both have ended", () -> window.log().range(0, window.log().size()).stream()
                .filter(e -> e instanceof TraceEvent.Note note && note.kind() == TraceEvent.Note.Kind.PROGRAM_ENDED)
                .count() == 2L * times);
    }

    private long calls(String name) {
        return window.log().range(0, window.log().size()).stream().filter(TraceEvent.CallReturned.class::isInstance)
                .filter(e -> ((TraceEvent.CallReturned) e).call().word().equals(name)).count();
    }
}
