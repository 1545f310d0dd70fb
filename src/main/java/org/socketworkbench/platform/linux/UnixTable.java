package org.socketworkbench.platform.linux;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.SocketRow;
import org.socketworkbench.trace.SocketRow.Transport;

/**
 * Parses Linux's table of UNIX sockets: a heading, then one line per socket.
 *
 * <p>A connection that waits for accept appears with its listener's path, connected and without an inode; these lines
 * give the queue length. The table shows neither who waits nor how many bytes a socket holds.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_net.5.html">man 5 proc_net</a>
 */
final class UnixTable {
    /** The path may hold any bytes; what follows a newline in it looks like a line of its own. */
    private static final Pattern LINE = Pattern.compile("""
            \\p{XDigit}+: \\p{XDigit}{8} \\p{XDigit}{8} (?<flags>\\p{XDigit}{8}) (?<type>\\p{XDigit}{4})\
             (?<state>\\p{XDigit}{2}) +(?<inode>\\d{1,18})(?: (?<path>.*))?""", Pattern.DOTALL);
    /** __SO_ACCEPTCON, from {@code <linux/net.h>}. */
    private static final long LISTENS = 0x10000;
    /**
     * SS_CONNECTING and SS_CONNECTED, from {@code <linux/net.h>}; the first marks a connection that no process has yet.
     */
    private static final int CONNECTING = 2;
    private static final int CONNECTED = 3;

    private UnixTable() {}

    /**
     * Parses the stream and datagram sockets in a table's text, each of whose characters is one byte. A line in another
     * format is skipped.
     *
     * @param ours our sockets' descriptors by inode
     */
    static List<SocketRow> parse(String table, Map<Long, Integer> ours) {
        List<Line> lines = new ArrayList<>();
        Map<SocketAddress, Long> waiting = new HashMap<>();
        for (String text : table.split("\n")) {
            Matcher matcher = LINE.matcher(text);
            if (matcher.matches()) {
                Line.of(matcher).ifPresent(line -> {
                    lines.add(line);
                    if (line.waits()) {
                        waiting.merge(line.local, 1L, Long::sum);
                    }
                });
            }
        }
        return lines.stream().map(line -> line.row(waiting, ours)).toList();
    }

    private record Line(Transport transport, SocketAddress local, TcpState state, long inode) {
        /** Parses the line if its socket type is known here. */
        static Optional<Line> of(Matcher line) {
            TcpState state = (Long.parseLong(line.group("flags"), 16) & LISTENS) != 0 ? TcpState.LISTEN
                    : switch (Integer.parseInt(line.group("state"), 16)) {
                        case CONNECTING, CONNECTED -> TcpState.ESTABLISHED;
                        default -> TcpState.CLOSED;
                    };
            return transport(Integer.parseInt(line.group("type"), 16))
                    .map(transport -> new Line(transport, address(line.group("path")), state,
                            Long.parseLong(line.group("inode"))));
        }

        private static Optional<Transport> transport(int type) {
            return Stream.of(SocketType.values())
                    .filter(known -> known.number() == type)
                    .map(known -> Transport.of(Family.AF_UNIX, known))
                    .findFirst();
        }

        /** Each zero byte is written as {@code @}, including the first, which marks an abstract name. */
        private static SocketAddress address(String path) {
            if (path == null) {
                return SocketAddress.Unix.UNNAMED;
            }
            byte[] bytes = path.getBytes(StandardCharsets.ISO_8859_1);
            if (bytes.length > 0 && bytes[0] == '@') {
                bytes[0] = 0;
            }
            return new SocketAddress.Unix(Bytes.owning(bytes));
        }

        boolean waits() {
            return transport == Transport.UNIX_STREAM && state == TcpState.ESTABLISHED && inode == 0;
        }

        SocketRow row(Map<SocketAddress, Long> waiting, Map<Long, Integer> ours) {
            long queue = state == TcpState.LISTEN ? waiting.getOrDefault(local, 0L) : 0;
            return new SocketRow(transport, local, SocketAddress.Unix.UNNAMED, state, 0, queue,
                    ours.getOrDefault(inode, SocketRow.NOT_OURS), inode != 0, Optional.empty());
        }
    }
}
