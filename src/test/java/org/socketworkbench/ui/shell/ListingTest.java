package org.socketworkbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socketworkbench.testing.Ports;
import org.socketworkbench.testing.SharedPython;
import org.socketworkbench.testing.WindowRobot;

import jfx.incubator.scene.control.richtext.CodeArea;
import jfx.incubator.scene.control.richtext.TextPos;

/** A program in a panel: which line is marked, breakpoints, editing, errors at their line, the console. */
class ListingTest {
    private final String port = Integer.toString(Ports.free());
    @AutoClose
    private final WindowRobot window = new WindowRobot();

    @BeforeEach
    void open() {
        window.usePort(port);
    }

    @Test
    void bothPanelsAreSteppedByTurnsThroughServerAndClient() {
        window.press(KeyCode.F6);
        window.program("#server", "answer loop");
        untilMarked("#server", "at-gate", "with socket.socket(");
        window.program("#client", "one call");
        untilMarked("#client", "at-gate", "with socket.socket(");
        for (String next : List.of("listener.setsockopt(", "listener.bind(", "listener.listen(", "listener.accept(")) {
            window.click("#server", "#step");
            untilMarked("#server", "at-gate", next);
        }
        untilMarked("#client", "at-gate", "with socket.socket(");
        window.click("#server", "#step");
        untilMarked("#server", "blocked", "listener.accept(");

        window.click("#client", "#step");
        untilMarked("#client", "at-gate", "telephone.connect(");
        untilMarked("#server", "blocked", "listener.accept(");
        window.click("#client", "#step");
        untilMarked("#client", "at-gate", "telephone.send(");
        // Python's accept() asks for the connection's own name on the same line.
        untilMarked("#server", "at-gate", "listener.accept(");
        window.click("#server", "#step");
        untilMarked("#server", "at-gate", "connection.recv(");
        window.click("#server", "#step");
        untilMarked("#server", "blocked", "connection.recv(");

        window.click("#client", "#step");
        untilMarked("#client", "at-gate", "telephone.recv(");
        untilMarked("#server", "at-gate", "connection.send(");
        window.click("#client", "#step");
        untilMarked("#client", "blocked", "telephone.recv(");
        window.click("#server", "#step");
        untilMarked("#server", "at-gate", "connection.recv(");
        untilMarked("#client", "at-gate", "with socket.socket("); // It closes at the end of its block.
        window.click("#client", "#step");
        window.untilIdle("#client");
        assertEquals(List.of("— one_call_client.py starts —", "the server answers b'HELLO'"), console("#client"));
        window.click("#server", "#step");
        untilMarked("#server", "at-gate", "with connection:");
        assertEquals(List.of("— answer_loop_server.py starts —", "the server is up", "call from 127.0.0.1"),
                console("#server"));
    }

    @Test
    void theLineOfAChosenCallIsMarkedUntilTheNewestIsLookedAt() {
        window.program("#server", "one call");
        untilMarked("#server", "blocked", "listener.accept(");
        chooseCall("listen(");
        untilMarked("#server", "chosen", "listener.listen(");
        untilMarked("#server", "blocked", "listener.accept(");
        chooseCall("accept4(");
        window.untilSeen("one mark", () -> marks("#server").size() == 1);

        chooseCall("listen(");
        untilMarked("#server", "chosen", "listener.listen(");
        window.click("#server", "#interrupt");
        window.untilIdle("#server");
        window.runProgram("#server");
        untilMarked("#server", "blocked", "listener.accept(");
        assertEquals(1, WindowRobot.onFx(() -> marks("#server").size()), "the chosen call is of another run");
    }

    @Test
    void lookingBackMarksTheLineOfThatMoment() {
        window.program("#server", "one call");
        untilMarked("#server", "blocked", "listener.accept(");
        int bound = window.log().range(0, window.log().size()).stream().map(Object::toString).toList().indexOf(
                window.log().range(0, window.log().size()).stream().map(Object::toString)
                        .filter(event -> event.startsWith("CallEntered") && event.contains("Bind")).findFirst()
                        .orElseThrow());
        backTo(bound + 1);
        untilMarked("#server", "in-call", "listener.bind(");
        backTo(1);
        window.untilSeen("the program that was chosen",
                () -> marks("#server").isEmpty() && lines("#server").size() > 5);
        window.click("#live");
        untilMarked("#server", "blocked", "listener.accept(");
    }

