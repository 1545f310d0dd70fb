package org.socketworkbench.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.testing.Await;
import org.socketworkbench.testing.Bench;
import org.socketworkbench.testing.JavaPrograms;
import org.socketworkbench.testing.Tools;

/** The other end of the line is somebody else's program. */
class RealPeersTest {
    @AutoClose
    private final Bench bench = new Bench();

    @Test
    void netcatIsAnswered() throws Exception {
        Tools.need("nc", "netcat-openbsd");
        SocketAddress.Inet4 address = answerLoop();
        Process nc = start(List.of("nc", "-N", address.hostText(), Integer.toString(address.port())));
        try {
            try (OutputStream keyboard = nc.getOutputStream()) {
                keyboard.write("hello from nc\n".getBytes(StandardCharsets.US_ASCII));
            }
            assertEquals("HELLO FROM NC\n", new String(nc.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
            assertEquals(0, nc.waitFor());
        } finally {
            nc.destroyForcibly();
        }
        Await.until("the server hangs up after netcat", () -> bench.picture().descriptors()
                .anyMatch(d -> d.isAccepted() && !d.isOpen() && d.receivedBytes() == 14 && d.sentBytes() == 14
                        && d.peerEnded()));
    }

    @Test
    void aPythonClientIsAnsweredAsOftenAsItAsks() throws Exception {
        SocketAddress.Inet4 address = answerLoop();
        assertEquals("b'ONE'\nb'TWO \\xc3\\xa4'\n", Tools.python("""
                import socket
                with socket.create_connection(('%s', %d)) as s:
                    for text in 'one', 'two \\u00e4':
                        s.sendall(text.encode())
                        print(s.recv(1024))
                """.formatted(address.hostText(), address.port())));
        Await.until("the server saw the end", () -> bench.picture().descriptors()
                .anyMatch(d -> d.isAccepted() && !d.isOpen() && d.peerEnded()));
    }

    @Test
    void aPythonClientThatBreaksOffDoesNotEndTheServer() throws Exception {
        SocketAddress.Inet4 address = answerLoop();
        String breakOff = """
                import socket, struct
                s = socket.create_connection(('%s', %d))
                s.sendall(b'rude')
                s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
                s.close()
                """.formatted(address.hostText(), address.port());
        for (int i = 0; i < 5; i++) {
            Tools.python(breakOff);
        }
        Participant client = bench.client();
        int polite = bench.connected(client, address);
        bench.send(client, polite, "polite");
        assertEquals("POLITE",
                new String(((Outcome.Received) bench.recv(client, polite)).data().toArray(), StandardCharsets.UTF_8));
    }

    @Test
    void aPageIsFetchedFromPythonsWebServer(@TempDir Path folder) throws Exception {
        Tools.need("python3", "python3");
        Files.writeString(folder.resolve("hello.txt"), "Hello from a file\n");
        Process web = start(List.of("python3", "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory",
                folder.toString()));
        try (BufferedReader output = web.inputReader(StandardCharsets.UTF_8)) {
            Matcher port = Pattern.compile("port (\\d+)").matcher(output.readLine());
            assertTrue(port.find());
            Participant client = bench.client();
            int fd = bench.connected(client, SocketAddress.Inet4.loopback(Integer.parseInt(port.group(1))));
            bench.send(client, fd, "GET /hello.txt HTTP/1.0\r\nHost: localhost\r\n\r\n");
            StringBuilder page = new StringBuilder();
            while (bench.recv(client, fd) instanceof Outcome.Received some && some.value() > 0) {
                page.append(new String(some.data().toArray(), StandardCharsets.UTF_8));
            }
            assertTrue(page.toString().startsWith("HTTP/1.0 200 OK\r\n"), page::toString);
            assertTrue(page.toString().endsWith("\r\n\r\nHello from a file\n"), page::toString);
            bench.call(client, new Call.Close(fd));
        } finally {
            web.destroyForcibly();
        }
    }

    private SocketAddress.Inet4 answerLoop() {
        Participant server = bench.server();
        server.start(JavaPrograms.answerLoop(Bench.ANY_PORT));
        return (SocketAddress.Inet4) bench.listening(server);
    }

    private static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
