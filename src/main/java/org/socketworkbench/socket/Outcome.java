package org.socketworkbench.socket;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What came of a call. A failure is as good an answer as any other: -1 is data, not an exception. */
public sealed interface Outcome {

    /** What the call returned in C: a descriptor, a count of bytes, 0, or -1 for {@link Failed}. */
    long value();

    /**
     * The descriptors that the call has made, in the order in which it answers them; none if it makes none or has
     * failed.
     */
    default List<Opened> opened() {
        return List.of();
    }

    /** A call that answers with a number alone: bind, listen, connect, send, setsockopt, shutdown, close. */
    record Done(long value) implements Outcome {}

    /**
     * A call made a descriptor: socket, dup, dup2.
     *
     * @param fd   its number in the process that called, as the process sees it
     * @param real the number under which the workbench's own process, in which all participants live, has it; strace
     *             shows this one
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

    /** accept took a connection: the new descriptor, as {@link Opened} tells it, and who called. */
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

    /** socketpair made two sockets, each as {@link Opened} tells it. */
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
     * recv delivered these bytes; none of them means that the peer has ended its direction (or that 0 were asked for,
     * or that a datagram was empty). With MSG_TRUNC the length is the datagram's own, and what did not fit is not kept.
     */
    record Received(Bytes data) implements Outcome {
        @Override
        public long value() {
            return data.length();
        }
    }

    /** recvfrom delivered these bytes and told who sent them; a connection's socket does not tell it. */
    record ReceivedFrom(Bytes data, Optional<SocketAddress> sender) implements Outcome {
        @Override
        public long value() {
            return data.length();
        }
    }

    /**
     * recvmsg delivered these bytes and told who sent them, and what came with them.
     *
     * @param sender  as of {@link ReceivedFrom}
     * @param control the ancillary data for which there was room
     * @param flags   what the kernel says of the message, as {@link MessageFlags}: MSG_TRUNC if the datagram was longer
     *                than the buffers, MSG_CTRUNC if there was more ancillary data
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

    /** getsockname or getpeername answered with this address. */
    record Named(SocketAddress address) implements Outcome {
        @Override
        public long value() {
            return 0;
        }
    }

    /** getsockopt answered with this value. */
    record OptionRead(OptionValue option) implements Outcome {
        @Override
        public long value() {
            return 0;
        }
    }

    /** ioctl put this number where its argument points to. */
    record NumberRead(int number) implements Outcome {
        @Override
        public long value() {
            return 0;
        }
    }

    /** poll found these descriptors ready, each with its events; none of them means that the time was over. */
    record Polled(List<PollEntry> ready) implements Outcome {
        public Polled {
            ready = List.copyOf(ready);
        }

        @Override
        public long value() {
            return ready.size();
        }
    }

    /** epoll_wait found these descriptors ready, each with its events; none of them means that the time was over. */
    record EpollReady(List<EpollEntry> ready) implements Outcome {
        public EpollReady {
            ready = List.copyOf(ready);
        }

        @Override
        public long value() {
            return ready.size();
        }
    }

    /** select found these descriptors ready; none of them means that the time was over. */
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

    /** gettimeout answered with this time, in nanoseconds; {@link Call#FOR_EVER} is Python's None. */
    record TimeoutIs(long nanos) implements Outcome {
        @Override
        public long value() {
            return 0;
        }
    }

    /**
     * The socket's timeout was over before the call could be made: Python raises TimeoutError. The kernel set no errno.
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
