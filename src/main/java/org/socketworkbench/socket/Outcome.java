package org.socketworkbench.socket;

/** What came of a call. A failure is as good an answer as any other: -1 is data, not an exception. */
public sealed interface Outcome {

    /** What the call returned in C: a descriptor, a count of bytes, 0, or -1 for {@link Failed}. */
    long value();

    /** A call that answers with a number alone: socket, bind, listen, connect, send, setsockopt, shutdown, close. */
    record Done(long value) implements Outcome {}

    /** accept took a connection: the new descriptor and who called. */
    record Accepted(int fd, SocketAddress peer) implements Outcome {
        @Override
        public long value() {
            return fd;
        }
    }

    /** recv delivered these bytes; none of them means that the peer has ended its direction (or that 0 were asked for). */
    record Received(Bytes data) implements Outcome {
        @Override
        public long value() {
            return data.length();
        }
    }

    /** getsockname or getpeername answered with this address. */
    record Named(SocketAddress address) implements Outcome {
        @Override
        public long value() {
            return 0;
        }
    }

    /** getsockopt answered with this number. */
    record OptionValue(int option) implements Outcome {
        @Override
        public long value() {
            return 0;
        }
    }

    /** The call returned -1 and errno said why. */
    record Failed(Errno errno) implements Outcome {
        @Override
        public long value() {
            return -1;
        }
    }
}
