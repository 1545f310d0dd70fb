package org.socketworkbench.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.socketworkbench.socket.SocketAddress;

/** How far the kernel has got with ending a connection that no descriptor shows any more. */
public final class Farewells {
    private static final Path TABLE = Path.of("/proc/self/net/tcp");
    private static final int FIN_WAIT_2 = 5;

    private Farewells() {}

    /**
     * Waits until the end of a connection that was closed first has the other's acknowledgement. Only then may the
     * other close, if TIME_WAIT is to last: on two processors its FIN can overtake that acknowledgement; TIME_WAIT
     * answers the late one, nobody is there any more to take the answer, and the reset that comes back ends TIME_WAIT
     * at once.
     *
     * @param closed the end that was closed, on the loopback
     * @param other  the end that is still open, on the loopback
     * @see <a href="https://www.rfc-editor.org/rfc/rfc1337">RFC 1337, TIME-WAIT assassination hazards</a>
     */
    public static void awaitAcknowledged(SocketAddress closed, SocketAddress other) {
        String row = String.format(" %s %s %02X ", inTable(closed), inTable(other), FIN_WAIT_2);
        Await.until(closed + " is in FIN_WAIT_2", () -> {
            try {
                return Files.readString(TABLE, StandardCharsets.US_ASCII).contains(row);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** As a little-endian machine writes it. */
    private static String inTable(SocketAddress address) {
        return String.format("0100007F:%04X", ((SocketAddress.Inet4) address).port());
    }
}
