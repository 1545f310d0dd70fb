package org.socketworkbench.platform.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.socketworkbench.platform.SocketTables;
import org.socketworkbench.socket.Sockets;
import org.socketworkbench.socket.TcpInfo;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.SocketRow;
import org.socketworkbench.trace.SocketRow.Transport;

/** Reads the kernel's socket tables, and what else the kernel tells about our own sockets. */
final class LinuxTables implements SocketTables {
    private static final Path NET = Path.of("/proc/self/net");
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private final Sockets.Looks looks;

    LinuxTables(Sockets.Looks looks) {
        this.looks = looks;
    }

    @Override
    public List<SocketRow> read(Set<Integer> fds, UnaryOperator<List<SocketRow>> choice) throws IOException {
        Map<Long, Integer> ours = byInode(fds);
        List<SocketRow> rows = new ArrayList<>();
        rows.addAll(InetTable.parse(Transport.TCP, text("tcp"), ours));
        rows.addAll(InetTable.parse(Transport.TCP, text("tcp6"), ours));
        rows.addAll(InetTable.parse(Transport.UDP, text("udp"), ours));
        rows.addAll(InetTable.parse(Transport.UDP, text("udp6"), ours));
        rows.addAll(UnixTable.parse(text("unix"), ours));
        List<SocketRow> chosen = choice.apply(rows).stream().map(this::closer).toList();
        // A descriptor that was closed meanwhile may already belong to another socket. Then the values read may come
        // from two different sockets.
        ours.entrySet().retainAll(byInode(fds).entrySet());
        Set<Integer> sure = Set.copyOf(ours.values());
        return chosen.stream().map(row -> !row.isOurs() || sure.contains(row.fd()) ? row : nobodys(row)).toList();
    }

    private static String text(String table) throws IOException {
        Path file = NET.resolve(table);
        // A path in it may hold any bytes; a system without IPv6 has no IPv6 tables.
        return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
    }

    private SocketRow closer(SocketRow row) {
        if (!row.isOurs()) {
            return row;
        }
        return switch (row.transport()) {
            case TCP -> with(row, row.receiveQueue(), looks.tcpInfo(row.fd()));
            case UDP, UNIX_DATAGRAM -> with(row, looks.unread(row.fd()).orElse(0), Optional.empty());
            case UNIX_STREAM -> row.state() == TcpState.LISTEN ? row
                    : with(row, looks.unread(row.fd()).orElse(0), Optional.empty());
        };
    }

    private static SocketRow with(SocketRow row, long receiveQueue, Optional<TcpInfo> info) {
        return new SocketRow(row.transport(), row.local(), row.remote(), row.state(), row.sendQueue(), receiveQueue,
                row.fd(), row.held(), info, row.udp());
    }

    /** The row as it looks for a socket that is not ours. */
    private static SocketRow nobodys(SocketRow row) {
        boolean told = row.transport() == Transport.TCP || row.state() == TcpState.LISTEN;
        return new SocketRow(row.transport(), row.local(), row.remote(), row.state(), row.sendQueue(),
                told ? row.receiveQueue() : 0, SocketRow.NOT_OURS, row.held(), Optional.empty(), row.udp());
    }

    /**
     * The sockets among these descriptors, by the inodes that the tables use; the lowest if several stand for one.
     */
    private static Map<Long, Integer> byInode(Set<Integer> fds) {
        Map<Long, Integer> inodes = new HashMap<>();
        for (int fd : fds) {
            inode(fd).ifPresent(inode -> inodes.merge(inode, fd, Math::min));
        }
        return inodes;
    }

    /**
     * The inode of the socket behind a descriptor of this process; empty if it is not a socket or was closed meanwhile.
     */
    static OptionalLong inode(int fd) {
        try {
            String target = Files.readSymbolicLink(DESCRIPTORS.resolve(Integer.toString(fd))).toString();
            return target.startsWith("socket:[") ? OptionalLong.of(Long.parseLong(target, 8, target.length() - 1, 10))
                    : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
