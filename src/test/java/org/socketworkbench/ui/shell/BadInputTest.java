package org.socketworkbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socketworkbench.socket.Call;
import org.socketworkbench.testing.Ports;
import org.socketworkbench.testing.WindowRobot;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.ui.panel.PayloadField;

/** What cannot be is told at its place, makes no call, and loses nothing. */
class BadInputTest {
    @AutoClose
    private final WindowRobot window = new WindowRobot();

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
            "abc, abc is not a number", "-1, -1 does not fit", "70000, 70000 does not fit", "\"\", Which port?",
            "99999999999999999999, does not fit", "\"80 80\", is not a number"})
    void aPortThatIsNoneIsToldAtTheField(String port, String message) {
        int before = window.log().size();
        window.type("#server", "#port", port);
        window.click("#server", "#bind");
        window.untilText("#server", "#problem", message);
        assertTrue(isMarked("#server", "#port"));
        assertEquals(List.of(), calls(before));
        window.type("#server", "#port", "8080");
        window.untilSeen("the message has gone", () -> !window.onPanel("#server", "#problem", Node.class).isVisible());
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
            "no-such-host.invalid, No IPv4 address is known for no-such-host.invalid", "\"\", Which host?",
            "1.2.3, 1.2.3 is not an IPv4 address", "256.1.1.1, 256.1.1.1 is not an IPv4 address",
            "::1, looks like an IPv6 address"})
    void aHostThatIsNoneIsToldAtTheField(String host, String message) {
        int before = window.log().size();
        window.type("#client", "#host", host);
        window.click("#client", "#connect");
        window.untilText("#client", "#problem", message);
        assertTrue(isMarked("#client", "#host"));
        assertEquals(List.of(), calls(before));
    }

    @Test
    void aNameThatResolvesIsCalled() {
        window.type("#client", "#host", "localhost");
        window.type("#client", "#port", Integer.toString(Ports.free()));
        window.call("#client", "#socket");
        String connect = window.call("#client", "#connect");
        assertTrue(connect.contains("127.0.0.1:") && connect.endsWith("= -1 ECONNREFUSED"), connect);
    }

    @ParameterizedTest
    @CsvSource({"-1, -1 is not a count", "2147483648, is more than one recv()", "16777217, is more than one recv()",
            "many, takes a count"})
    void aLengthThatRecvCannotTakeIsToldAtTheField(String length, String message) {
        int before = window.log().size();
        window.type("#client", "#length", length);
        window.click("#client", "#recv");
        assertTransferProblem(message);
        assertTrue(isMarked("#client", "#length"));
        assertEquals(List.of(), calls(before));
    }

    @Test
    void recvOfNothingIsACallLikeAnyOther() {
        window.call("#client", "#socket");
        window.type("#client", "#length", "0");
        String recv = window.call("#client", "#recv");
        assertTrue(recv.contains(", 0, 0) = "), recv);
    }

    @Test
    void aZeroHostIsWarnedOf() {
        window.type("#server", "#host", "0.0.0.0");
        window.untilText("#server", "#problem", "other machines on the network can call it, too");
    }

    @Test
    void tenMebibytesPastedAreKeptWholeAndSent() {
        String pasted = "0123456789abcde\n".repeat(10 << 16);
        WindowRobot.onFx(() -> {
            window.onPanel("#client", "#text", PayloadField.class).take(pasted);
            return null;
        });
        window.untilSeen("the field tells of it", () -> window.onPanel("#client", "#text", TextInputControl.class)
                .getPromptText().startsWith("10,485,760 characters"));
        window.call("#client", "#socket");
        String send = window.call("#client", "#send");
        assertTrue(send.contains(", 10485760, 0) = -1 EPIPE"), send);
        window.click("#client", "#discard");
        window.untilSeen("it can be typed into again",
                () -> !window.onPanel("#client", "#text", Node.class).isDisabled());
    }

    @Test
    void pastedLineEndsBecomeEscapes() {
        WindowRobot.onFx(() -> {
            PayloadField field = window.onPanel("#client", "#text", PayloadField.class);
            field.clear();
            field.take("GET / HTTP/1.0\r\n\r\n");
            return null;
        });
        assertEquals("GET / HTTP/1.0\\r\\n\\r\\n", window.text("#client", "#text"));
    }

    @Test
    void anEscapeThatIsNoneIsToldAtTheField() {
        int before = window.log().size();
        window.type("#client", "#text", "C:\\quick");
        window.click("#client", "#send");
        assertTransferProblem("\\q is not an escape");
        assertEquals(List.of(), calls(before));
    }

    @Test
    void aBacklogThatIsNoNumberIsToldAtTheField() {
        window.type("#server", "#backlog", "few");
        window.click("#server", "#listen");
        window.untilText("#server", "#backlogProblem", "listen() takes a number");
    }

    @Test
    void bytesThatAreNoUtf8AreShownEscaped() {
        String port = Integer.toString(Ports.free());
        window.usePort(port);
        window.program("#server", "answer loop");
        window.untilText("#server", "#doing", "waits");
        window.call("#client", "#socket");
        window.call("#client", "#connect");
        window.click("#client", "#hexInput");
        window.type("#client", "#text", "ff fe 1b 5b 33 31 6d");
        window.call("#client", "#send");
        window.call("#client", "#recv");
        window.untilText("#client", "#received", "\\xff\\xfe\\x1b[31M");
    }

    private void assertTransferProblem(String message) {
        window.untilSeen(message,
                () -> window.onPanel("#client", ".transfer .problem", javafx.scene.control.Label.class)
                        .getText().contains(message));
    }

    private boolean isMarked(String panel, String field) {
        return WindowRobot.onFx(() -> window.onPanel(panel, field, Node.class).getPseudoClassStates().stream()
                .anyMatch(state -> state.getPseudoClassName().equals("danger")));
    }

    private List<Call> calls(int from) {
        return window.log().range(from, window.log().size()).stream()
                .filter(TraceEvent.CallEntered.class::isInstance)
                .map(e -> ((TraceEvent.CallEntered) e).call()).toList();
    }
}
