package org.socketworkbench.socket.libc;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;

/** The calls that move bytes between a Java array and the kernel. */
final class Transfers {
    private static final int SCRATCH_BYTES = 64 << 10;

    private final LinuxCaller caller;
    private final MemorySegment scratch;

    Transfers(LinuxCaller caller, Arena arena) {
        this.caller = caller;
        scratch = arena.allocate(SCRATCH_BYTES, 8);
    }

    private interface Transfer {
        Outcome with(MemorySegment buffer) throws Throwable;
    }

    Outcome send(Call.Send c) throws Throwable {
        long size = c.data().length();
        return withBuffer(size, buffer -> {
            fill(buffer, c.data());
            while (true) {
                long sent = (long) LibC.SEND.invokeExact(caller.errno, c.fd(), buffer, size, c.flags());
                if (sent >= 0 || !caller.strayInterruption()) {
                    return caller.done(sent);
                }
            }
        });
    }

    Outcome sendTo(Call.SendTo c) throws Throwable {
        long size = c.data().length();
        int addressSize = Sockaddr.write(c.address(), caller.address);
        return withBuffer(size, buffer -> {
            fill(buffer, c.data());
            while (true) {
                long sent = (long) LibC.SENDTO.invokeExact(
                        caller.errno, c.fd(), buffer, size, c.flags(), caller.address, addressSize);
                if (sent >= 0 || !caller.strayInterruption()) {
                    return caller.done(sent);
                }
            }
        });
    }

    Outcome recv(Call.Recv c) throws Throwable {
        return withBuffer(c.length(), buffer -> {
            while (true) {
                long received = (long) LibC.RECV.invokeExact(caller.errno, c.fd(), buffer, (long) c.length(), c.flags());
                if (received >= 0) {
                    return new Outcome.Received(taken(c, buffer, received));
                }
                if (!caller.strayInterruption()) {
                    return caller.failed();
                }
            }
        });
    }

    Outcome recvFrom(Call.RecvFrom c) throws Throwable {
        return withBuffer(c.length(), buffer -> {
            while (true) {
                caller.expectAddress();
                long received = (long) LibC.RECVFROM.invokeExact(
                        caller.errno, c.fd(), buffer, (long) c.length(), c.flags(), caller.address, caller.length);
                if (received >= 0) {
                    // A connection's socket leaves the address out.
                    Optional<SocketAddress> sender = caller.length.get(JAVA_INT, 0) == 0
                            ? Optional.empty() : Optional.of(caller.readAddress());
                    return new Outcome.ReceivedFrom(taken(c, buffer, received), sender);
                }
                if (!caller.strayInterruption()) {
                    return caller.failed();
                }
            }
        });
    }

    private Outcome withBuffer(long size, Transfer transfer) throws Throwable {
        if (size <= SCRATCH_BYTES) {
            return transfer.with(scratch);
        }
        try (Arena large = Arena.ofConfined()) {
            return transfer.with(large.allocate(size));
        }
    }

    private static void fill(MemorySegment buffer, Bytes data) {
        if (data.kept() < data.length()) {
            throw new IllegalArgumentException("only the first bytes of this payload were kept");
        }
        MemorySegment.copy(MemorySegment.ofBuffer(data.buffer()), 0, buffer, 0, data.length());
    }

    /**
     * What came. With MSG_TRUNC the count can be more than the buffer holds (man 2 recv); and of a TCP connection the bytes
     * were then thrown away and only counted (man 7 tcp): what is in the buffer is old.
     */
    private Bytes taken(Call.Receiving c, MemorySegment buffer, long received) {
        if ((c.flags() & MessageFlags.MSG_TRUNC) != 0 && caller.isTcp(c.fd())) {
            return Bytes.EMPTY.outOf((int) received);
        }
        return Bytes.owning(buffer.asSlice(0, Math.min(received, c.length())).toArray(JAVA_BYTE)).outOf((int) received);
    }
}
