package org.socketworkbench.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.model.Picture;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.testing.Bench;
import org.socketworkbench.trace.TraceEvent.Note;
import org.socketworkbench.trace.TraceLog;

/** A peer that sends without end: everything is counted, little is kept. */
class FloodTest {
    private static final long GIBIBYTE = 1L << 30;
    private static final int MEBIBYTE = 1 << 20;

    @AutoClose
    private final Bench bench = new Bench();

    @Test
    void aGibibyteIsCountedToTheLastByteInBoundedMemory(TestReporter reporter)
            throws IOException, InterruptedException {
        try (ServerSocket peer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread flood = Thread.ofPlatform().daemon().start(() -> flood(peer));
            Participant client = bench.client();
            long before = usedHeap();
            long begun = bench.log.now();
            client.start(receiver(SocketAddress.Inet4.loopback(peer.getLocalPort())));
            bench.note(client, Note.Kind.PROGRAM_ENDED, 0);
            // The peer's descriptor has gone too: other tests count those of this process.
            flood.join();
            long seconds = (bench.log.now() - begun) / 1_000_000_000;

            Picture picture = bench.picture();
            DescriptorState socket = picture.descriptors().findFirst().orElseThrow();
            assertEquals(GIBIBYTE, socket.receivedBytes());
            assertTrue(socket.peerEnded());
            assertEquals(GIBIBYTE, socket.received().stream().mapToLong(arrival -> arrival.data().length()).sum());
            long kept = socket.received().stream().mapToLong(arrival -> arrival.data().kept()).sum();
            long excerpts = (long) socket.received().size() * TraceLog.EXCERPT_BYTES;
            assertTrue(kept <= TraceLog.PAYLOAD_BYTES + excerpts, "kept " + kept);
            long grown = usedHeap() - before;
            assertTrue(grown < TraceLog.PAYLOAD_BYTES + (48 << 20), "the heap has grown by " + grown);
            reporter.publishEntry("flood", "%d recv calls, %d s, kept %d bytes, heap grown by %d bytes"
                    .formatted(socket.received().size(), seconds, kept, grown));
        }
    }

    private static void flood(ServerSocket peer) {
        try (Socket socket = peer.accept(); OutputStream out = socket.getOutputStream()) {
            byte[] mebibyte = new byte[MEBIBYTE];
            for (long sent = 0; sent < GIBIBYTE; sent += MEBIBYTE) {
                out.write(mebibyte);
            }
        } catch (IOException e) {
            throw new AssertionError(e); // The count will tell.
        }
    }

    private static Program receiver(SocketAddress address) {
        return new Program() {
            @Override
            public String name() {
                return "receiver";
            }

            @Override
            public void run(Process process) throws Ended {
                int fd = (int) process.call(Bench.NEW_SOCKET).value();
                process.call(new Call.Connect(fd, address));
                Outcome received;
                do {
                    received = process.call(new Call.Recv(fd, MEBIBYTE, 0));
                } while (received.value() > 0);
            }
        };
    }

    /** What is reachable: the smallest of a few looks, since the collector may leave something in one. */
    private static long usedHeap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(least, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }
}
