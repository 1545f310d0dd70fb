package org.socketworkbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.socketworkbench.model.Script;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.TcpInfo;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.testing.WindowRobot;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.SocketRow;
import org.socketworkbench.trace.SocketRow.Transport;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;
import org.socketworkbench.trace.UdpBuffer;

/** The tab States of traces that are only looked at. */
class StatesOfATraceTest {
    private static final SocketAddress NOBODY = new SocketAddress.Inet4(0, 0);

    @Test
    void udpIsListedWithItsQueuesAndStandsInNoState() {
        Script script =
                new Script().came(Script.SERVER, "server", Role.SERVER).came(Script.CLIENT, "client", Role.CLIENT);
        script.call(Script.SERVER, new Call.Socket(Family.AF_INET, SocketType.SOCK_DGRAM, 0), new Outcome.Opened(3));
        script.call(Script.SERVER, new Call.Bind(3, Script.PORT), Script.OK);
        script.add(new TraceEvent.KernelSample(script.now(), List.of(
                new SocketRow(Transport.UDP, Script.PORT, NOBODY, TcpState.CLOSED, 0, 5, 3, true, Optional.empty(),
                        Optional.of(new UdpBuffer(768, 97))))));
        try (WindowRobot window = new WindowRobot(log(script))) {
            StatesPage states = new StatesPage(window);
            states.show();
            window.untilSeen("the socket",
                    () -> states.texts().containsAll(List.of("UDP has no states; 97 thrown away", "768 bytes")));
            assertEquals(Set.of(), WindowRobot.onFx(states::chips));
        }
    }

    @Test
    void whatTcpKnowsOfAConnectionIsToldOfTheChosenSocket() {
        Script script = Script.connected();
        TcpInfo info = new TcpInfo(TcpState.ESTABLISHED, 0, 0, 32_768, 28, 10, 3, 5, 1234, 0);
        script.add(new TraceEvent.KernelSample(script.now(),
                List.of(new SocketRow(Transport.TCP, Script.CALLER, Script.PORT,
                        TcpState.ESTABLISHED, 0, 0, 4, true, Optional.of(info)))));
        try (WindowRobot window = new WindowRobot(log(script))) {
            StatesPage states = new StatesPage(window);
            states.show();
            states.untilChip("client fd 4", "ESTABLISHED");
            window.robot().clickOn(WindowRobot.onFx(() -> states.chip("client fd 4")));
            window.untilSeen("round trip, window, repeats", () -> states.texts().containsAll(List.of("0.028 ms",
                    "10 segments of 32,768 bytes", "3 segments")));
        }
    }

    private static TraceLog log(Script script) {
        TraceLog log = new TraceLog();
        script.events().forEach(log::append);
        return log;
    }
}
