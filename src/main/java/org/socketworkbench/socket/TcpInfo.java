package org.socketworkbench.socket;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * What TCP knows about one connection, from getsockopt's TCP_INFO. For a listener, {@code unacked} is the number of
 * connections that wait for accept, and {@code sacked} is the backlog.
 *
 * @param unacked           segments sent and not yet acknowledged
 * @param sacked            segments that arrived after a gap
 * @param sendMss           the largest segment that is sent, in bytes of data
 * @param rttMicros         the smoothed round trip time, in microseconds (RFC 6298)
 * @param congestionWindow  how many segments may be in flight (RFC 5681)
 * @param retransmissions   segments sent again since the connection began
 * @param bytesAcknowledged bytes that the peer's kernel has acknowledged; the SYN of the side that connected and a FIN
 *                          count as one each
 * @param bytesReceived     bytes that arrived in order; a FIN counts as one
 * @param notSentBytes      bytes that were handed over but not sent yet
 * @see <a href="https://man7.org/linux/man-pages/man7/tcp.7.html">man 7 tcp; struct tcp_info in {@code
 *      <linux/tcp.h>}</a>
 */
public record TcpInfo(TcpState state, int unacked, int sacked, int sendMss, int rttMicros, int congestionWindow,
        int retransmissions, long bytesAcknowledged, long bytesReceived, int notSentBytes) {
    /** The size of the struct up to the last field that is read here, in bytes. */
    private static final int BYTES = 148;

    /** What the struct's bytes say; empty if there are fewer than are read here. */
    public static Optional<TcpInfo> of(Bytes struct) {
        if (struct.kept() < BYTES) {
            return Optional.empty();
        }
        ByteBuffer b = struct.buffer().order(ByteOrder.nativeOrder());
        return TcpState.of(b.get(0))
                .map(state -> new TcpInfo(state, b.getInt(24), b.getInt(28), b.getInt(16), b.getInt(68),
                        b.getInt(80), b.getInt(100), b.getLong(120), b.getLong(128), b.getInt(144)));
    }
}
