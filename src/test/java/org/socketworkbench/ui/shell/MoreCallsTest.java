package org.socketworkbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.scene.control.CheckBox;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Family;
import org.socketworkbench.testing.Ports;
import org.socketworkbench.testing.WindowRobot;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.ui.panel.PayloadField;

/** The calls beyond the first course: IPv6, sendall, files, flags, waiting for several. */
class MoreCallsTest {
    private static final int MORE_THAN_THE_BUFFERS = 32 << 20;

    private final String port = Integer.toString(Ports.free());
    @AutoClose
    private final WindowRobot window = new WindowRobot();

    @BeforeEach
    void open() {
        window.usePort(port);
    }

    @Test
    void aConversationOverIpv6() {
        window.choose("#server", "#family", Family.AF_INET6);
        window.choose("#client", "#family", Family.AF_INET6);
        connect();
        window.untilText("#client", "#socketState", "[::1]:" + port);
        window.call("#client", "#send");
        window.call("#server", "#recv");
        window.untilText("#server", "#received", "Hello");
        window.type("#server", "#host", "::");
        window.untilText("#server", "#problem", ":: is every address of this machine");
    }

    @Test
    void sendallOfMuchDataIsManySends() {
        connect();
        window.made("settimeout", () -> {
            window.click("#client", "#showOptions");
            WindowRobot.onFx(() -> {
                window.onPanel("#client", "#mode", javafx.scene.control.ComboBox.class).getSelectionModel().select(2);
                return null;
            });
            window.type("#client", "#seconds", "0.2");
            window.click("#client", "#setMode");
        });
        WindowRobot.onFx(() -> {
            window.onPanel("#client", "#text", PayloadField.class).take("x".repeat(MORE_THAN_THE_BUFFERS));
            return null;
        });
        int before = window.log().size();
        String sendall = window.made("sendall", () -> window.menu("#client", "#sending", "sendall()"));
        assertTrue(sendall.endsWith("= timed out"), sendall);
        int parent = window.log().range(before, window.log().size()).stream()
                .filter(e -> e instanceof TraceEvent.CallEntered entered && entered.call().word().equals("sendall"))
                .mapToInt(e -> before + window.log().range(before, window.log().size()).indexOf(e)).findFirst()
                .orElseThrow();
        List<String> parts = window.log().range(before, window.log().size()).stream()
                .filter(e -> e instanceof TraceEvent.CallEntered entered && entered.parent() == parent)
                .map(e -> ((TraceEvent.CallEntered) e).call().word()).distinct().toList();
        assertEquals(List.of("poll", "send"), parts);
        window.type("#server", "#length", "16777216");
        window.untilSeen("the parts beneath it", () -> window.rows("#table").stream()
                .anyMatch(row -> row.contains("within=sendall(") && row.contains("text=send(")));
    }

    @Test
    void aFileSendsWhenItIsFlushedAndReadsALine() {
        connect();
        window.menu("#client", "#receiving", "makefile()");
        window.type("#client", "#text", "one\\ntwo\\n");
        window.made("write", () -> window.menu("#client", "#sending", "write()"));
        window.made("flush", () -> window.menu("#client", "#sending", "flush()"));
        String line = window.made("readline", () -> window.menu("#server", "#receiving", "readline()"));
        assertTrue(line.endsWith("= 4 \"one\\n\""), line);
    }

    @Test
    void aFlagGoesWithEveryCallUntilItIsTakenAway() {
        connect();
        window.call("#client", "#send");
        window.menu("#server", "#receiving", "MSG_PEEK");
        window.untilText("#server", "#flags", "Flags for receiving: MSG_PEEK.");
        assertEquals(window.call("#server", "#recv"), window.call("#server", "#recv"));
        window.menu("#server", "#receiving", "MSG_PEEK");
        window.untilSeen("no word of flags",
                () -> !window.onPanel("#server", "#flags", javafx.scene.Node.class).isVisible());
        String recv = window.call("#server", "#recv");
        assertTrue(recv.endsWith(", 1024, 0) = 5 \"Hello\""), recv);
    }

    @Test
    void connectExAnswersWithTheErrorsNumber() {
        window.call("#client", "#socket");
        String connect = window.made("connect_ex", () -> window.menu("#client", "#connecting", "connect_ex()"));
        assertTrue(connect.endsWith(":" + port + ") = 111"), connect);
    }

    @Test
    void pollTellsWhichOfTwoSocketsIsReady() {
        connect();
        window.call("#client", "#send");
        window.click("#server", "#showPoll");
        window.type("#server", "#timeout", "30");
        String poll = window.call("#server", "#poll");
        int connection = accepted();
        assertTrue(poll.endsWith("= 1 [" + connection + ": POLLIN]"), poll);
        WindowRobot.onFx(() -> {
            window.onPanel("#server", "#write" + connection, CheckBox.class).setSelected(true);
            return null;
        });
        String select = window.call("#server", "#select");
        assertTrue(select.endsWith("= 2 [" + connection + "] [" + connection + "] []"), select);
        window.type("#server", "#timeout", "a while");
        window.click("#server", "#poll");
        window.untilSeen("a word at the field", () -> window.onPanel("#server", "#timeout", javafx.scene.Node.class)
                .getPseudoClassStates().stream().anyMatch(state -> state.getPseudoClassName().equals("danger")));
    }

    @Test
    void aProtocolThatIsNoNumberIsToldAtTheField() {
        window.type("#client", "#protocol", "tcp");
        window.click("#client", "#socket");
        window.untilSeen("a word at the field",
                () -> window.onPanel("#client", ".kind .problem", javafx.scene.control.Label.class)
                        .getText().contains("tcp is not a number"));
        window.type("#client", "#protocol", "17");
        String socket = window.call("#client", "#socket");
        assertTrue(socket.endsWith("17) = -1 EPROTONOSUPPORT"), socket);
    }

    private int accepted() {
        return window.log().range(0, window.log().size()).stream()
                .filter(e -> e instanceof TraceEvent.CallReturned returned
                        && returned.outcome() instanceof org.socketworkbench.socket.Outcome.Accepted)
                .mapToInt(e -> (int) ((TraceEvent.CallReturned) e).outcome().value()).findFirst().orElseThrow();
    }

    private void connect() {
        window.call("#server", "#socket");
        window.call("#server", "#bind");
        window.call("#server", "#listen");
        window.call("#client", "#socket");
        String connect = window.call("#client", "#connect");
        assertTrue(connect.endsWith("= 0"), connect);
        window.call("#server", "#accept");
    }
}
