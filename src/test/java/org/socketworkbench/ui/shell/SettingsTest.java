package org.socketworkbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.testing.Ports;
import org.socketworkbench.testing.WindowRobot;
import org.socketworkbench.trace.TraceEvent;

/** A socket's options and whether its calls wait: read, set, and read again. */
class SettingsTest {
    @AutoClose
    private final WindowRobot window = new WindowRobot();

    @BeforeEach
    void open() {
        window.type("#client", "#port", Integer.toString(Ports.free()));
        window.call("#client", "#socket");
        window.click("#client", "#showOptions");
    }

    @Test
    void linuxDoublesABuffersSize() {
        option(SocketOption.SO_RCVBUF);
        window.type("#client", "#value", "4096");
        assertEnds(window.call("#client", "#setsockopt"), "SOL_SOCKET, SO_RCVBUF, 4096) = 0");
        assertEnds(window.call("#client", "#getsockopt"), "= 0 [8192]");
        window.untilText("#client", "#optionAnswer", "is 8192");
    }

    @Test
    void lingerHasASwitchAndSeconds() {
        option(SocketOption.SO_LINGER);
        window.type("#client", "#value", "3");
        WindowRobot.onFx(() -> {
            window.onPanel("#client", "#lingerOn", CheckBox.class).setSelected(true);
            return null;
        });
        assertEnds(window.call("#client", "#setsockopt"), "SO_LINGER, {on, 3 s}) = 0");
        window.call("#client", "#getsockopt");
        window.untilText("#client", "#optionAnswer", "is {on, 3 s}");
    }

    @Test
    void aTimeIsTypedInSeconds() {
        option(SocketOption.SO_RCVTIMEO);
        window.type("#client", "#value", "1.5");
        assertEnds(window.call("#client", "#setsockopt"), "SO_RCVTIMEO, 1.500000 s) = 0");
    }

    @Test
    void anyOptionCanBeNamedByItsNumbers() {
        WindowRobot.onFx(() -> {
            window.onPanel("#client", "#option", ComboBox.class).getSelectionModel().selectLast();
            return null;
        });
        window.type("#client", "#level", "1");
        window.type("#client", "#optionNumber", "9999");
        assertEnds(window.call("#client", "#getsockopt"), "SOL_SOCKET, 9999) = -1 ENOPROTOOPT");
        window.untilText("#client", "#optionAnswer", "getsockopt() = -1 ENOPROTOOPT");
        window.type("#client", "#level", "none");
        window.click("#client", "#getsockopt");
        untilProblem("none is not a whole number");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"',
            value = {"SO_RCVBUF, many", "SO_RCVBUF, 99999999999", "SO_LINGER, \"\"", "SO_RCVTIMEO, -1"})
    void aValueThatDoesNotFitIsToldAtTheField(String name, String typed) {
        int before = window.log().size();
        option(SocketOption.NAMED.get(name));
        window.type("#client", "#value", typed);
        window.click("#client", "#setsockopt");
        untilProblem(name.equals("SO_RCVTIMEO") ? "is not a time" : "is not a whole number");
        assertTrue(isMarked("#value"));
        assertEquals(0, window.log().range(before, window.log().size()).stream()
                .filter(TraceEvent.CallEntered.class::isInstance).count());
    }

    @Test
    void aSocketThatDoesNotBlockAnswersAtOnce() {
        window.untilText("#client", "#modeNow", "is blocking");
        mode(1);
        String set = window.made("setblocking", () -> window.click("#client", "#setMode"));
        assertTrue(set.endsWith("False) = 0"), set);
        window.untilText("#client", "#modeNow", "is non-blocking");
        listen();
        assertEnds(window.call("#client", "#connect"), "= -1 EINPROGRESS");
        window.call("#server", "#accept");
        assertEnds(window.call("#client", "#recv"), "= -1 EAGAIN");
    }

    @Test
    void aTimeoutMakesACallOfSeveralRows() {
        listen();
        window.call("#client", "#connect");
        mode(2);
        window.type("#client", "#seconds", "0.05");
        window.made("settimeout", () -> window.click("#client", "#setMode"));
        window.untilText("#client", "#modeNow", "waiting 0.05 s at most");
        int before = window.log().size();
        assertEnds(window.call("#client", "#recv"), "= timed out");
        List<TraceEvent.CallEntered> calls = window.log().range(before, window.log().size()).stream()
                .filter(TraceEvent.CallEntered.class::isInstance).map(TraceEvent.CallEntered.class::cast).toList();
        assertEquals(List.of("recv", "poll"), calls.stream().map(e -> e.call().word()).toList());
        window.untilSeen("poll beneath recv", () -> window.rows("#table").stream()
                .anyMatch(row -> row.contains("within=recv(") && row.contains("text=poll(")));
    }

    @Test
    void aTimeThatIsNoneIsToldAtTheField() {
        mode(2);
        window.type("#client", "#seconds", "soon");
        window.click("#client", "#setMode");
        untilProblem("soon is not a time");
        assertTrue(isMarked("#seconds"));
    }

    @Test
    void onlyOptionsThatFitTheSocketAreOffered() {
        List<?> ofTcp = options();
        assertTrue(ofTcp.contains(Optional.of(SocketOption.TCP_NODELAY)));
        assertTrue(!ofTcp.contains(Optional.of(SocketOption.IPV6_V6ONLY)));
        window.choose("#client", "#family", org.socketworkbench.socket.Family.AF_UNIX);
        window.call("#client", "#socket");
        window.untilSeen("no option of TCP", () -> !options().contains(Optional.of(SocketOption.TCP_NODELAY)));
    }

    private List<?> options() {
        return WindowRobot.onFx(
                () -> List.copyOf(((ComboBox<?>) window.onPanel("#client", "#option", ComboBox.class)).getItems()));
    }

    private void option(SocketOption option) {
        window.choose("#client", "#option", Optional.of(option));
    }

    private void mode(int index) {
        WindowRobot.onFx(() -> {
            window.onPanel("#client", "#mode", ComboBox.class).getSelectionModel().select(index);
            return null;
        });
    }

    private void listen() {
        String port = window.text("#client", "#port");
        window.type("#server", "#port", port);
        window.call("#server", "#socket");
        window.call("#server", "#bind");
        window.call("#server", "#listen");
    }

    private void untilProblem(String message) {
        window.untilSeen(message,
                () -> window.text("#client", "#optionsProblem").contains(message));
    }

    private boolean isMarked(String field) {
        return WindowRobot.onFx(() -> window.onPanel("#client", field, Node.class).getPseudoClassStates().stream()
                .anyMatch(state -> state.getPseudoClassName().equals("danger")));
    }

    private static void assertEnds(String call, String end) {
        assertTrue(call.endsWith(end), call);
    }
}
