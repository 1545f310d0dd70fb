package org.socketworkbench.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.TcpRow;

/**
 * Linux's table of IPv4 TCP sockets.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_net.5.html">man 5 proc_net</a>
 */
final class TcpTable {
    private static final Path TABLE = Path.of("/proc/self/net/tcp");
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private TcpTable() {}

    /** All rows as they are now; {@code ours} maps the inodes of our sockets to their descriptors. */
    static List<TcpRow> read(Map<Long, Integer> ours) throws IOException {
        return parse(Files.readString(TABLE, StandardCharsets.US_ASCII), ours);
    }

    /** The inode of the socket behind a descriptor of this process, or -1 if it is none. */
    static long inode(int fd) {
        try {
            String target = Files.readSymbolicLink(DESCRIPTORS.resolve(Integer.toString(fd))).toString();
            return target.startsWith("socket:[") ? Long.parseLong(target, 8, target.length() - 1, 10) : -1;
        } catch (IOException e) {
            return -1; // It was closed meanwhile.
        }
    }

    /** The rows of a table's text: a heading, then a line a socket with blank-separated fields. */
    static List<TcpRow> parse(String table, Map<Long, Integer> ours) {
        List<TcpRow> rows = new ArrayList<>();
        table.lines().skip(1).forEach(line -> {
            String[] field = line.strip().split("\\s+");
            String[] queues = field[4].split(":");
            long inode = Long.parseLong(field[9]);
            rows.add(new TcpRow(address(field[1]), address(field[2]), TcpState.of(Integer.parseInt(field[3], 16)),
                    Long.parseLong(queues[0], 16), Long.parseLong(queues[1], 16),
                    ours.getOrDefault(inode, TcpRow.NOT_OURS), inode != 0));
        });
        return rows;
    }

    /** An address as the table has it, {@code 0100007F:1F90}: the host's 32 bits as this machine's number, then the port. */
    private static SocketAddress address(String text) {
        int host = Integer.parseUnsignedInt(text, 0, 8, 16);
        if (java.nio.ByteOrder.nativeOrder() == java.nio.ByteOrder.LITTLE_ENDIAN) {
            host = Integer.reverseBytes(host);
        }
        return new SocketAddress.Inet4(host, Integer.parseInt(text, 9, 13, 16));
    }
}
