package org.socketworkbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.testing.WindowRobot;
import org.socketworkbench.trace.TraceEvent;

/** Sockets with a path instead of a host and a port. */
class UnixTest {
    @TempDir
    private Path folder;
    private Path path;
    @AutoClose
    private final WindowRobot window = new WindowRobot();

    @BeforeEach
    void open() {
        path = folder.resolve("phone");
        for (String panel : List.of("#server", "#client")) {
            window.choose(panel, "#family", Family.AF_UNIX);
            window.type(panel, "#path", path.toString());
        }
    }

    @Test
    void aStalePathIsInTheWayUntilItIsUnlinked() {
        listen();
        window.call("#client", "#socket");
        assertTrue(window.call("#client", "#connect").endsWith(path + ") = 0"));
        window.call("#server", "#accept");
        window.call("#client", "#send");
        window.call("#server", "#recv");
        window.untilText("#server", "#received", "Hello");
        window.call("#server", "#closeListener");

        window.call("#server", "#socket");
        assertEnds(window.call("#server", "#bind"), "= -1 EADDRINUSE");
        window.call("#client", "#socket");
        assertEnds(window.call("#client", "#connect"), "= -1 ECONNREFUSED");
        assertEquals("unlink(" + path + ") = 0", window.call("#server", "#unlink"));
        assertEnds(window.call("#client", "#connect"), "= -1 ENOENT");
        assertEnds(window.call("#server", "#bind"), "= 0");
    }

    @Test
    void whatIsNoSocketIsNeverUnlinked() throws IOException {
        Files.writeString(path, "precious");
        window.click("#server", "#unlink");
        window.untilText("#server", "#problem", "What is at this path is not a socket");
        window.type("#server", "#path", folder.resolve("nothing").toString());
        window.click("#server", "#unlink");
        window.untilText("#server", "#problem", "Nothing exists at this path");
        window.type("#server", "#path", "@abstract");
        window.click("#server", "#unlink");
        window.untilText("#server", "#problem", "An abstract name is in no file system");
        assertEquals("precious", Files.readString(path));
        assertEquals(0, window.log().range(0, window.log().size()).stream()
                .filter(TraceEvent.CallEntered.class::isInstance).count());
    }

    @Test
    void anEmptyPathIsToldAtTheFieldAndALongOneIsTriedAllTheSame() {
        window.type("#server", "#path", "");
        window.click("#server", "#bind");
        window.untilText("#server", "#problem", "Which path?");
        window.type("#server", "#path", "/" + "x".repeat(107));
        window.untilText("#server", "#problem", "This takes 108 bytes");
        window.call("#server", "#socket");
        assertEnds(window.call("#server", "#bind"), "= -1 EINVAL");
    }

    @Test
    void anAbstractNameNeedsNoFile() {
        String name = "@socket-workbench-test-" + ProcessHandle.current().pid();
        window.type("#server", "#path", name);
        window.type("#client", "#path", name);
        listen();
        window.call("#client", "#socket");
        assertEnds(window.call("#client", "#connect"), name + ") = 0");
    }

    @Test
    void aDatagramIsAnsweredIfItsSenderIsBound() {
        for (String panel : List.of("#server", "#client")) {
            window.choose(panel, "#type", SocketType.SOCK_DGRAM);
        }
        window.call("#server", "#socket");
        window.call("#server", "#bind");
        window.call("#client", "#socket");
        window.call("#client", "#sendto");
        assertEnds(window.call("#server", "#recvfrom"), "= 5 \"Hello\"");
        window.menu("#server", "#sending", "sendto() the chosen sender");
        window.untilSeen("a word about it",
                () -> window.onPanel("#server", ".transfer .problem", javafx.scene.control.Label.class)
                        .getText().contains("No sender is known"));
        window.made("bind", () -> window.menu("#client", "#connecting", "bind() to a free address"));
        window.call("#client", "#sendto");
        String from = window.call("#server", "#recvfrom");
        String sender = from.substring(from.lastIndexOf(' ') + 1);
        assertTrue(sender.startsWith("@"), from);
        assertEnds(window.call("#server", "#sendto"), sender + ") = 5");
    }

    @Test
    void theWorkbenchTakesItsPathsAwayWhenItIsClosed() {
        listen();
        assertTrue(Files.exists(path));
        window.close();
        assertFalse(Files.exists(path));
    }

    private void listen() {
        String socket = window.call("#server", "#socket");
        assertTrue(socket.startsWith("socket(AF_UNIX, SOCK_STREAM, 0) = "), socket);
        window.call("#server", "#bind");
        window.call("#server", "#listen");
    }

    private static void assertEnds(String call, String end) {
        assertTrue(call.endsWith(end), call);
    }
}
