package org.socketworkbench.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.graalvm.polyglot.Value;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.trace.Origin;

/**
 * The arguments that a module in {@code lib/} passes to a function: first the file and line of the caller, then the
 * call's own.
 */
final class Arguments {
    private static final int ORIGIN = 2;

    private final Value[] values;
    private int next = ORIGIN;

    Arguments(Value[] values) {
        this.values = values;
    }

    /** The line that the call comes from. */
    Origin origin(int thread) {
        int line = values[1].asInt();
        return line > 0 ? new Origin(thread, values[0].asString(), line) : Origin.of(thread);
    }

    /** An integer, clamped to the range of C's int. */
    int number() {
        return Math.clamp(longNumber(), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    long longNumber() {
        Value value = values[next++];
        return value.fitsInLong() ? value.asLong() : value.asBigInteger().signum() * Long.MAX_VALUE;
    }

    boolean flag() {
        return values[next++].asBoolean();
    }

    String text() {
        return values[next++].asString();
    }

    Value value() {
        return values[next++];
    }

    byte[] byteArray() {
        return byteArray(values[next++]);
    }

    static byte[] byteArray(Value value) {
        byte[] bytes = new byte[Math.toIntExact(value.getBufferSize())];
        value.readBuffer(0, bytes, 0, bytes.length);
        return bytes;
    }

    Bytes bytes() {
        return Bytes.owning(byteArray());
    }

    List<Integer> numbers() {
        Value value = values[next++];
        int size = (int) value.getArraySize();
        List<Integer> numbers = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            numbers.add(value.getArrayElement(i).asInt());
        }
        return numbers;
    }

    /** As {@link #address}, if there are arguments left. */
    Optional<SocketAddress> addressIfAny() {
        return next < values.length ? Optional.of(address()) : Optional.empty();
    }

    /** The family's number, then the parts of one of its addresses. */
    SocketAddress address() {
        int family = number();
        if (family == Family.AF_UNIX.number()) {
            return new SocketAddress.Unix(Bytes.owning(Latin1.bytes(text())));
        }
        String host = text();
        int port = number();
        return family == Family.AF_INET.number() ? SocketAddress.Inet4.of(host, port).orElseThrow() : inet6(host, port);
    }

    private SocketAddress inet6(String host, int port) {
        SocketAddress.Inet6 plain = SocketAddress.Inet6.of(host, port).orElseThrow();
        // Python passes the flow label in host byte order, and the kernel wants network byte order (RFC 3493, section
        // 3.3).
        int flow = Integer.reverseBytes(number());
        int scope = number();
        return new SocketAddress.Inet6(plain.high(), plain.low(), port, flow, scope == 0 ? plain.scope() : scope);
    }
}
