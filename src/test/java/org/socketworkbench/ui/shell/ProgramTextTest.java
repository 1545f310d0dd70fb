package org.socketworkbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socketworkbench.python.PythonEngine;
import org.socketworkbench.socket.Family;
import org.socketworkbench.testing.Ports;
import org.socketworkbench.testing.ThisSystem;
import org.socketworkbench.testing.WindowRobot;
import org.socketworkbench.trace.TraceLog;

/** Where a panel's program comes from, and that no change to it is lost unasked. */
class ProgramTextTest {
    private static final String CHANGED = "print('changed')";
    @AutoClose
    private final WindowRobot window = new WindowRobot();

    @Test
    void thePanelsAddressAndFamilyAreWrittenIntoTheProgram() {
        String port = Integer.toString(Ports.free());
        window.choose("#client", "#family", Family.AF_INET6);
        window.type("#client", "#port", port);
        window.program("#client", "one call");
        window.untilSeen("the address", () -> lines().contains("HOST = '::1'") && lines().contains("PORT = " + port));
        assertTrue(WindowRobot.onFx(this::lines).stream().anyMatch(line -> line.contains("socket.AF_INET6,")));
    }

    @Test
    void aFileIsOpenedAndAnUnreadableOneIsTold(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.py"), "print('mine')\n");
        openFile(file);
        window.untilSeen("its text", () -> lines().equals(List.of("print('mine')")));
        window.runProgram("#client");
        window.untilSeen("its output", () -> window.items("#client", "#console").toString()
                .contains("text=mine"));
        openFile(folder.resolve("absent.py"));
        window.untilText("#client", "#fileProblem", "absent.py could not be opened");
        assertEquals(List.of("print('mine')"), WindowRobot.onFx(this::lines));
    }

    @Test
    void whatIsTypedAsArgumentsIsInSysArgv(@TempDir Path folder) throws IOException {
        openFile(Files.writeString(folder.resolve("mine.py"), "import sys\nprint(sys.argv)\n"));
        window.untilText("#client", "#file", "mine.py");
        window.type("#client", "#arguments", "127.0.0.1 'two words");
        window.runProgram("#client");
        window.untilText("#client", "#argumentsProblem", "The quotation mark ' is not closed.");
        window.type("#client", "#arguments", "127.0.0.1 'two words'");
        assertEquals("", window.text("#client", "#argumentsProblem"));
        window.runProgram("#client");
        window.untilSeen("its output", () -> window.items("#client", "#console").toString()
                .contains("text=['mine.py', '127.0.0.1', 'two words']"));
    }

    @Test
    void whatIsSavedIsInTheFileAndIsNoChangeAnyMore(@TempDir Path folder) throws IOException {
        write();
        window.untilText("#client", "#file", "program.py (changed)");
        Path file = folder.resolve("saved.py");
        WindowRobot.onFx(() -> {
            window.window().program(1).save(file);
            return null;
        });
        window.untilSeen("no change",
                () -> window.onPanel("#client", "#file", Label.class).getText().startsWith("saved.py")
                        && !window.onPanel("#client", "#file", Label.class).getText().contains("changed"));
        assertEquals(CHANGED, Files.readString(file));
    }

    @Test
    void changesAreLostOnlyIfTheUserSaysSo() {
        write();
        chooseOneCall();
        answer("Cancel");
        assertEquals(CHANGED, editor());
        chooseOneCall();
        answer("Don’t save");
        window.untilText("#client", "#file", "one_call_client.py");
    }

    @Test
    void changesAreInTheFileIfTheUserHasThemSavedBeforeAnotherProgramComes(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.py"), "print('mine')\n");
        openFile(file);
        window.untilText("#client", "#file", "mine.py");
        window.click("#client", "#edit");
        window.untilClickable("#client", "#editorPlace");
        window.type("#client", "#editor", CHANGED);
        chooseOneCall();
        answer("Save");
        window.untilText("#client", "#file", "one_call_client.py");
        assertEquals(CHANGED, Files.readString(file));
    }

    @Test
    void aRunKeepsWhatWasTypedAndItsBreakpoints() {
        write();
        WindowRobot.onFx(() -> {
            window.window().program(1).toggleBreakpoint(1);
            return null;
        });
        window.runProgram("#client");
        window.untilText("#client", "#doing", "Stopped before line 1");
        assertEquals(List.of(CHANGED), WindowRobot.onFx(this::lines));
        window.click("#client", "#step");
        window.untilIdle("#client");
        window.click("#client", "#edit");
        assertEquals(CHANGED, editor());
        window.press(KeyCode.CONTROL, KeyCode.N);
        window.untilText("#client", "#file", "program.py (changed)");
        assertEquals(Set.of(1), WindowRobot.onFx(() -> window.window().program(1).breakpoints()));
    }

    @Test
    void aNewTraceKeepsTheProgramAndItsChanges() {
        write();
        window.press(KeyCode.CONTROL, KeyCode.N);
        window.untilSeen("the listing", () -> lines().equals(List.of(CHANGED)));
        window.untilText("#client", "#file", "program.py (changed)");
    }

    @Test
    void aProgramThatIsStartedEarlySaysThatItWaitsForPython() {
        window.close();
        try (PythonEngine cold = new PythonEngine(ThisSystem.platform());
                WindowRobot early = new WindowRobot(new TraceLog(), cold)) {
            early.menu("#client", "#program", "one call");
            early.untilText("#client", "#doing", "Python is getting ready");
            early.click("#client", "#interrupt");
            early.untilIdle("#client");
        }
    }

    private void write() {
        window.menu("#client", "#program", "New");
        window.untilClickable("#client", "#editorPlace");
        window.type("#client", "#editor", CHANGED);
    }

    /** Not waited for: a question may come first. */
    private void chooseOneCall() {
        Platform.runLater(() -> window.onPanel("#client", "#program", MenuButton.class).getItems().stream()
                .filter(item -> "one call".equals(item.getText())).forEach(item -> item.fire()));
    }

    /** Presses a button of the question. */
    private void answer(String button) {
        window.untilSeen("the question", () -> inQuestion(button).isPresent());
        window.robot().clickOn(WindowRobot.onFx(() -> inQuestion(button).orElseThrow()));
    }

    private Optional<Node> inQuestion(String button) {
        return window.robot().lookup(".dialog-pane").lookup(".button").queryAll().stream()
                .filter(node -> ((Labeled) node).getText().equals(button)).findFirst();
    }

    private void openFile(Path file) {
        WindowRobot.onFx(() -> {
            window.window().program(1).open(file);
            return null;
        });
    }

    private String editor() {
        return window.text("#client", "#editor");
    }

    /** The lines that the listing has, without their breakpoints and marks. */
    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Object line : window.items("#client", "#listing")) {
            lines.add(line.toString().replaceAll("^ListingLine\\[number=\\d+, text=(.*), breakpoint=.*$", "$1"));
        }
        return lines;
    }
}
