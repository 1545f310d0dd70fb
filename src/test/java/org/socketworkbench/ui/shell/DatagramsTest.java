package org.socketworkbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.testing.Ports;
import org.socketworkbench.testing.WindowRobot;

/** A conversation in datagrams, made by hand: a row each, whole or cut. */
class DatagramsTest {
    private final String port = Integer.toString(Ports.free());
    @AutoClose
    private final WindowRobot window = new WindowRobot();

    @BeforeEach
    void openAndBind() {
        for (String panel : List.of("#server", "#client")) {
            window.choose(panel, "#type", SocketType.SOCK_DGRAM);
            window.type(panel, "#port", port);
        }
        String socket = window.call("#server", "#socket");
        assertTrue(socket.startsWith("socket(AF_INET, SOCK_DGRAM, 0) = "), socket);
        window.call("#server", "#bind");
        window.call("#client", "#socket");
    }

    @Test
    void eachDatagramIsARowWithItsSenderItsLengthAndWhetherItWasCut() {
        send("Hello");
        window.call("#server", "#recvfrom");
        window.type("#server", "#length", "4");
        send("Hello");
        window.call("#server", "#recvfrom");
        window.menu("#server", "#receiving", "MSG_TRUNC");
        send("Hello");
        window.call("#server", "#recvfrom");
        send("Hell");
        window.call("#server", "#recvfrom");
        window.menu("#server", "#receiving", "MSG_TRUNC");
        send("");
        window.call("#server", "#recvfrom");
        untilRows("#server", 5);
        assertEquals(List.of("5 B whole", "4 B perhaps cut", "5 B cut to 4", "4 B whole", "0 B whole"),
                rows("#server").stream().map(row -> row.get(3) + " " + row.get(4)).toList());
        assertTrue(rows("#server").stream().allMatch(row -> row.get(2).startsWith("127.0.0.1:")),
                rows("#server")::toString);
    }

    @Test
    void theServerAnswersTheSenderOfTheChosenDatagram() {
        send("first");
        window.call("#server", "#recvfrom");
        window.click("#addClient");
        window.untilText("#client", "#name", "client 2");
        window.call("#client", "#socket");
        send("second");
        window.call("#server", "#recvfrom");
        untilRows("#server", 2);
        window.untilText("#server", "#received", "second");
        String second = rows("#server").get(1).get(2);
        String answer = window.call("#server", "#sendto");
        assertTrue(answer.endsWith(second + ") = 5"), answer);
        selectRow("#server", 0);
        window.untilText("#server", "#received", "first");
        String first = rows("#server").get(0).get(2);
        answer = window.call("#server", "#sendto");
        assertTrue(answer.endsWith(first + ") = 5"), answer);
        String got = window.call("#client", "#recvfrom");
        assertTrue(got.endsWith("= 5 \"Hello\" 127.0.0.1:" + port), got);
    }

    @Test
    void aConnectedDatagramSocketSendsWithoutNamingAnybody() {
        assertTrue(isShown("#client", "#sendto"));
        window.call("#client", "#connect");
        window.untilSeen("send()", () -> isShown("#client", "#send"));
        window.call("#client", "#send");
        window.call("#server", "#recvfrom");
        window.untilText("#server", "#received", "Hello");
    }

    @Test
    void listenOnADatagramSocketIsAnsweredByTheKernel() {
        String listen = window.call("#server", "#listen");
        assertTrue(listen.endsWith("= -1 EOPNOTSUPP"), listen);
    }

    @Test
    void nobodyIsAcceptedSoTheAcceptLogGivesWay() {
        assertTrue(!isShown("#server", "#connections"));
        window.choose("#server", "#type", SocketType.SOCK_STREAM);
        window.call("#server", "#socket");
        window.untilSeen("the accept log", () -> isShown("#server", "#connections"));
    }

    private void send(String text) {
        window.type("#client", "#text", text);
        window.call("#client", "#sendto");
    }

    private boolean isShown(String panel, String id) {
        return WindowRobot.onFx(() -> window.onPanel(panel, id, Node.class).isVisible());
    }

    private void untilRows(String panel, int count) {
        window.untilSeen(count + " rows", () -> table(panel).getItems().size() == count);
    }

    private void selectRow(String panel, int index) {
        WindowRobot.onFx(() -> {
            table(panel).getSelectionModel().clearAndSelect(index);
            return null;
        });
    }

    /** What stands in the cells of each row. */
    private List<List<String>> rows(String panel) {
        return WindowRobot.onFx(() -> {
            TableView<?> table = table(panel);
            return java.util.stream.IntStream.range(0, table.getItems().size())
                    .mapToObj(row -> table.getColumns().stream().map(column -> String.valueOf(column.getCellData(row)))
                            .toList())
                    .toList();
        });
    }

    private TableView<?> table(String panel) {
        return window.onPanel(panel, "#datagrams", TableView.class);
    }
}
