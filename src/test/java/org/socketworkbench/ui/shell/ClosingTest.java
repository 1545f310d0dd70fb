package org.socketworkbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import javafx.animation.AnimationTimer;
import javafx.collections.ObservableList;
import javafx.css.CssParser;
import javafx.scene.control.ButtonBase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.socketworkbench.testing.Await;
import org.socketworkbench.testing.Ports;
import org.socketworkbench.testing.WindowRobot;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;
import org.socketworkbench.ui.panel.PayloadField;

/** Whatever is opened is closed, even when every participant is blocked in the kernel. */
class ClosingTest {
    private static final int MORE_THAN_THE_BUFFERS = 32 << 20;

    /**
     * From the first socket that Java itself has made and closed, it keeps one descriptor for ever: it is there before
     * we count.
     */
    @BeforeAll
    static void letJavaHaveItsSocket() {
        Ports.free();
    }

    @Test
    void closingTheWindowEndsEveryBlockedCallAndLeavesNoSocket() throws IOException {
        Set<String> before = sockets();
        try (WindowRobot window = new WindowRobot()) {
            blockAll(window);
            assertTrue(sockets().size() > before.size());
        }
        Set<String> left = sockets();
        left.removeAll(before);
        assertEquals(Set.of(), left);
    }

    @Test
    void aNewTraceBeginsEmptyAndClosesTheOldSockets() throws IOException {
        Set<String> before = sockets();
        try (WindowRobot window = new WindowRobot()) {
            blockAll(window);
            window.renew();
            Await.until("the old sockets are closed", () -> {
                Set<String> left = sockets();
                left.removeAll(before);
                return left.isEmpty();
            });
            assertEquals(2, window.log().size(), "a server and a client have come, and nothing else");
            String socket = window.call("#server", "#socket");
            assertTrue(socket.startsWith("socket(AF_INET, SOCK_STREAM, 0) = "), socket);
        }
    }

    @Test
    void aNewTraceLetsGoOfTheOldOne() {
        try (WindowRobot window = new WindowRobot()) {
            WeakReference<TraceLog> old = abandonedTrace(window);
            Await.until("nothing holds the old trace", () -> {
                System.gc();
                return old.refersTo(null);
            });
        }
    }

    /** A trace that was left while its server was blocked, and after a client of it had left while blocked. */
    private static WeakReference<TraceLog> abandonedTrace(WindowRobot window) {
        String port = listen(window, "5");
        connect(window, 1, port);
        window.click("#client", "#recv");
        window.untilText("#client", "#doing", "waits");
        window.click(".tab-close-button");
        window.answer("Don\u2019t save");
        window.call("#server", "#accept");
        window.click("#server", "#accept");
        window.untilText("#server", "#doing", "waits");
        WeakReference<TraceLog> old = new WeakReference<>(window.log());
        window.renew();
        return old;
    }

    @Test
    void nothingIsStyledOnceTheWindowIsGone() {
        ObservableList<CssParser.ParseError> errors = CssParser.errorsProperty();
        try (WindowRobot window = new WindowRobot()) {
            window.call("#client", "#socket");
            // While socket() is on its way, a click on close() waits for it, and would wait for ever in a window that
            // is gone.
            window.untilClickable("#client", "#socket");
            window.untilClickable("#client", "#close");
            TraceLog log = window.log();
            int before = log.size();
            WindowRobot.onFx(() -> {
                errors.clear();
                ButtonBase close = window.onPanel("#client", "#close", ButtonBase.class);
                window.stage().hide();
                close.fire();
                return null;
            });
            Await.until("the call has returned", () -> log.range(before, log.size()).stream()
                    .anyMatch(TraceEvent.CallReturned.class::isInstance));
            awaitFrames(3);
            assertEquals(List.of(),
                    WindowRobot.onFx(() -> errors.stream().map(CssParser.ParseError::getMessage).toList()));
        }
    }

    @Test
    void aWindowThatIsGoneCountsNoSeconds() {
        try (WindowRobot window = new WindowRobot()) {
            listen(window, "5");
            window.click("#server", "#accept");
            window.untilText("#server", "#doing", "waits");
            WindowRobot.onFx(() -> {
                window.stage().hide();
                return null;
            });
            assertFalse(window.text("#server", "#doing").contains("waits"));
        }
    }

    private static void awaitFrames(int count) {
        CountDownLatch frames = new CountDownLatch(count);
        AnimationTimer timer = new AnimationTimer() {
            @Override
            public void handle(long now) {
                frames.countDown();
            }
        };
        WindowRobot.onFx(() -> {
            timer.start();
            return null;
        });
        Await.until("frames go by", () -> frames.getCount() == 0);
        WindowRobot.onFx(() -> {
            timer.stop();
            return null;
        });
    }

    /** Everybody is blocked: client 1 in recv, client 2 in connect, client 3 in send, the server in accept. */
    private static void blockAll(WindowRobot window) {
        // A backlog of 0 leaves room for one connection in the queue; the next connect waits for an answer.
        String full = listen(window, "0");
        connect(window, 1, full);
        window.click("#client", "#recv");
        window.untilText("#client", "#doing", "waits");
        nextClient(window, 2, full);
        window.call("#client", "#socket");
        window.click("#client", "#connect");
        window.untilText("#client", "#doing", "waits");

        String open = listen(window, "5");
        nextClient(window, 3, open);
        connect(window, 3, open);
        WindowRobot.onFx(() -> {
            window.onPanel("#client", "#text", PayloadField.class).take("x".repeat(MORE_THAN_THE_BUFFERS));
            return null;
        });
        window.click("#client", "#send");
        window.untilText("#client", "#doing", "waits");

        listen(window, "5");
        window.click("#server", "#accept");
        window.untilText("#server", "#doing", "waits");
    }

    /** The server makes a further socket that listens; nobody accepts from it. Answers its port. */
    private static String listen(WindowRobot window, String backlog) {
        String port = Integer.toString(Ports.free());
        window.type("#server", "#port", port);
        window.type("#server", "#backlog", backlog);
        window.call("#server", "#socket");
        window.call("#server", "#bind");
        window.call("#server", "#listen");
        return port;
    }

    private static void nextClient(WindowRobot window, int number, String port) {
        window.click("#addClient");
        window.untilText("#client", "#name", "client " + number);
        window.type("#client", "#port", port);
    }

    private static void connect(WindowRobot window, int number, String port) {
        window.untilText("#client", "#name", "client " + number);
        window.type("#client", "#port", port);
        window.call("#client", "#socket");
        window.call("#client", "#connect");
    }

    private static Set<String> sockets() {
        return Arrays.stream(Path.of("/proc/self/fd").toFile().list())
                .map(fd -> {
                    try {
                        return Files.readSymbolicLink(Path.of("/proc/self/fd", fd)).toString();
                    } catch (IOException e) {
                        return ""; // Closed meanwhile.
                    }
                })
                .filter(target -> target.startsWith("socket:"))
                .collect(Collectors.toSet());
    }
}