    @Test
    void aBreakpointIsSetByAClickAndByTheKeyboardAndHolds() {
        edit("#server", """
                import time
                a = 1
                b = 2
                c = 3
                """);
        window.click("#server", "#edit");
        window.untilSeen("the listing", () -> window.onPanel("#server", "#listing", Node.class).isVisible());
        clickNumber("#server", 2);
        window.untilSeen("a breakpoint", () -> has(cell("#server", 2), "breakpoint"));
        WindowRobot.onFx(() -> {
            ListView<?> listing = window.onPanel("#server", "#listing", ListView.class);
            listing.getSelectionModel().clearAndSelect(3);
            listing.requestFocus();
            return null;
        });
        window.press(KeyCode.F9);
        window.untilSeen("another", () -> has(cell("#server", 4), "breakpoint"));
        window.runProgram("#server");
        untilMarked("#server", "at-line", "a = 1");
        window.untilText("#server", "#doing", "Stopped before line 2");
        window.click("#server", "#step");
        untilMarked("#server", "at-line", "c = 3");
        window.click("#server", "#step");
        window.untilIdle("#server");
    }

    @Test
    void aSyntaxErrorIsShownAtItsLineAndTheTextIsKept() {
        edit("#client", "import socket\nx = = 1\n");
        window.runProgram("#client");
        untilMarked("#client", "failed", "x = = 1");
        window.untilSeen("the error in words",
                () -> ((Label) cell("#client", 2).lookup(".line-error")).getText().contains("SyntaxError"));
        window.click("#client", "#edit");
        window.untilSeen("the text at the error", () -> {
            CodeArea editor = window.onPanel("#client", "#editor", CodeArea.class);
            return editor.getText().equals("import socket\nx = = 1\n")
                    && editor.getCaretPosition().equals(TextPos.ofLeading(1, 0));
        });
    }

    @Test
    void anUncaughtExceptionIsShownAtItsLineAndItsTracebackInTheConsole() {
        edit("#client", """
                import socket
                s = socket.socket()
                s.connect(('127.0.0.1', %s))
                """.formatted(port));
        SharedPython.ready();
        window.press(KeyCode.CONTROL, KeyCode.ENTER);
        untilMarked("#client", "failed", "s.connect(");
        assertTrue(console("#client").contains("Traceback (most recent call last):"));
        assertTrue(console("#client").contains("ConnectionRefusedError: [Errno 111] Connection refused"));
    }

    @Test
    void anInputThatWaitsCountsItsSecondsAndItsEndEndsIt() {
        edit("#client", """
                try:
                    while True:
                        print('got', input('name? '))
                except EOFError:
                    print('no more')
                """);
        window.runProgram("#client");
        window.untilText("#client", "#doing", "input() waits");
        untilMarked("#client", "asks", "print('got', input(");
        String early = window.text("#client", "#doing");
        window.untilSeen("the seconds count",
                () -> !window.onPanel("#client", "#doing", Label.class).getText().equals(early));
        window.type("#client", "#answer", "Ada");
        window.click("#client", "#enter");
        window.untilSeen("the answer", () -> console("#client").contains("got Ada"));
        window.click("#client", "#endInput");
        window.untilIdle("#client");
        assertEquals(List.of("— program.py starts —", "name? Ada", "got Ada", "name? — end of the input", "no more"),
                console("#client"));
    }

    @Test
    void eachThreadHasALineAndAMark() {
        edit("#server", """
                import threading
                import time
                def sleep():
                    time.sleep(600)
                threading.Thread(target=sleep, name='sleeper').start()
                input('end? ')
                """);
        window.runProgram("#server");
        window.untilSeen("a line for each",
                () -> window.items("#server", "#lanes").size() == 2);
        untilMarked("#server", "sleeps", "time.sleep(");
        untilMarked("#server", "asks", "input(");
        window.untilSeen("its name",
                () -> ((Label) cell("#server", 4).lookup(".thread-names")).getText().equals("sleeper"));
        window.click("#server", "#interrupt");
        window.untilIdle("#server");
    }

