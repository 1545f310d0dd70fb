package org.socketworkbench.socket.libc;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
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
    private final ByteBuffer scratchBuffer;

    Transfers(LinuxCaller caller, Arena arena) {
        this.caller = caller;
        scratch = arena.allocate(SCRATCH_BYTES, 8);
        scratchBuffer = scratch.asByteBuffer();
    }

    Outcome send(Call.Send c) throws Throwable {
        int size = size(c);
        if (size <= SCRATCH_BYTES) {
            return send(c, scratch, scratchBuffer.clear());
        }
        try (Arena once = Arena.ofConfined()) {
            MemorySegment large = once.allocate(size);
            return send(c, large, large.asByteBuffer());
        }
    }

    private Outcome send(Call.Send c, MemorySegment buffer, ByteBuffer same) throws Throwable {
        c.data().copyTo(same);
        while (true) {
            long sent = (long) LibC.SEND.invokeExact(caller.errno, c.fd(), buffer, (long) c.data().length(), c.flags());
            if (sent >= 0 || !caller.strayInterruption()) {
                return caller.done(sent);
            }
        }
    }

    Outcome write(Call.Write c) throws Throwable {
        int size = size(c);
        if (size <= SCRATCH_BYTES) {
            return write(c, scratch, scratchBuffer.clear());
        }
        try (Arena once = Arena.ofConfined()) {
            MemorySegment large = once.allocate(size);
            return write(c, large, large.asByteBuffer());
        }
    }

    private Outcome write(Call.Write c, MemorySegment buffer, ByteBuffer same) throws Throwable {
        c.data().copyTo(same);
        while (true) {
            long written = (long) LibC.WRITE.invokeExact(caller.errno, c.fd(), buffer, (long) c.data().length());
            if (written >= 0 || !caller.strayInterruption()) {
                return caller.done(written);
            }
        }
    }

    Outcome sendTo(Call.SendTo c) throws Throwable {
        int size = size(c);
        if (size <= SCRATCH_BYTES) {
            return sendTo(c, scratch, scratchBuffer.clear());
        }
        try (Arena once = Arena.ofConfined()) {
            MemorySegment large = once.allocate(size);
            return sendTo(c, large, large.asByteBuffer());
        }
    }

    private Outcome sendTo(Call.SendTo c, MemorySegment buffer, ByteBuffer same) throws Throwable {
        c.data().copyTo(same);
        int addressSize = Sockaddr.write(c.address(), caller.address);
        while (true) {
            long sent =
                    (long) LibC.SENDTO.invokeExact(caller.errno, c.fd(), buffer, (long) c.data().length(), c.flags(),
                            caller.address, addressSize);
            if (sent >= 0 || !caller.strayInterruption()) {
                return caller.done(sent);
            }
        }
    }

    Outcome recv(Call.Recv c) throws Throwable {
        if (c.length() <= SCRATCH_BYTES) {
            return recv(c, scratch);
        }
        try (Arena large = Arena.ofConfined()) {
            return recv(c, large.allocate(c.length()));
        }
    }

    private Outcome recv(Call.Recv c, MemorySegment buffer) throws Throwable {
        while (true) {
            long received = (long) LibC.RECV.invokeExact(caller.errno, c.fd(), buffer, (long) c.length(), c.flags());
            if (received >= 0) {
                return new Outcome.Received(taken(c, buffer, received));
            }
            if (!caller.strayInterruption()) {
                return caller.failed();
            }
        }
    }

    Outcome read(Call.Read c) throws Throwable {
        if (c.length() <= SCRATCH_BYTES) {
            return read(c, scratch);
        }
        try (Arena large = Arena.ofConfined()) {
            return read(c, large.allocate(c.length()));
        }
    }

    private Outcome read(Call.Read c, MemorySegment buffer) throws Throwable {
        while (true) {
            long received = (long) LibC.READ.invokeExact(caller.errno, c.fd(), buffer, (long) c.length());
            if (received >= 0) {
                return new Outcome.Received(taken(c, buffer, received));
            }
            if (!caller.strayInterruption()) {
                return caller.failed();
            }
        }
    }

    Outcome recvFrom(Call.RecvFrom c) throws Throwable {
        if (c.length() <= SCRATCH_BYTES) {
            return recvFrom(c, scratch);
        }
        try (Arena large = Arena.ofConfined()) {
            return recvFrom(c, large.allocate(c.length()));
        }
    }

    private Outcome recvFrom(Call.RecvFrom c, MemorySegment buffer) throws Throwable {
        while (true) {
            caller.expectAddress();
            long received = (long) LibC.RECVFROM.invokeExact(
                    caller.errno, c.fd(), buffer, (long) c.length(), c.flags(), caller.address, caller.length);
            if (received >= 0) {
                // A connected stream socket returns no address.
                Optional<SocketAddress> sender = caller.length.get(JAVA_INT, 0) == 0
                        ? Optional.empty() : Optional.of(caller.readAddress());
                return new Outcome.ReceivedFrom(taken(c, buffer, received), sender);
            }
            if (!caller.strayInterruption()) {
                return caller.failed();
            }
        }
    }

    static int size(Call.Sending c) {
        if (c.data().kept() < c.data().length()) {
            throw new IllegalArgumentException("only the first bytes of this payload were kept");
        }
        return c.data().length();
    }

    /**
     * The bytes received. With MSG_TRUNC the count can exceed the buffer's size (man 2 recv). For a TCP connection, the
     * bytes were then discarded and only counted (man 7 tcp): the buffer holds old data.
     */
    Bytes taken(Call.Receiving c, MemorySegment buffer, long received) {
        if ((c.flags() & MessageFlags.MSG_TRUNC) != 0 && caller.isTcp(c.fd())) {
            return Bytes.EMPTY.outOf((int) received);
        }
        byte[] bytes = new byte[(int) Math.min(received, c.length())];
        MemorySegment.copy(buffer, JAVA_BYTE, 0, bytes, 0, bytes.length);
        return Bytes.owning(bytes).outOf((int) received);
    }
}
