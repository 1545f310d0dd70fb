package org.socketworkbench.socket;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/** The value of a socket option, in the form that the option has. */
public sealed interface OptionValue {

    /** The value as the kernel reads it: C's structs in this machine's byte order. */
    Bytes toBytes();

    /** One int, as most options are. */
    record Int(int value) implements OptionValue {
        @Override
        public Bytes toBytes() {
            return Bytes.owning(buffer(Integer.BYTES).putInt(value).array());
        }

        @Override
        public String toString() {
            return Integer.toString(value);
        }
    }

    /**
     * Whether close waits for the peer to take what was sent, and how long. If it is on with 0 seconds, close
     * resets the connection. @see <a href="https://man7.org/linux/man-pages/man7/socket.7.html">man 7 socket,
     * SO_LINGER</a>
     */
    record Linger(boolean on, int seconds) implements OptionValue {
        @Override
        public Bytes toBytes() {
            return Bytes.owning(buffer(2 * Integer.BYTES).putInt(on ? 1 : 0).putInt(seconds).array());
        }

        @Override
        public String toString() {
            return "{" + (on ? "on" : "off") + ", " + seconds + " s}";
        }
    }

    /** A time, as for SO_RCVTIMEO: 0 means no limit. */
    record Time(long seconds, long micros) implements OptionValue {
        @Override
        public Bytes toBytes() {
            return Bytes.owning(buffer(2 * Long.BYTES).putLong(seconds).putLong(micros).array());
        }

        @Override
        public String toString() {
            return seconds + "." + String.format(Locale.ROOT, "%06d", micros) + " s";
        }
    }

    /** Any other value as its bytes. */
    record Raw(Bytes bytes) implements OptionValue {
        @Override
        public Bytes toBytes() {
            return bytes;
        }

        @Override
        public String toString() {
            return bytes.length() + " bytes";
        }
    }

    /** The value that the kernel wrote for an option. If it does not have the option's size, it stays bytes. */
    static OptionValue of(SocketOption option, Bytes bytes) {
        ByteBuffer buffer = bytes.buffer().order(ByteOrder.nativeOrder());
        if (bytes.length() != option.format().bytes() || bytes.kept() != bytes.length()) {
            return new Raw(bytes);
        }
        return switch (option.format()) {
            case INT -> new Int(buffer.getInt());
            case LINGER -> new Linger(buffer.getInt() != 0, buffer.getInt());
            case TIMEVAL -> new Time(buffer.getLong(), buffer.getLong());
            case STRUCT -> new Raw(bytes);
        };
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
    }
}
