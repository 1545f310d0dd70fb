package org.socketworkbench.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.testing.Bench;
import org.socketworkbench.testing.JavaPrograms;
import org.socketworkbench.trace.TraceEvent;

/** A thousand callers at once, each a program of its own kind: Java's sockets. */
class LoadTest {
    private static final int CALLERS = 1_000;
    private static final int LIMIT_MILLIS = 120_000;

    @AutoClose
    private final Bench bench = new Bench();
    private final Participant server = bench.server();
    /**
     * By each caller's port, how much it asked in the calls that were answered to the end: a port may be used again.
     */
    private final Map<Integer, Long> answered = new ConcurrentHashMap<>();

    @Test
    void theAnswerLoopAnswersAThousandCallersAtOnceToTheByte() throws Exception {
        // Room for all: whom a full queue turns away may leave the server with half a connection, on which it waits for
        // ever.
        server.start(JavaPrograms.answerLoop(Bench.ANY_PORT, CALLERS));
        int port = ((SocketAddress.Inet) bench.listening(server)).port();
        List<Future<?>> calls = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                byte[] question = ("caller " + i + " says abc").repeat(1 + i % 100).getBytes(StandardCharsets.US_ASCII);
                calls.add(callers.submit(() -> call(port, question)));
            }
        }
        for (Future<?> call : calls) {
            call.get();
        }
        Map<Integer, Long> received = new HashMap<>();
        Map<Integer, Long> sent = new HashMap<>();
        countByCaller(received, sent);
        assertEquals(answered, received);
        assertEquals(answered, sent);
    }

    private Void call(int port, byte[] question) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.getOutputStream().write(question);
            socket.shutdownOutput();
            byte[] answer = socket.getInputStream().readAllBytes();
            assertEquals(new String(question, StandardCharsets.US_ASCII).toUpperCase(Locale.ROOT),
                    new String(answer, StandardCharsets.US_ASCII));
            answered.merge(socket.getLocalPort(), (long) question.length, Long::sum);
            return null;
        }
    }

    /** The bytes that the trace tells of, by the callers' ports. */
    private void countByCaller(Map<Integer, Long> received, Map<Integer, Long> sent) {
        Map<Integer, Integer> callerByFd = new HashMap<>();
        bench.events(0).filter(TraceEvent.CallReturned.class::isInstance).map(TraceEvent.CallReturned.class::cast)
                .forEach(e -> {
                    switch (e.call()) {
                        case Call.Accept c when e.outcome() instanceof Outcome.Accepted accepted ->
                            callerByFd.put(accepted.fd(), ((SocketAddress.Inet) accepted.peer()).port());
                        case Call.Recv c when e.outcome().value() > 0 ->
                            received.merge(callerByFd.get(c.fd()), e.outcome().value(), Long::sum);
                        case Call.Send c when e.outcome().value() > 0 ->
                            sent.merge(callerByFd.get(c.fd()), e.outcome().value(), Long::sum);
                        default -> {}
                    }
                });
    }
}
