package org.socketworkbench.socket.libc;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.ControlMessage;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;

/**
 * The calls that move the bytes of several buffers, with C's structs for them. The buffers lie one after the other in
 * one piece of memory. The structs are those of 64-bit Linux.
 */
final class MessageTransfers {
    /** struct iovec: where a buffer is, and its size. */
    private static final int IOVEC = 16;

    // struct msghdr: the offsets of its fields, and its size.
    private static final int NAME = 0;
    private static final int NAME_LENGTH = 8;
    private static final int BUFFERS = 16;
    private static final int BUFFER_COUNT = 24;
    private static final int CONTROL = 32;
    private static final int CONTROL_LENGTH = 40;
    private static final int FLAGS = 48;
    private static final int MSGHDR = 56;

    // struct cmsghdr: its length with what follows it, level and type; then the data, in steps of 8 bytes.
    private static final int LEVEL = 8;
    private static final int TYPE = 12;
    private static final int CMSGHDR = 16;
    private static final int STEP = 8;

    private final LinuxCaller caller;
    private final Transfers transfers;

    MessageTransfers(LinuxCaller caller, Transfers transfers) {
        this.caller = caller;
        this.transfers = transfers;
    }

    Outcome writeV(Call.WriteV c) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffers = buffers(arena, c.lengths(), copied(arena, c));
            while (true) {
                long written = (long) LibC.WRITEV.invokeExact(caller.errno, c.fd(), buffers, c.lengths().size());
                if (written >= 0 || !caller.strayInterruption()) {
                    return caller.done(written);
                }
            }
        }
    }

    Outcome readV(Call.ReadV c) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment whole = arena.allocate(Math.max(1, c.length()));
            MemorySegment buffers = buffers(arena, c.lengths(), whole);
            while (true) {
                long received = (long) LibC.READV.invokeExact(caller.errno, c.fd(), buffers, c.lengths().size());
                if (received >= 0) {
                    return new Outcome.Received(transfers.taken(c, whole, received));
                }
                if (!caller.strayInterruption()) {
                    return caller.failed();
                }
            }
        }
    }

    Outcome sendMsg(Call.SendMsg c) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment message = arena.allocate(MSGHDR, STEP);
            message.set(ADDRESS, BUFFERS, buffers(arena, c.lengths(), copied(arena, c)));
            message.set(JAVA_LONG, BUFFER_COUNT, c.lengths().size());
            if (c.to().isPresent()) {
                message.set(ADDRESS, NAME, caller.address);
                message.set(JAVA_INT, NAME_LENGTH, Sockaddr.write(c.to().get(), caller.address));
            }
            if (!c.control().isEmpty()) {
                MemorySegment control = control(arena, c.control());
                message.set(ADDRESS, CONTROL, control);
                message.set(JAVA_LONG, CONTROL_LENGTH, control.byteSize());
            }
            while (true) {
                long sent = (long) LibC.SENDMSG.invokeExact(caller.errno, c.fd(), message, c.flags());
                if (sent >= 0 || !caller.strayInterruption()) {
                    return caller.done(sent);
                }
            }
        }
    }

    Outcome recvMsg(Call.RecvMsg c) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment whole = arena.allocate(Math.max(1, c.length()));
            MemorySegment message = arena.allocate(MSGHDR, STEP);
            message.set(ADDRESS, NAME, caller.address);
            message.set(ADDRESS, BUFFERS, buffers(arena, c.lengths(), whole));
            message.set(JAVA_LONG, BUFFER_COUNT, c.lengths().size());
            MemorySegment control = arena.allocate(Math.max(1, c.controlLength()), STEP);
            message.set(ADDRESS, CONTROL, c.controlLength() == 0 ? MemorySegment.NULL : control);
            while (true) {
                message.set(JAVA_INT, NAME_LENGTH, Sockaddr.MAX_BYTES);
                message.set(JAVA_LONG, CONTROL_LENGTH, c.controlLength());
                long received = (long) LibC.RECVMSG.invokeExact(caller.errno, c.fd(), message, c.flags());
                if (received >= 0) {
                    return received(message, transfers.taken(c, whole, received),
                            control.asSlice(0, message.get(JAVA_LONG, CONTROL_LENGTH)));
                }
                if (!caller.strayInterruption()) {
                    return caller.failed();
                }
            }
        }
    }

    private Outcome received(MemorySegment message, Bytes data, MemorySegment control) throws Throwable {
        int nameLength = message.get(JAVA_INT, NAME_LENGTH);
        Optional<SocketAddress> sender =
                nameLength == 0 ? Optional.empty() : Optional.of(Sockaddr.read(caller.address, nameLength));
        int flags = message.get(JAVA_INT, FLAGS);
        List<ControlMessage> kept = new ArrayList<>();
        for (ControlMessage one : controlMessages(control)) {
            if (one.isRights()) {
                // This is also what the kernel does with descriptors for which there is no room.
                close(one.data());
                flags |= MessageFlags.MSG_CTRUNC;
            } else {
                kept.add(one);
            }
        }
        return new Outcome.ReceivedMessage(data, sender, kept, flags);
    }

    private void close(Bytes descriptors) throws Throwable {
        MemorySegment numbers = MemorySegment.ofArray(descriptors.toArray());
        for (long at = 0; at + Integer.BYTES <= numbers.byteSize(); at += Integer.BYTES) {
            int ignored = (int) LibC.CLOSE.invokeExact(caller.errno, numbers.get(JAVA_INT.withByteAlignment(1), at));
        }
    }

    private static MemorySegment copied(Arena arena, Call.Sending c) {
        int size = Transfers.size(c);
        MemorySegment whole = arena.allocate(Math.max(1, size));
        c.data().copyTo(whole.asByteBuffer());
        return whole;
    }

    /** An array of struct iovec. */
    private static MemorySegment buffers(Arena arena, List<Integer> lengths, MemorySegment whole) {
        MemorySegment buffers = arena.allocate(Math.max(1, lengths.size()) * (long) IOVEC, STEP);
        long begin = 0;
        for (int i = 0; i < lengths.size(); i++) {
            buffers.set(ADDRESS, (long) i * IOVEC, whole.asSlice(begin));
            buffers.set(JAVA_LONG, (long) i * IOVEC + STEP, lengths.get(i));
            begin += lengths.get(i);
        }
        return buffers;
    }

    private static MemorySegment control(Arena arena, List<ControlMessage> messages) {
        MemorySegment control =
                arena.allocate(messages.stream().mapToLong(one -> aligned(CMSGHDR + one.data().length())).sum(), STEP);
        long at = 0;
        for (ControlMessage one : messages) {
            byte[] data = one.data().toArray();
            control.set(JAVA_LONG, at, CMSGHDR + data.length);
            control.set(JAVA_INT, at + LEVEL, one.level());
            control.set(JAVA_INT, at + TYPE, one.type());
            MemorySegment.copy(data, 0, control, JAVA_BYTE, at + CMSGHDR, data.length);
            at += aligned(CMSGHDR + data.length);
        }
        return control;
    }

    /** What the kernel has written; the last message may be cut off if there was no room for the rest. */
    private static List<ControlMessage> controlMessages(MemorySegment control) {
        List<ControlMessage> messages = new ArrayList<>();
        long at = 0;
        while (at + CMSGHDR <= control.byteSize()) {
            long length = control.get(JAVA_LONG, at);
            if (length < CMSGHDR) {
                break;
            }
            long end = Math.min(at + length, control.byteSize());
            byte[] data = control.asSlice(at + CMSGHDR, end - at - CMSGHDR).toArray(JAVA_BYTE);
            messages.add(new ControlMessage(control.get(JAVA_INT, at + LEVEL), control.get(JAVA_INT, at + TYPE),
                    Bytes.owning(data)));
            at += aligned(length);
        }
        return messages;
    }

    private static long aligned(long length) {
        return Math.ceilDiv(length, STEP) * STEP;
    }
}
