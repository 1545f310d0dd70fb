package org.socketworkbench.kernel;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.SocketRow;

/**
 * Linux's table of the TCP sockets that IPv4 can reach: those of IPv4, and those of IPv6 that take IPv4 calls as well, as the
 * servers of many programs do. (A listener on :: may have refused IPv4; the table does not tell.)
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_net.5.html">man 5 proc_net</a>
 */
final class TcpTable {
    private static final Path TABLE = Path.of("/proc/self/net/tcp");
    private static final Path TABLE6 = Path.of("/proc/self/net/tcp6");
    /** The hexadecimal digits of 32 bits. */
    private static final int WORD = 8;
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private TcpTable() {}

    /** All rows as they are now; {@code ours} maps the inodes of our sockets to their descriptors. */
    static List<SocketRow> read(Map<Long, Integer> ours) throws IOException {
        List<SocketRow> rows = parse(Files.readString(TABLE, StandardCharsets.US_ASCII), ours);
        if (Files.exists(TABLE6)) {
            rows.addAll(parse(Files.readString(TABLE6, StandardCharsets.US_ASCII), ours));
        }
        return rows;
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
    static List<SocketRow> parse(String table, Map<Long, Integer> ours) {
        List<SocketRow> rows = new ArrayList<>();
        table.lines().skip(1).forEach(line -> {
            String[] field = line.strip().split("\\s+");
            if (!isIPv4(field[1]) || !isIPv4(field[2])) {
                return;
            }
            String[] queues = field[4].split(":");
            long inode = Long.parseLong(field[9]);
            rows.add(new SocketRow(address(field[1]), address(field[2]), TcpState.of(Integer.parseInt(field[3], 16)),
                    Long.parseLong(queues[0], 16), Long.parseLong(queues[1], 16),
                    ours.getOrDefault(inode, SocketRow.NOT_OURS), inode != 0));
        });
        return rows;
    }

    /** Whether an address is of IPv4, as {@code 0100007F:1F90} is, or an IPv6 address that stands for one. */
    private static boolean isIPv4(String text) {
        int words = text.indexOf(':') / WORD;
        if (words == 1) {
            return true;
        }
        boolean mapped = word(text, 0) == 0 && word(text, 1) == 0 && word(text, 2) == 0xffff;
        return mapped || text.startsWith("0".repeat(words * WORD));
    }

    /** An address as the table has it: its last word is the IPv4 host, then comes the port. */
    private static SocketAddress address(String text) {
        int colon = text.indexOf(':');
        return new SocketAddress.Inet4(word(text, colon / WORD - 1), Integer.parseInt(text, colon + 1, colon + 5, 16));
    }

    /** One of an address's words of 32 bits, which the table writes as this machine's numbers. */
    private static int word(String text, int index) {
        int word = Integer.parseUnsignedInt(text, index * WORD, (index + 1) * WORD, 16);
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Integer.reverseBytes(word) : word;
    }
}
