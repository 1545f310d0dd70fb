package org.socketworkbench.socket.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.SocketAddress;

/**
 * Addresses in the kernel's layout: what is written is read again, and no bytes and no length are read beyond their
 * end.
 */
class SockaddrFuzzTest {
    private static final int MUTATIONS = 10_000;
    private static final List<Integer> LENGTHS =
            List.of(Integer.MIN_VALUE, -1, 0, 1, 2, 3, 15, 16, 28, 109, 110, 111, 127, 128, 129,
                    Integer.MAX_VALUE);

    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void whatIsWrittenIsRead() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocate(Sockaddr.MAX_BYTES, 8);
            for (int i = 0; i < MUTATIONS; i++) {
                SocketAddress address = address();
                assertEquals(address, Sockaddr.read(segment, Sockaddr.write(address, segment)));
            }
        }
    }

    @Test
    void anyBytesOfAnyLengthAreAnAddress() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocate(Sockaddr.MAX_BYTES, 8);
            for (int i = 0; i < MUTATIONS; i++) {
                segment.copyFrom(MemorySegment.ofArray(bytes(Sockaddr.MAX_BYTES, 0).toArray()));
                Family family = Family.values()[i % Family.values().length];
                segment.set(ValueLayout.JAVA_SHORT, 0, (short) family.number());
                SocketAddress read = Sockaddr.read(segment, LENGTHS.get(random.nextInt(LENGTHS.size())));
                assertEquals(family, read.family());
                Sockaddr.write(read, segment);
            }
        }
        System.out.println(MUTATIONS + " addresses of any bytes in the kernel's layout were read");
    }

    private SocketAddress address() {
        int port = random.nextInt(SocketAddress.MAX_PORT + 1);
        return switch (random.nextInt(4)) {
            case 0 -> new SocketAddress.Inet4(random.nextInt(), port);
            case 1 ->
                new SocketAddress.Inet6(random.nextLong(), random.nextLong(), port, random.nextInt(), random.nextInt());
            case 2 -> new SocketAddress.Unix(bytes(random.nextInt(SocketAddress.Unix.MAX_PATH + 1), 1));
            default -> new SocketAddress.Unix(name());
        };
    }

    /** An abstract name: a zero, and any bytes behind it. */
    private Bytes name() {
        byte[] name = bytes(1 + random.nextInt(SocketAddress.Unix.MAX_PATH), 0).toArray();
        name[0] = 0;
        return Bytes.owning(name);
    }

    private Bytes bytes(int length, int least) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) random.nextInt(least, 256);
        }
        return Bytes.owning(bytes);
    }
}
