package org.socketworkbench.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socketworkbench.engine.Participant;
import org.socketworkbench.testing.Await;
import org.socketworkbench.testing.Tools;
import org.socketworkbench.trace.TraceEvent.Note;

/** Python's own library, unmodified, on the engine's calls; other programs of this machine at the other end. */
class StandardLibraryTest {
    @TempDir
    private Path folder;
    @AutoClose
    private final ScriptBench bench = new ScriptBench();

    @Test
    void httpServerAnswersCurl() throws Exception {
        Tools.need("curl", "curl");
        Files.writeString(folder.resolve("page.html"), "<p>Hello</p>\n");
        bench.start(bench.server, """
                from http.server import HTTPServer, SimpleHTTPRequestHandler
                server = HTTPServer(('127.0.0.1', 0), SimpleHTTPRequestHandler)
                print(server.server_port, flush=True)
                server.serve_forever()
                """, folder.toRealPath());
        String url = "http://127.0.0.1:" + number(bench.server) + "/";
        assertEquals("<p>Hello</p>\n", run("curl", "-s", url + "page.html"));
        assertTrue(run("curl", "-s", "-i", url + "none.html").startsWith("HTTP/1.0 404 "));
        assertTrue(run("curl", "-s", url).contains("page.html"));
    }

    @Test
    void aThreadingServerServesTwentyCallers() throws Exception {
        Tools.need("python3", "python3");
        bench.start(bench.server, """
                import socketserver

                class Upper(socketserver.StreamRequestHandler):
                    def handle(self):
                        for line in self.rfile:
                            self.wfile.write(line.upper())

                socketserver.ThreadingTCPServer.daemon_threads = True
                with socketserver.ThreadingTCPServer(('127.0.0.1', 0), Upper) as server:
                    print(server.server_address[1], flush=True)
                    server.serve_forever()
                """);
        int port = number(bench.server);
        List<Process> callers = IntStream.range(0, 20).mapToObj(caller -> start("python3", "-c", """
                import socket, sys
                with socket.create_connection(('127.0.0.1', int(sys.argv[1]))) as connection:
                    for turn in range(3):
                        connection.sendall(b'caller %s turn %d\\n' % (sys.argv[2].encode(), turn))
                        print(connection.recv(100).decode(), end='')
                """, Integer.toString(port), Integer.toString(caller))).toList();
        for (int caller = 0; caller < callers.size(); caller++) {
            String who = "CALLER " + caller + " TURN ";
            assertEquals(who + "0\n" + who + "1\n" + who + "2\n", output(callers.get(caller)));
        }
        assertEquals(20, bench.notes(bench.server).filter(note -> note.kind() == Note.Kind.THREAD_STARTED).count());
        Await.until("every thread ends",
                () -> bench.notes(bench.server).filter(note -> note.kind() == Note.Kind.THREAD_ENDED).count() == 20);
    }

    @Test
    void asyncioServesAndCalls() {
        bench.start(bench.server, """
                import asyncio

                async def answer(reader, writer):
                    while line := await reader.readline():
                        writer.write(line.upper())
                        await writer.drain()
                    writer.close()

                async def main():
                    server = await asyncio.start_server(answer, '127.0.0.1', 0)
                    print(server.sockets[0].getsockname()[1], flush=True)
                    async with server:
                        await server.serve_forever()

                asyncio.run(main())
                """);
        bench.start(bench.client, """
                import asyncio

                async def call(number):
                    reader, writer = await asyncio.open_connection('127.0.0.1', %d)
                    for turn in range(2):
                        writer.write(b'%%d %%d hello\\n' %% (number, turn))
                        await writer.drain()
                        print((await reader.readline()).decode().strip())
                    writer.close()
                    await writer.wait_closed()

                async def main():
                    await asyncio.gather(*(call(number) for number in range(3)))

                asyncio.run(main())
                """.formatted(number(bench.server)));
        assertEquals(Note.Kind.PROGRAM_ENDED, bench.end(bench.client).kind(),
                () -> bench.errors(bench.client).toString());
        assertEquals(List.of("0 0 HELLO", "0 1 HELLO", "1 0 HELLO", "1 1 HELLO", "2 0 HELLO", "2 1 HELLO"),
                bench.output(bench.client).stream().sorted().toList());
    }

    @Test
    void selectorsServeSeveralConnectionsOnOneThread() {
        bench.start(bench.server, """
                import selectors, socket

                selector = selectors.DefaultSelector()
                listener = socket.create_server(('127.0.0.1', 0))
                listener.setblocking(False)
                selector.register(listener, selectors.EVENT_READ)
                print(listener.getsockname()[1], flush=True)
                gone = 0
                while gone < 2:
                    for key, events in selector.select():
                        if key.fileobj is listener:
                            connection, caller = listener.accept()
                            connection.setblocking(False)
                            selector.register(connection, selectors.EVENT_READ)
                        elif data := key.fileobj.recv(100):
                            key.fileobj.sendall(data.upper())
                        else:
                            selector.unregister(key.fileobj)
                            key.fileobj.close()
                            gone += 1
                """);
        bench.start(bench.client, """
                import socket
                one, two = (socket.create_connection(('127.0.0.1', %d)) for each in range(2))
                two.sendall(b'two')
                print(two.recv(100))
                one.sendall(b'one')
                print(one.recv(100))
                one.close()
                two.close()
                """.formatted(number(bench.server)));
        assertEquals(Note.Kind.PROGRAM_ENDED, bench.end(bench.server).kind(),
                () -> bench.errors(bench.server).toString());
        assertEquals(List.of("b'TWO'", "b'ONE'"), bench.output(bench.client));
    }

    @Test
    void httpClientAsksPythonsOwnServer() throws Exception {
        Tools.need("python3", "python3");
        Files.writeString(folder.resolve("page.html"), "<p>Hello</p>");
        Process server = start("python3", "-u", "-c", """
                from http.server import HTTPServer, SimpleHTTPRequestHandler
                import os, sys
                os.chdir(sys.argv[1])
                server = HTTPServer(('127.0.0.1', 0), SimpleHTTPRequestHandler)
                print(server.server_port)
                server.serve_forever()
                """, folder.toString());
        try {
            String port = server.inputReader(StandardCharsets.UTF_8).readLine();
            Note end = bench.run("""
                    from http.client import HTTPConnection
                    connection = HTTPConnection('localhost', %s)
                    for path in '/page.html', '/none.html':
                        connection.request('GET', path)
                        answer = connection.getresponse()
                        body = answer.read()
                        print(answer.status, answer.reason, body if answer.status == 200 else '')
                    connection.close()
                    """.formatted(port));
            assertEquals(Note.Kind.PROGRAM_ENDED, end.kind(), () -> bench.errors(bench.server).toString());
            assertEquals(List.of("200 OK b'<p>Hello</p>'", "404 File not found "), bench.output(bench.server));
        } finally {
            server.destroy();
        }
    }

    /** The number that a program prints first. */
    private int number(Participant who) {
        Await.until("a number is printed", () -> !bench.output(who).isEmpty()
                || bench.notes(who).anyMatch(note -> note.kind() == Note.Kind.PROGRAM_FAILED));
        assertEquals(List.of(), bench.errors(who));
        return Integer.parseInt(bench.output(who).getFirst());
    }

    private static Process start(String... command) {
        try {
            return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        return output(start(command));
    }

    private static String output(Process process) throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor());
        return output;
    }
}
