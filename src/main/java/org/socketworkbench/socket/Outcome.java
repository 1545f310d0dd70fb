package org.socketworkbench.socket;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The outcome of a call. A failure is an answer like any other: -1 is data, not an exception. */
public sealed interface Outcome {

    /** What the call returned in C: a descriptor, a count of bytes, 0, or -1 for {@link Failed}. */
    long value();

    /** The descriptors that the call made, in the order in which it returns them; none if it makes none or failed. */
    default List<Opened> opened() {
        return List.of();
    }

    /** A call returned only a number: bind, listen, connect, send, setsockopt, shutdown, close. */
    record Done(long value) implements Outcome {}

    /**
     * A call made a descriptor: socket, dup, dup2.
     *
     * @param fd   its number in the calling process, as that process sees it
     * @param real its number in the workbench's own process, in which all participants live; strace shows this one
     */
    record Opened(int fd, int real) implements Outcome {
        /** A descriptor of the process that really made the call. */
        public Opened(int fd) {
            this(fd, fd);
        }

        @Override
        public long value() {
            return fd;
        }

        @Override
        public List<Opened> opened() {
            return List.of(this);
        }
    }

    /** accept took a connection: the new descriptor, as in {@link Opened}, and who called. */
    record Accepted(int fd, int real, SocketAddress peer) implements Outcome {
        /** A descriptor of the process that really made the call. */
        public Accepted(int fd, SocketAddress peer) {
            this(fd, fd, peer);
        }

        @Override
        public long value() {
            return fd;
        }

        @Override
        public List<Opened> opened() {
            return List.of(new Opened(fd, real));
        }
    }

    /** socketpair made two sockets, each as in {@link Opened}. */
    record PairOpened(Opened first, Opened second) implements Outcome {
        @Override
        public long value() {
            return 0;
        }

        @Override
        public List<Opened> opened() {
            return List.of(first, second);
        }
    }

    /**
     * recv delivered these bytes. No bytes mean that the peer has ended its direction (or that 0 were asked for, or
     * that a datagram was empty). With MSG_TRUNC, the length is the datagram's own, and bytes that did not fit are not
     * kept.
     */
    record Received(Bytes data) implements Outcome {
        @Override
        public long value() {
            return data.length();
        }
    }

    /** recvfrom delivered these bytes and said who sent them; the socket of a connection does not say. */
    record ReceivedFrom(Bytes data, Optional<SocketAddress> sender) implements Outcome {
        @Override
        public long value() {
            return data.length();
        }
    }

    /**
     * recvmsg delivered these bytes and said who sent them and what came with them.
     *
     * @param sender  as in {@link ReceivedFrom}
     * @param control the ancillary data for which there was room
     * @param flags   what the kernel says about the message, as {@link MessageFlags}: MSG_TRUNC if the datagram was
     *                longer than the buffers, MSG_CTRUNC if there was more ancillary data
     */
    record ReceivedMessage(Bytes data, Optional<SocketAddress> sender, List<ControlMessage> control, int flags)
            implements Outcome {
        public ReceivedMessage {
            control = List.copyOf(control);
        }

        @Override
        public long value() {
            return data.length();
        }
    }

    /** getsockname or getpeername returned this address. */
    record Named(SocketAddress address) implements Outcome {
        @Override
        public long value() {
            return 0;
        }
    }

    /** getsockopt returned this value. */
    record OptionRead(OptionValue option) implements Outcome {
        @Override
        public long value() {
            return 0;
        }
    }

    /** ioctl put this number where its argument points. */
    record NumberRead(int number) implements Outcome {
        @Override
        public long value() {
            return 0;
        }
    }

    /** poll found these descriptors ready, each with its events; an empty list means that the time ran out. */
    record Polled(List<PollEntry> ready) implements Outcome {
        public Polled {
            ready = List.copyOf(ready);
        }

        @Override
        public long value() {
            return ready.size();
        }
    }

    /** epoll_wait found these descriptors ready, each with its events; an empty list means that the time ran out. */
    record EpollReady(List<EpollEntry> ready) implements Outcome {
        public EpollReady {
            ready = List.copyOf(ready);
        }

        @Override
        public long value() {
            return ready.size();
        }
    }

    /** select found these descriptors ready; three empty lists mean that the time ran out. */
    record Selected(List<Integer> read, List<Integer> write, List<Integer> except) implements Outcome {
        public Selected {
            read = List.copyOf(read);
            write = List.copyOf(write);
            except = List.copyOf(except);
        }

        @Override
        public long value() {
            return Stream.of(read, write, except).mapToInt(List::size).sum();
        }
    }

    /** gettimeout returned this time, in nanoseconds; {@link Call#FOR_EVER} is Python's None. */
    record TimeoutIs(long nanos) implements Outcome {
        @Override
        public long value() {
            return 0;
        }
    }

    /**
     * The socket's timeout ran out before the call could be made: Python raises TimeoutError. The kernel set no errno.
     */
    record TimedOut() implements Outcome {
        @Override
        public long value() {
            return -1;
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
