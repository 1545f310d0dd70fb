package org.socketworkbench.platform.linux;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.SocketRow;
import org.socketworkbench.trace.SocketRow.Transport;
import org.socketworkbench.trace.UdpBuffer;

/**
 * Parses Linux's tables of TCP and UDP sockets for IPv4 and IPv6: a heading, then one line per socket.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_net.5.html">man 5 proc_net</a>
 */
final class InetTable {
    /**
     * An address is a series of 32-bit words in host byte order, followed by a port. The lines of the UDP tables end
     * with the drop count.
     */
    private static final Pattern LINE = Pattern.compile("""
            \\s*\\d+:\
             (?<local>\\p{XDigit}{8}|\\p{XDigit}{32}):(?<localPort>\\p{XDigit}{4})\
             (?<remote>\\p{XDigit}{8}|\\p{XDigit}{32}):(?<remotePort>\\p{XDigit}{4})\
             (?<state>\\p{XDigit}{2})\
             (?<send>\\p{XDigit}{8}):(?<receive>\\p{XDigit}{8})\
             \\S+ \\S+ +\\d+ +\\d+ (?<inode>\\d{1,18})\
            (?: \\d+ \\S+ (?<dropped>\\d{1,18}))?(?:\\s.*)?""");
    /** The number of hexadecimal digits in 32 bits. */
    private static final int WORD = 8;

    private InetTable() {}

    /**
     * Parses the sockets in a table's text. A line in another format, as a later kernel may write it, is skipped.
     *
     * @param ours our sockets' descriptors by inode
     */
    static List<SocketRow> parse(Transport transport, String table, Map<Long, Integer> ours) {
        List<SocketRow> rows = new ArrayList<>();
        Matcher line = LINE.matcher("");
        table.lines().skip(1).forEach(text -> {
            if (line.reset(text).matches()) {
                TcpState.of(hex(line, "state")).ifPresent(state -> rows.add(row(transport, line, state, ours)));
            }
        });
        return rows;
    }

    private static SocketRow row(Transport transport, Matcher line, TcpState state, Map<Long, Integer> ours) {
        long inode = Long.parseLong(line.group("inode"));
        boolean udp = transport == Transport.UDP;
        // UDP tables show memory in the queue columns.
        return new SocketRow(transport, address(line, "local"), address(line, "remote"), state,
                udp ? 0 : Long.parseLong(line.group("send"), 16), udp ? 0 : Long.parseLong(line.group("receive"), 16),
                ours.getOrDefault(inode, SocketRow.NOT_OURS), inode != 0, Optional.empty(),
                udp ? Optional.of(new UdpBuffer(Long.parseLong(line.group("receive"), 16), dropped(line)))
                        : Optional.empty());
    }

    private static long dropped(Matcher line) {
        String count = line.group("dropped");
        return count == null ? 0 : Long.parseLong(count);
    }

    private static SocketAddress address(Matcher line, String name) {
        String words = line.group(name);
        int port = hex(line, name + "Port");
        return words.length() == WORD ? new SocketAddress.Inet4(word(words, 0), port)
                : new SocketAddress.Inet6(twoWords(words, 0), twoWords(words, 2), port, 0, 0);
    }

    private static long twoWords(String words, int index) {
        return (long) word(words, index) << 32 | Integer.toUnsignedLong(word(words, index + 1));
    }

    /** One of an address's 32-bit words, which the table writes in host byte order. */
    private static int word(String words, int index) {
        int word = Integer.parseUnsignedInt(words, index * WORD, (index + 1) * WORD, 16);
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Integer.reverseBytes(word) : word;
    }

    private static int hex(Matcher line, String name) {
        return Integer.parseInt(line.group(name), 16);
    }
}