    @Test
    void ofSeveralFilesThatOneIsShownInWhichSomethingIsDone(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("helper.py"), """
                def wait(s):
                    s.bind(('127.0.0.1', 0))
                    s.listen()
                    return s.accept()
                """);
        Path main = Files.writeString(folder.resolve("main.py"),
                "import socket, helper\ns = socket.socket()\nhelper.wait(s)\n");
        WindowRobot.onFx(() -> {
            window.window().program(0).open(main);
            return null;
        });
        window.untilText("#server", "#file", "main.py");
        window.runProgram("#server");
        untilMarked("#server", "blocked", "return s.accept()");
        window.untilText("#server", "#file", "helper.py");
        clickNumber("#server", 2);
        assertFalse(WindowRobot.onFx(() -> has(cell("#server", 2), "breakpoint")),
                "programs stop in their main file only");
        chooseCall("socket(");
        untilMarked("#server", "chosen", "s = socket.socket()");
        window.untilText("#server", "#file", "main.py");
        window.click("#server", "#interrupt");
        window.untilIdle("#server");
    }

    @Test
    void whatAProgramWroteIsNamedAndGoesIntoItsFolderOnAClick(@TempDir Path folder) throws IOException {
        Path main = Files.writeString(folder.resolve("save.py"), "open('letter.txt', 'w').write('hello')\n");
        WindowRobot.onFx(() -> {
            window.window().program(0).open(main);
            return null;
        });
        window.untilText("#server", "#file", "save.py");
        window.runProgram("#server");
        window.untilText("#server", "#written", "It wrote letter.txt; its folder is unchanged.");
        assertFalse(Files.exists(folder.resolve("letter.txt")));
        window.click("#server", "#writeIntoFolder");
        window.untilSeen("nothing is left to be saved",
                () -> !window.isShown("#server", "#writtenArea"));
        assertEquals("hello", Files.readString(folder.resolve("letter.txt")));
    }

    private void edit(String panel, String text) {
        window.menu(panel, "#program", "New");
        window.untilClickable(panel, "#editorPlace");
        window.type(panel, "#editor", text);
    }

    private void chooseCall(String beginning) {
        window.robot().clickOn(
                WindowRobot.onFx(() -> window.window().scene().lookup(".calls").lookupAll(".table-cell").stream()
                        .filter(node -> node instanceof Labeled cell && cell.getText() != null
                                && cell.getText().startsWith(beginning))
                        .findFirst().orElseThrow()));
    }

    private void backTo(int count) {
        WindowRobot.onFx(() -> {
            ((Slider) window.window().scene().lookup("#position")).setValue(count);
            return null;
        });
    }

    private void untilMarked(String panel, String state, String code) {
        try {
            window.untilSeen(panel + " has " + state + " at " + code,
                    () -> marks(panel).stream().anyMatch(mark -> mark.startsWith(state + " ") && mark.contains(code)));
        } catch (AssertionError e) {
            throw new AssertionError(
                    e.getMessage() + ", but has " + WindowRobot.onFx(() -> marks(panel)) + ", and says "
                            + WindowRobot.onFx(() -> window.onPanel(panel, "#doing", Label.class).getText()),
                    e);
        }
    }

    /** The states of the lines that have one, with their code. */
    private List<String> marks(String panel) {
        List<String> marks = new ArrayList<>();
        for (Node node : inListing(panel, ".list-cell")) {
            for (String state : List.of("at-gate", "at-line", "blocked", "asks", "in-call", "sleeps", "last", "chosen",
                    "failed")) {
                if (node.isVisible() && has(node, state)) {
                    marks.add(state + " " + code(node));
                }
            }
        }
        return marks;
    }

    private void clickNumber(String panel, int line) {
        window.untilSeen("line " + line, () -> shown(panel, line).isPresent());
        window.robot().clickOn(WindowRobot.onFx(() -> cell(panel, line).lookup(".line-number")));
    }

    private Node cell(String panel, int line) {
        return shown(panel, line).orElseThrow(() -> new AssertionError("line " + line + " is not shown"));
    }

    private Optional<Node> shown(String panel, int line) {
        return inListing(panel, ".list-cell").stream()
                .filter(node -> node instanceof IndexedCell<?> cell && cell.getIndex() == line - 1 && !cell.isEmpty())
                .findFirst();
    }

    private static boolean has(Node node, String state) {
        return node.getPseudoClassStates().contains(PseudoClass.getPseudoClass(state));
    }

    private List<String> lines(String panel) {
        return inListing(panel, ".code").stream().map(ListingTest::code).toList();
    }

    /** The code of a line, whose words have colours of their own. */
    private static String code(Node line) {
        return line.lookupAll("Text").stream()
                .filter(node -> node instanceof Text
                        && node.getStyleClass().stream().anyMatch(style -> style.startsWith("syntax-")))
                .map(node -> ((Text) node).getText()).collect(Collectors.joining());
    }

    /** Nothing if the listing has not been shown yet. */
    private Set<Node> inListing(String panel, String selector) {
        Node listing = window.onPanel(panel, "#listing", Node.class);
        return listing == null ? Set.of() : listing.lookupAll(selector);
    }

    private List<String> console(String panel) {
        List<String> texts = new ArrayList<>();
        WindowRobot.onFx(() -> {
            for (Object item : window.items(panel, "#console")) {
                texts.add(item.toString().replaceAll("^ConsoleLine\\[kind=\\w+, text=(.*)]$", "$1"));
            }
            return null;
        });
        return texts;
    }
}
