package org.socketworkbench.socket.libc;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.FileFlags;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.PollEntry;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.Sockets;
import org.socketworkbench.socket.TcpInfo;

/**
 * Inspects this process's sockets with system calls that change nothing.
 *
 * <p>SIOCOUTQ, the counterpart of FIONREAD, is of no use here: it counts bytes only for TCP, where the kernel's table
 * shows them as well; for other sockets it reports memory.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/tcp.7.html">man 7 tcp</a>
 * @see <a href="https://man7.org/linux/man-pages/man7/udp.7.html">man 7 udp</a>
 * @see <a href="https://man7.org/linux/man-pages/man7/unix.7.html">man 7 unix</a>
 */
final class LinuxLooks implements Sockets.Looks {
    /** From {@code <asm-generic/ioctls.h>}, equal to SIOCINQ: the same on x86-64 and aarch64. */
    private static final long FIONREAD = 0x541B;
    /** From {@code <fcntl.h>}, the same on x86-64 and aarch64. */
    private static final int F_GETFL = 3;

    private interface Look<T> {
        T with(Arena arena, MemorySegment errno) throws Throwable;
    }

    @Override
    public Optional<TcpInfo> tcpInfo(int fd) {
        int size = SocketOption.TCP_INFO.format().bytes();
        return look((arena, errno) -> {
            MemorySegment info = arena.allocate(size, 8);
            MemorySegment length = arena.allocateFrom(JAVA_INT, size);
            int result = (int) LibC.GETSOCKOPT.invokeExact(
                    errno, fd, SocketOption.TCP_INFO.level(), SocketOption.TCP_INFO.number(), info, length);
            return result < 0 ? Optional.empty()
                    : TcpInfo.of(Bytes.owning(info.asSlice(0, length.get(JAVA_INT, 0)).toArray(JAVA_BYTE)));
        });
    }

    @Override
    public OptionalLong unread(int fd) {
        return look((arena, errno) -> {
            MemorySegment count = arena.allocate(JAVA_INT);
            int result = (int) LibC.IOCTL.invokeExact(errno, fd, FIONREAD, count);
            return result < 0 ? OptionalLong.empty() : OptionalLong.of(count.get(JAVA_INT, 0));
        });
    }

    @Override
    public Optional<Ends> ends(int fd) {
        return look((arena, errno) -> {
            Optional<SocketAddress> local = address(LibC.GETSOCKNAME, arena, errno, fd);
            Optional<SocketAddress> remote = address(LibC.GETPEERNAME, arena, errno, fd);
            return local.flatMap(own -> remote.map(peer -> new Ends(own, peer)));
        });
    }

    @Override
    public boolean wouldWait(Call.SystemCall call) {
        return switch (call) {
            case Call.Accept c -> isListener(c.fd()) && isBlocking(c.fd()) && nothingReady(c.fd());
            case Call.Receiving c ->
                c.length() > 0 && (c.flags() & (MessageFlags.MSG_DONTWAIT | MessageFlags.MSG_OOB)) == 0
                        && nothingReady(c.fd()) && isBlocking(c.fd()) && !isListener(c.fd());
            // An epoll descriptor can itself be asked whether there is something to read.
            case Call.EpollWait c -> c.timeoutMillis() != 0 && nothingReady(c.fd());
            case Call.Polling c -> c.withinNanos() != 0 && isNothingReady(c.entries());
            case Call.Select c ->
                c.timeoutMicros() != 0 && !c.fds().contains(Call.NO_DESCRIPTOR) && isNothingReady(entries(c));
            default -> false;
        };
    }

    private static boolean nothingReady(int fd) {
        return isNothingReady(List.of(new PollEntry(fd, PollEntry.POLLIN)));
    }

    private static boolean isNothingReady(List<PollEntry> entries) {
        return look((arena, errno) -> (int) LibC.POLL.invokeExact(errno, Readiness.pollfds(arena, entries),
                (long) entries.size(), 0) == 0);
    }

    private static List<PollEntry> entries(Call.Select c) {
        return Stream.of(c.read().stream().map(fd -> new PollEntry(fd, PollEntry.POLLIN)),
                c.write().stream().map(fd -> new PollEntry(fd, PollEntry.POLLOUT)),
                c.except().stream().map(fd -> new PollEntry(fd, PollEntry.POLLPRI))).flatMap(part -> part).toList();
    }

    private static boolean isBlocking(int fd) {
        return look((arena, errno) -> ((int) LibC.FCNTL.invokeExact(errno, fd, F_GETFL) & FileFlags.O_NONBLOCK) == 0);
    }

    private static boolean isListener(int fd) {
        return look((arena, errno) -> {
            MemorySegment value = arena.allocate(JAVA_INT);
            MemorySegment length = arena.allocateFrom(JAVA_INT, Integer.BYTES);
            int result = (int) LibC.GETSOCKOPT.invokeExact(
                    errno, fd, SocketOption.SO_ACCEPTCONN.level(), SocketOption.SO_ACCEPTCONN.number(), value, length);
            return result == 0 && value.get(JAVA_INT, 0) != 0;
        });
    }

    private static Optional<SocketAddress> address(MethodHandle name, Arena arena, MemorySegment errno, int fd)
            throws Throwable {
        MemorySegment address = arena.allocate(Sockaddr.MAX_BYTES, 8);
        MemorySegment length = arena.allocateFrom(JAVA_INT, Sockaddr.MAX_BYTES);
        int result = (int) name.invokeExact(errno, fd, address, length);
        return result < 0 ? Optional.empty() : Optional.of(Sockaddr.read(address, length.get(JAVA_INT, 0)));
    }

    private static <T> T look(Look<T> look) {
        try (Arena arena = Arena.ofConfined()) {
            return look.with(arena, arena.allocate(LibC.ERRNO_LAYOUT));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw LibC.defect(e);
        }
    }
}
