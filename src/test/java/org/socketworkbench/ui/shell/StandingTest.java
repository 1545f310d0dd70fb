package org.socketworkbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socketworkbench.testing.Ports;
import org.socketworkbench.testing.WindowRobot;

/** Where programs stand: the breakpoints in their menu, and the variables of a program that stands. */
class StandingTest {
    private final String port = Integer.toString(Ports.free());
    @AutoClose
    private final WindowRobot window = new WindowRobot();

    @BeforeEach
    void open() {
        window.usePort(port);
    }

    @Test
    void theMenuListsBreakpointsByCallAndByLineAndRemovesEach() {
        edit("#client", "import socket\ns_1 = socket.socket()\n");
        assertEquals("Breakpoints", WindowRobot.onFx(() -> menu().getAccessibleText()));
        WindowRobot.onFx(() -> {
            window.window().program(1).toggleBreakpoint(2);
            call("connect()").setSelected(true);
            return null;
        });
        window.untilSeen("both", () -> set().equals(List.of("before every connect()",
                "client 1: program.py, line 2: s_1 = socket.socket()")));
        assertEquals("Breakpoints (2)", WindowRobot.onFx(() -> menu().getAccessibleText()));
        window.robot().clickOn(WindowRobot.onFx(this::menu));
        window.untilSeen("the menu", () -> menu().isShowing());
        window.press(KeyCode.DOWN);
        window.press(KeyCode.ESCAPE);
        window.untilSeen("no menu", () -> !menu().isShowing());
        assertFalse(WindowRobot.onFx(() -> window.isShown("#notice")), "nothing went wrong");
        WindowRobot.onFx(() -> {
            remove("client 1: program.py, line 2: s_1 = socket.socket()").fire();
            return null;
        });
        window.untilSeen("the call", () -> set().equals(List.of("before every connect()")));
        assertEquals(Set.of(), WindowRobot.onFx(() -> window.window().program(1).breakpoints()));
        WindowRobot.onFx(() -> {
            remove("before every connect()").fire();
            return null;
        });
        window.untilSeen("none", () -> set().isEmpty() && menu().getAccessibleText().equals("Breakpoints"));
    }

    @Test
    void theVariablesOfAProgramThatStandsAreShownAndPaleWhenItGoesOn() {
        window.press(KeyCode.F6);
        edit("#server", """
                import socket
                PORT = %s
                def serve(backlog):
                    s = socket.socket()
                    s.bind(('127.0.0.1', PORT))
                    s.listen(backlog)
                    s.accept()
                serve(5)
                """.formatted(port));
        window.runProgram("#server");
        window.untilSeen("the argument", () -> variables().equals(List.of("backlog = 5", "in the module:",
                "PORT = " + port)));
        window.click("#server", "#step");
        window.untilSeen("the socket",
                () -> variables().contains("s = <socket.socket fd=3, family=2, type=1, proto=0>"));
        window.click("#server", "#step");
        window.untilSeen("its address", () -> variables().contains(
                "s = <socket.socket fd=3, family=2, type=1, proto=0, laddr=('127.0.0.1', " + port + ")>"));
        window.untilSeen("what is", () -> !isPast());
        window.click("#server", "#step");
        window.untilText("#server", "#doing", "accept4(");
        window.click("#server", "#step");
        window.untilSeen("what was", this::isPast);
        assertTrue(window.text("#server", "#variablesTitle").contains("last waited"));
        window.click("#server", "#interrupt");
        window.untilSeen("nothing", () -> !window.isShown("#server", "#variablesArea"));
    }

    @Test
    void lookingBackShowsTheVariablesOfThatMoment() {
        window.press(KeyCode.F6);
        edit("#server", "import socket\nn = 1\nsocket.socket()\nn = 2\nsocket.socket()\n");
        window.runProgram("#server");
        window.untilSeen("the first", () -> variables().equals(List.of("n = 1")));
        int before = window.log().size();
        window.click("#server", "#step");
        window.untilSeen("the second", () -> variables().equals(List.of("n = 2")));
        WindowRobot.onFx(() -> {
            window.window().feed().moveTo(before);
            return null;
        });
        window.untilSeen("the first again", () -> variables().equals(List.of("n = 1")));
    }

    private void edit(String panel, String text) {
        window.menu(panel, "#program", "New");
        window.untilClickable(panel, "#editorPlace");
        window.type(panel, "#editor", text);
    }

    private Node area() {
        return window.onPanel("#server", "#variablesArea", Node.class);
    }

    private boolean isPast() {
        return area().getPseudoClassStates().contains(PseudoClass.getPseudoClass("past"));
    }

    private List<String> variables() {
        List<?> rows = window.items("#server", "#variables");
        return rows.stream().map(row -> row.toString().replaceAll("^Heading\\[text=(.*)]$", "$1")
                .replaceAll("^Variable\\[name=(.*?), value=(.*)]$", "$1 = $2"))
                .toList();
    }

    private MenuButton menu() {
        return (MenuButton) window.window().scene().lookup("#breakpoints");
    }

    private CheckMenuItem call(String text) {
        return menu().getItems().stream().filter(Menu.class::isInstance)
                .flatMap(theme -> ((Menu) theme).getItems().stream()).filter(item -> item.getText().equals(text))
                .map(CheckMenuItem.class::cast).findFirst().orElseThrow();
    }

    private List<String> set() {
        return menu().getItems().stream().filter(CustomMenuItem.class::isInstance).map(MenuItem::getText)
                .filter(text -> text != null).toList();
    }

    private Button remove(String what) {
        return menu().getItems().stream().filter(item -> what.equals(item.getText()))
                .map(item -> (HBox) ((CustomMenuItem) item).getContent())
                .map(row -> (Button) row.getChildren().getLast()).findFirst().orElseThrow();
    }
}
