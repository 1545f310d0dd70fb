package org.socketworkbench.socket;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One socket call with its arguments, before it is made. A value: it can be shown, compared, traced and made.
 *
 * <p>Adding a call is adding a record; the compiler then names every {@code switch} that must answer for it.
 */
public sealed interface Call {
    /**
     * The descriptor of a socket that does not exist yet or is closed: the kernel answers EBADF. CPython's {@code
     * socket.fileno()} returns this number for a closed socket, and CPython really passes it to the kernel.
     */
    int NO_DESCRIPTOR = -1;

    /** The descriptor of a process's standard input, STDIN_FILENO; only poll and select know it. */
    int STANDARD_INPUT = 0;

    /** How long a call without a timeout waits: for ever. Python writes it {@code None}. */
    long FOR_EVER = -1;

    /** The largest buffer that one receiving call gets here, in bytes: 16 MiB. */
    int MAX_LENGTH = 16 << 20;

    /** Which call it is. */
    CallName name();

    /**
     * The call's name as a C program writes it, or a Python program for a library call; as in {@code "accept"}. An
     * {@link Other} has a name of its own.
     */
    default String word() {
        return name().text();
    }

    /** The call that is made under a timeout, if this is one under a timeout; else this one. */
    default Call untimed() {
        return this;
    }

    /** The address that the call names: the receiver's, the peer's or the socket's own. Empty if it names none. */
    default Optional<SocketAddress> named() {
        return Optional.empty();
    }

    /** A call that the kernel itself answers: one function of the C library makes it, as one system call. */
    sealed interface SystemCall extends Call {}

    /** A call of Python's socket module, which makes system calls; in the trace they are its children. */
    sealed interface LibraryCall extends OnDescriptor {}

    /** A call on an existing descriptor. */
    sealed interface OnDescriptor extends Call {
        /** The descriptor, or {@link #NO_DESCRIPTOR}. */
        int fd();

        /** The same call on another descriptor. */
        OnDescriptor on(int fd);
    }

    /** A system call on an existing descriptor. */
    sealed interface OnSocket extends SystemCall, OnDescriptor {
        @Override
        OnSocket on(int fd);
    }

    /**
     * A call that makes descriptors, or makes a number refer to another socket. The numbers are taken before the call
     * is made, as in the kernel, and given back if it fails.
     */
    sealed interface Opening extends SystemCall {}

    /**
     * A call that waits for somebody else, unless its socket is non-blocking: Python's timeouts apply to these calls.
     *
     * @see <a href="https://docs.python.org/3/library/socket.html#notes-on-socket-timeouts">Python: notes on socket
     *      timeouts</a>
     */
    sealed interface Waiting extends OnSocket {
        @Override
        Waiting on(int fd);
    }

    /**
     * The plain calls for any descriptor. Python has them in os, which knows nothing of sockets: no timeout applies to
     * them.
     */
    sealed interface Plain extends Waiting {
        @Override
        Plain on(int fd);
    }

    /** A call on several descriptors at once. */
    sealed interface OnDescriptors extends SystemCall {
        /** The descriptors, each once. */
        List<Integer> fds();
    }

    /** A call that names another socket, or gives its own an address. */
    sealed interface WithAddress extends OnDescriptor {
        SocketAddress address();

        @Override
        default Optional<SocketAddress> named() {
            return Optional.of(address());
        }
    }

    /** A call that hands bytes over. */
    sealed interface Sending extends OnDescriptor {
        Bytes data();

        /** The same call with other bytes. */
        Sending with(Bytes data);
    }

    /** A call that hands over the bytes of several buffers, one after the other. */
    sealed interface Gathering extends Sending {
        /** How many of {@link #data} each buffer holds, in bytes. */
        List<Integer> lengths();

        /** The bytes of each buffer. */
        default List<Bytes> buffers() {
            List<Bytes> buffers = new ArrayList<>(lengths().size());
            int from = 0;
            for (int length : lengths()) {
                buffers.add(data().part(from, length));
                from += length;
            }
            return buffers;
        }
    }

    /** A call that takes bytes from the kernel into several buffers: the first is filled before the second is used. */
    sealed interface Scattering extends Receiving {
        @Override
        Scattering on(int fd);

        /** The size of each buffer, in bytes. */
        List<Integer> lengths();

        @Override
        default int length() {
            return sum(lengths());
        }
    }

    /** A system call that takes bytes from the kernel. */
    sealed interface Receiving extends Waiting {
        @Override
        Receiving on(int fd);

        /** How many bytes at most, 0 to {@link #MAX_LENGTH}. */
        int length();

        /** The MSG_ flags as one number, 0 for none; see {@link MessageFlags}. */
        int flags();

        /** Whether the call removes what it returns from the kernel. */
        default boolean takes() {
            return (flags() & MessageFlags.MSG_PEEK) == 0;
        }
    }

    /**
     * Makes a socket.
     *
     * @param closeOnExec whether the descriptor is closed when this process executes another program (SOCK_CLOEXEC, PEP
     *                    446)
     * @see <a href="https://man7.org/linux/man-pages/man2/socket.2.html">man 2 socket</a>
     */
    record Socket(Family family, SocketType type, int protocol, boolean closeOnExec) implements Opening {
        /** As a C program makes it. */
        public Socket(Family family, SocketType type, int protocol) {
            this(family, type, protocol, false);
        }

        @Override
        public CallName name() {
            return CallName.SOCKET;
        }
    }

    /** Sets an option. @see <a href="https://man7.org/linux/man-pages/man2/setsockopt.2.html">man 2 setsockopt</a> */
    record SetSockOpt(int fd, SocketOption option, OptionValue value) implements OnSocket {
        /** Sets an option whose value is an int. */
        public SetSockOpt(int fd, SocketOption option, int value) {
            this(fd, option, new OptionValue.Int(value));
        }

        @Override
        public CallName name() {
            return CallName.SETSOCKOPT;
        }

        @Override
        public SetSockOpt on(int other) {
            return new SetSockOpt(other, option, value);
        }
    }

    /**
     * Reads an option.
     *
     * @param length the size of the buffer for the value, 0 to {@value #MAX_LENGTH} bytes
     * @see <a href="https://man7.org/linux/man-pages/man2/getsockopt.2.html">man 2 getsockopt</a>
     */
    record GetSockOpt(int fd, SocketOption option, int length) implements OnSocket {
        /** The largest buffer that one getsockopt gets here, in bytes. */
        public static final int MAX_LENGTH = 1024;

        public GetSockOpt {
            if (length < 0 || length > MAX_LENGTH) {
                throw new IllegalArgumentException("length " + length);
            }
        }

        /** Reads an option with a buffer of its value's size. */
        public GetSockOpt(int fd, SocketOption option) {
            this(fd, option, option.format().bytes());
        }

        @Override
        public CallName name() {
            return CallName.GETSOCKOPT;
        }

        @Override
        public GetSockOpt on(int other) {
            return new GetSockOpt(other, option, length);
        }
    }

    /**
     * Gives a socket its own address.
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/bind.2.html">man 2 bind</a>
     */
    record Bind(int fd, SocketAddress address) implements OnSocket, WithAddress {
        @Override
        public CallName name() {
            return CallName.BIND;
        }

        @Override
        public Bind on(int other) {
            return new Bind(other, address);
        }
    }

    /**
     * Makes a socket listen for callers.
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/listen.2.html">man 2 listen</a>
     */
    record Listen(int fd, int backlog) implements OnSocket {
        @Override
        public CallName name() {
            return CallName.LISTEN;
        }

        @Override
        public Listen on(int other) {
            return new Listen(other, backlog);
        }
    }

    /**
     * Takes the first completed connection.
     *
     * @param closeOnExec whether the new descriptor is closed when this process executes another program: then accept4
     *                    is called
     * @see <a href="https://man7.org/linux/man-pages/man2/accept.2.html">man 2 accept</a>
     */
    record Accept(int fd, boolean closeOnExec) implements Waiting, Opening {
        /** As a C program makes it. */
        public Accept(int fd) {
            this(fd, false);
        }

        @Override
        public CallName name() {
            return CallName.ACCEPT;
        }

        @Override
        public Accept on(int other) {
            return new Accept(other, closeOnExec);
        }
    }

    /**
     * Opens a connection; on a datagram socket, sets its peer.
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/connect.2.html">man 2 connect</a>
     */
    record Connect(int fd, SocketAddress address) implements Waiting, WithAddress {
        @Override
        public CallName name() {
            return CallName.CONNECT;
        }

        @Override
        public Connect on(int other) {
            return new Connect(other, address);
        }
    }

    /**
     * Hands bytes to the kernel.
     *
     * @param flags the MSG_ flags as one number, 0 for none; see {@link MessageFlags}
     * @see <a href="https://man7.org/linux/man-pages/man2/send.2.html">man 2 send</a>
     */
    record Send(int fd, Bytes data, int flags) implements Waiting, Sending {
        @Override
        public CallName name() {
            return CallName.SEND;
        }

        @Override
        public Send on(int other) {
            return new Send(other, data, flags);
        }

        @Override
        public Send with(Bytes other) {
            return new Send(fd, other, flags);
        }
    }

    /**
     * Hands a datagram and its receiver's address to the kernel.
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/sendto.2.html">man 2 sendto</a>
     */
    record SendTo(int fd, Bytes data, int flags, SocketAddress address) implements Waiting, Sending, WithAddress {
        @Override
        public CallName name() {
            return CallName.SENDTO;
        }

        @Override
        public SendTo on(int other) {
            return new SendTo(other, data, flags, address);
        }

        @Override
        public SendTo with(Bytes other) {
            return new SendTo(fd, other, flags, address);
        }
    }

    /** Takes bytes from the kernel. @see <a href="https://man7.org/linux/man-pages/man2/recv.2.html">man 2 recv</a> */
    record Recv(int fd, int length, int flags) implements Receiving {
        public Recv {
            checkLength(length);
        }

        @Override
        public CallName name() {
            return CallName.RECV;
        }

        @Override
        public Recv on(int other) {
            return new Recv(other, length, flags);
        }
    }

    /**
     * Takes bytes from the kernel and asks who sent them.
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/recvfrom.2.html">man 2 recvfrom</a>
     */
    record RecvFrom(int fd, int length, int flags) implements Receiving {
        public RecvFrom {
            checkLength(length);
        }

        @Override
        public CallName name() {
            return CallName.RECVFROM;
        }

        @Override
        public RecvFrom on(int other) {
            return new RecvFrom(other, length, flags);
        }
    }

    /**
     * Takes bytes from the kernel, as recv does without flags.
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/read.2.html">man 2 read</a>
     */
    record Read(int fd, int length) implements Receiving, Plain {
        public Read {
            checkLength(length);
        }

        @Override
        public CallName name() {
            return CallName.READ;
        }

        @Override
        public int flags() {
            return 0;
        }

        /** Linux answers a read of 0 bytes without looking at the socket. */
        @Override
        public boolean takes() {
            return length > 0;
        }

        @Override
        public Read on(int other) {
            return new Read(other, length);
        }
    }

    /**
     * Hands bytes to the kernel, as send does without flags.
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/write.2.html">man 2 write</a>
     */
    record Write(int fd, Bytes data) implements Sending, Plain {
        @Override
        public CallName name() {
            return CallName.WRITE;
        }

        @Override
        public Write on(int other) {
            return new Write(other, data);
        }

        @Override
        public Write with(Bytes other) {
            return new Write(fd, other);
        }
    }

    /**
     * Takes bytes from the kernel into several buffers, as read does into one.
     *
     * @param lengths the size of each buffer, in bytes; {@link #MAX_LENGTH} at most in all
     * @see <a href="https://man7.org/linux/man-pages/man2/readv.2.html">man 2 readv</a>
     */
    record ReadV(int fd, List<Integer> lengths) implements Scattering, Plain {
        public ReadV {
            lengths = List.copyOf(lengths);
            checkLengths(lengths, MAX_LENGTH);
        }

        @Override
        public CallName name() {
            return CallName.READV;
        }

        @Override
        public int flags() {
            return 0;
        }

        /** As with read: Linux does not look at the socket if no byte is asked for. */
        @Override
        public boolean takes() {
            return length() > 0;
        }

        @Override
        public ReadV on(int other) {
            return new ReadV(other, lengths);
        }
    }

    /**
     * Hands the bytes of several buffers to the kernel, as write does with one.
     *
     * @param data    the bytes of all buffers
     * @param lengths how many of them each buffer holds
     * @see <a href="https://man7.org/linux/man-pages/man2/writev.2.html">man 2 writev</a>
     */
    record WriteV(int fd, Bytes data, List<Integer> lengths) implements Gathering, Plain {
        public WriteV {
            lengths = List.copyOf(lengths);
            checkWhole(data, lengths);
        }

        /** Hands over these buffers. */
        public static WriteV of(int fd, Bytes... buffers) {
            return new WriteV(fd, Bytes.joined(List.of(buffers)), Stream.of(buffers).map(Bytes::length).toList());
        }

        @Override
        public CallName name() {
            return CallName.WRITEV;
        }

        @Override
        public WriteV on(int other) {
            return new WriteV(other, data, lengths);
        }

        @Override
        public WriteV with(Bytes other) {
            return new WriteV(fd, other, lengths);
        }
    }

    /**
     * Hands the bytes of several buffers to the kernel, with a receiver's address and ancillary data if there are any.
     *
     * @param data    the bytes of all buffers
     * @param lengths how many of them each buffer holds
     * @param control the ancillary data; no descriptors, see {@link ControlMessage#isRights}
     * @param to      the receiver, if the call names one
     * @see <a href="https://man7.org/linux/man-pages/man2/sendmsg.2.html">man 2 sendmsg</a>
     */
    record SendMsg(int fd, Bytes data, List<Integer> lengths, List<ControlMessage> control, int flags,
            Optional<SocketAddress> to) implements Waiting, Gathering {
        public SendMsg {
            lengths = List.copyOf(lengths);
            control = List.copyOf(control);
            checkWhole(data, lengths);
            if (control.stream().anyMatch(ControlMessage::isRights)) {
                throw new IllegalArgumentException("participants live in one process, and pass no descriptors");
            }
        }

        @Override
        public CallName name() {
            return CallName.SENDMSG;
        }

        @Override
        public Optional<SocketAddress> named() {
            return to;
        }

        @Override
        public SendMsg on(int other) {
            return new SendMsg(other, data, lengths, control, flags, to);
        }

        @Override
        public SendMsg with(Bytes other) {
            return new SendMsg(fd, other, lengths, control, flags, to);
        }
    }

    /**
     * Takes bytes from the kernel into several buffers, and asks who sent them and what ancillary data came with them.
     *
     * @param lengths       the size of each buffer, in bytes; {@link #MAX_LENGTH} at most in all
     * @param controlLength the room for ancillary data, in bytes, 0 to {@link #MAX_CONTROL}
     * @see <a href="https://man7.org/linux/man-pages/man2/recvmsg.2.html">man 2 recvmsg</a>
     */
    record RecvMsg(int fd, List<Integer> lengths, int controlLength, int flags) implements Scattering {
        /** The largest buffer for ancillary data that one recvmsg gets here, in bytes: 1 MiB. */
        public static final int MAX_CONTROL = 1 << 20;

        public RecvMsg {
            lengths = List.copyOf(lengths);
            checkLengths(lengths, MAX_LENGTH);
            if (controlLength < 0 || controlLength > MAX_CONTROL) {
                throw new IllegalArgumentException("length " + controlLength);
            }
        }

        @Override
        public CallName name() {
            return CallName.RECVMSG;
        }

        @Override
        public RecvMsg on(int other) {
            return new RecvMsg(other, lengths, controlLength, flags);
        }
    }

    /**
     * Ends one or both directions.
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/shutdown.2.html">man 2 shutdown</a>
     */
    record Shutdown(int fd, How how) implements OnSocket {
        /** Which direction ends; the order is that of the numbers in {@code <sys/socket.h>}. */
        public enum How {
            SHUT_RD, SHUT_WR, SHUT_RDWR
        }

        @Override
        public CallName name() {
            return CallName.SHUTDOWN;
        }

        @Override
        public Shutdown on(int other) {
            return new Shutdown(other, how);
        }
    }

    /**
     * Asks for a socket's own address.
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/getsockname.2.html">man 2 getsockname</a>
     */
    record GetSockName(int fd) implements OnSocket {
        @Override
        public CallName name() {
            return CallName.GETSOCKNAME;
        }

        @Override
        public GetSockName on(int other) {
            return new GetSockName(other);
        }
    }

    /**
     * Asks for the peer's address.
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/getpeername.2.html">man 2 getpeername</a>
     */
    record GetPeerName(int fd) implements OnSocket {
        @Override
        public CallName name() {
            return CallName.GETPEERNAME;
        }

        @Override
        public GetPeerName on(int other) {
            return new GetPeerName(other);
        }
    }

    /** Closes a descriptor. @see <a href="https://man7.org/linux/man-pages/man2/close.2.html">man 2 close</a> */
    record Close(int fd) implements OnSocket {
        @Override
        public CallName name() {
            return CallName.CLOSE;
        }

        @Override
        public Close on(int other) {
            return new Close(other);
        }
    }

    /**
     * Makes two sockets that are connected to each other. They have no addresses.
     *
     * @param closeOnExec whether they are closed when this process executes another program (SOCK_CLOEXEC)
     * @see <a href="https://man7.org/linux/man-pages/man2/socketpair.2.html">man 2 socketpair</a>
     */
    record SocketPair(Family family, SocketType type, int protocol, boolean closeOnExec) implements Opening {
        @Override
        public CallName name() {
            return CallName.SOCKETPAIR;
        }
    }

    /**
     * Makes a second number refer to a socket: the lowest free one.
     *
     * @param closeOnExec whether the new number is closed when this process executes another program: then fcntl is
     *                    called with F_DUPFD_CLOEXEC, as CPython does
     * @see <a href="https://man7.org/linux/man-pages/man2/dup.2.html">man 2 dup</a>
     */
    record Dup(int fd, boolean closeOnExec) implements OnSocket, Opening {
        @Override
        public CallName name() {
            return CallName.DUP;
        }

        @Override
        public Dup on(int other) {
            return new Dup(other, closeOnExec);
        }
    }

    /**
     * Makes a number that the caller chooses refer to a socket; what it referred to before is closed.
     *
     * @param target the number; the same as {@code fd} changes nothing
     * @see <a href="https://man7.org/linux/man-pages/man2/dup.2.html">man 2 dup</a>
     */
    record Dup2(int fd, int target) implements OnSocket, Opening {
        @Override
        public CallName name() {
            return CallName.DUP2;
        }

        @Override
        public Dup2 on(int other) {
            return new Dup2(other, target);
        }
    }

    /**
     * Removes the path of a UNIX socket from the file system.
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/unlink.2.html">man 2 unlink</a>
     */
    record Unlink(SocketAddress.Unix address) implements SystemCall {
        @Override
        public CallName name() {
            return CallName.UNLINK;
        }

        @Override
        public Optional<SocketAddress> named() {
            return Optional.of(address);
        }
    }

    /**
     * Any other system call. It occurs only in traces that were read and is never made here.
     *
     * @param word its name, as in {@code "getrandom"}: ASCII letters, digits and underscores
     * @param text the whole call as it is shown, with its arguments: printable ASCII, because text that others wrote is
     *             shown unchanged
     */
    record Other(String word, String text) implements SystemCall {
        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]+");
        private static final Pattern PRINTABLE = Pattern.compile("[ -~]*");
        /** How many characters of rejected text the error quotes. */
        private static final int TOLD = 80;

        public Other {
            if (!NAME.matcher(word).matches() || !PRINTABLE.matcher(text).matches()) {
                throw new IllegalArgumentException(CText.quoted(Bytes.utf8(word + ": " + text), TOLD));
            }
        }

        @Override
        public CallName name() {
            return CallName.OTHER;
        }
    }

    /**
     * Sets or clears O_NONBLOCK with ioctl's FIONBIO, as CPython does.
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/ioctl.2.html">man 2 ioctl</a>
     */
    record SetNonBlocking(int fd, boolean on) implements OnSocket {
        @Override
        public CallName name() {
            return CallName.IOCTL;
        }

        @Override
        public SetNonBlocking on(int other) {
            return new SetNonBlocking(other, on);
        }
    }

    /**
     * Reads or sets the flags of a descriptor, or of the open file that it refers to.
     *
     * @param argument the value to set: FD_CLOEXEC or 0, or {@link FileFlags}; 0 for a command that reads
     * @see <a href="https://man7.org/linux/man-pages/man2/fcntl.2.html">man 2 fcntl</a>
     */
    record Fcntl(int fd, Command command, int argument) implements OnSocket {
        /** The command; the numbers are Linux's, from {@code <asm-generic/fcntl.h>}. */
        public enum Command {
            /** Reads whether the descriptor is closed when this process executes another program. */
            F_GETFD(1),
            /** Sets that. */
            F_SETFD(2),
            /** Reads the flags of the open file. */
            F_GETFL(3),
            /** Sets those of its flags that can change, such as O_NONBLOCK. */
            F_SETFL(4);

            private final int number;

            Command(int number) {
                this.number = number;
            }

            public int number() {
                return number;
            }

            /** Whether it has an argument. */
            public boolean sets() {
                return this == F_SETFD || this == F_SETFL;
            }

            /** The command with this number, if it is one of these. */
            public static Optional<Command> of(int number) {
                return Stream.of(values()).filter(command -> command.number == number).findFirst();
            }
        }

        /** Reads. */
        public Fcntl(int fd, Command command) {
            this(fd, command, 0);
        }

        @Override
        public CallName name() {
            return CallName.FCNTL;
        }

        @Override
        public Fcntl on(int other) {
            return new Fcntl(other, command, argument);
        }
    }

    /**
     * Asks the kernel for a number about a socket.
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/ioctl.2.html">man 2 ioctl</a>
     */
    record Ioctl(int fd, Request request) implements OnSocket {
        /** The question; the numbers are Linux's, from {@code <asm-generic/ioctls.h>} and {@code sockios.h}. */
        public enum Request {
            /** How many bytes wait to be read; for datagrams, the bytes of the first. */
            FIONREAD(0x541B),
            /** How many bytes were sent and not yet acknowledged; for sockets other than TCP, memory in use. */
            SIOCOUTQ(0x5411),
            /** Whether the stream is at the urgent mark: every byte before the urgent one has been read. */
            SIOCATMARK(0x8905);

            private final int number;

            Request(int number) {
                this.number = number;
            }

            public int number() {
                return number;
            }

            /** The request with this number, if it is one of these. */
            public static Optional<Request> of(int number) {
                return Stream.of(values()).filter(request -> request.number == number).findFirst();
            }
        }

        @Override
        public CallName name() {
            return CallName.IOCTL_READ;
        }

        @Override
        public Ioctl on(int other) {
            return new Ioctl(other, request);
        }
    }

    /** A call that waits until one of several descriptors is ready for the events asked for. */
    sealed interface Polling extends OnDescriptors {
        /** Each entry is a descriptor and the events asked for. */
        List<PollEntry> entries();

        /** The same call with other entries. */
        Polling with(List<PollEntry> entries);

        /** How long to wait at most, in nanoseconds; below 0 for ever, 0 not at all. */
        long withinNanos();

        @Override
        default List<Integer> fds() {
            return entries().stream().map(PollEntry::fd).distinct().toList();
        }
    }

    /**
     * Waits until one of several descriptors is ready.
     *
     * @param entries       each a descriptor and the events asked for
     * @param timeoutMillis how long at most, in milliseconds; -1 for ever, 0 not at all
     * @see <a href="https://man7.org/linux/man-pages/man2/poll.2.html">man 2 poll</a>
     */
    record Poll(List<PollEntry> entries, int timeoutMillis) implements Polling {
        public Poll {
            entries = List.copyOf(entries);
        }

        @Override
        public CallName name() {
            return CallName.POLL;
        }

        @Override
        public Poll with(List<PollEntry> others) {
            return new Poll(others, timeoutMillis);
        }

        @Override
        public long withinNanos() {
            return timeoutMillis * 1_000_000L;
        }
    }

    /**
     * Waits as poll does, with a time in nanoseconds. ppoll could also change the signal mask while it waits; that is
     * not done here.
     *
     * @param timeoutNanos how long at most, in nanoseconds; {@link #FOR_EVER}, or 0 for not at all
     * @see <a href="https://man7.org/linux/man-pages/man2/ppoll.2.html">man 2 ppoll</a>
     */
    record Ppoll(List<PollEntry> entries, long timeoutNanos) implements Polling {
        public Ppoll {
            entries = List.copyOf(entries);
        }

        @Override
        public CallName name() {
            return CallName.PPOLL;
        }

        @Override
        public Ppoll with(List<PollEntry> others) {
            return new Ppoll(others, timeoutNanos);
        }

        @Override
        public long withinNanos() {
            return timeoutNanos;
        }
    }

    /**
     * Waits until one of several descriptors is ready: the older way to do what poll does.
     *
     * @param read          descriptors to read from
     * @param write         descriptors to write to
     * @param except        descriptors that may have urgent data
     * @param timeoutMicros how long at most, in microseconds; {@link #FOR_EVER}, or 0 for not at all
     * @see <a href="https://man7.org/linux/man-pages/man2/select.2.html">man 2 select</a>
     */
    record Select(List<Integer> read, List<Integer> write, List<Integer> except, long timeoutMicros)
            implements OnDescriptors {
        public Select {
            read = List.copyOf(read);
            write = List.copyOf(write);
            except = List.copyOf(except);
        }

        @Override
        public CallName name() {
            return CallName.SELECT;
        }

        @Override
        public List<Integer> fds() {
            return Stream.of(read, write, except).flatMap(List::stream).distinct().toList();
        }
    }

    /**
     * Makes a descriptor that watches others.
     *
     * @param closeOnExec whether it is closed when this process executes another program (EPOLL_CLOEXEC)
     * @see <a href="https://man7.org/linux/man-pages/man2/epoll_create.2.html">man 2 epoll_create1</a>
     */
    record EpollCreate(boolean closeOnExec) implements Opening {
        @Override
        public CallName name() {
            return CallName.EPOLL_CREATE1;
        }
    }

    /**
     * Says what an epoll descriptor watches.
     *
     * @param fd     the epoll descriptor
     * @param target the descriptor that is watched
     * @param events see {@link EpollEntry#events}; 0 to stop watching
     * @param data   what epoll_wait reports for it: the number by which the caller knows the target
     * @see <a href="https://man7.org/linux/man-pages/man2/epoll_ctl.2.html">man 2 epoll_ctl</a>
     */
    record EpollCtl(int fd, Operation operation, int target, int events, int data) implements OnSocket {
        /** What becomes of the target's entry; the order is that of the numbers, from 1, in {@code <sys/epoll.h>}. */
        public enum Operation {
            EPOLL_CTL_ADD, EPOLL_CTL_DEL, EPOLL_CTL_MOD;

            public int number() {
                return ordinal() + 1;
            }
        }

        /** As programs usually make it: epoll_wait reports the target's own number. */
        public EpollCtl(int fd, Operation operation, int target, int events) {
            this(fd, operation, target, events, target);
        }

        @Override
        public CallName name() {
            return CallName.EPOLL_CTL;
        }

        @Override
        public EpollCtl on(int other) {
            return new EpollCtl(other, operation, target, events, data);
        }
    }

    /**
     * Waits until something that an epoll descriptor watches is ready.
     *
     * @param fd            the epoll descriptor
     * @param maxEvents     how many descriptors one call reports at most
     * @param timeoutMillis how long at most, in milliseconds; -1 for ever, 0 not at all
     * @see <a href="https://man7.org/linux/man-pages/man2/epoll_wait.2.html">man 2 epoll_wait</a>
     */
    record EpollWait(int fd, int maxEvents, int timeoutMillis) implements OnSocket {
        /** How many descriptors one call reports here at most. */
        public static final int MOST_EVENTS = 1 << 16;

        public EpollWait {
            if (maxEvents > MOST_EVENTS) {
                throw new IllegalArgumentException("events " + maxEvents);
            }
        }

        @Override
        public CallName name() {
            return CallName.EPOLL_WAIT;
        }

        @Override
        public EpollWait on(int other) {
            return new EpollWait(other, maxEvents, timeoutMillis);
        }
    }

    /**
     * A call on a socket that has a timeout: poll with that timeout, then the call itself, on a descriptor that is
     * really O_NONBLOCK.
     *
     * @param nanos the timeout, in nanoseconds, more than 0
     * @see <a href="https://docs.python.org/3/library/socket.html#socket.socket.settimeout">Python:
     *      socket.settimeout</a>
     */
    record Timed(Waiting call, long nanos) implements LibraryCall {
        @Override
        public int fd() {
            return call.fd();
        }

        @Override
        public Timed on(int other) {
            return new Timed(call.on(other), nanos);
        }

        @Override
        public Call untimed() {
            return call;
        }

        @Override
        public CallName name() {
            return call.name();
        }
    }

    /**
     * Connects and returns the error's number, 0 for none.
     *
     * @see <a href="https://docs.python.org/3/library/socket.html#socket.socket.connect_ex">Python:
     *      socket.connect_ex</a>
     */
    record ConnectEx(int fd, SocketAddress address) implements LibraryCall, WithAddress {
        @Override
        public CallName name() {
            return CallName.CONNECT_EX;
        }

        @Override
        public ConnectEx on(int other) {
            return new ConnectEx(other, address);
        }
    }

    /**
     * Sends until all bytes are handed over.
     *
     * @see <a href="https://docs.python.org/3/library/socket.html#socket.socket.sendall">Python: socket.sendall</a>
     */
    record SendAll(int fd, Bytes data, int flags) implements LibraryCall, Sending {
        @Override
        public CallName name() {
            return CallName.SENDALL;
        }

        @Override
        public SendAll on(int other) {
            return new SendAll(other, data, flags);
        }

        @Override
        public SendAll with(Bytes other) {
            return new SendAll(fd, other, flags);
        }
    }

    /**
     * Makes a socket blocking or non-blocking.
     *
     * @see <a href="https://docs.python.org/3/library/socket.html#socket.socket.setblocking">Python:
     *      socket.setblocking</a>
     */
    record SetBlocking(int fd, boolean blocking) implements LibraryCall {
        @Override
        public CallName name() {
            return CallName.SETBLOCKING;
        }

        @Override
        public SetBlocking on(int other) {
            return new SetBlocking(other, blocking);
        }
    }

    /**
     * Sets how long calls wait.
     *
     * @param nanos in nanoseconds; {@link #FOR_EVER}, or 0 for not at all
     * @see <a href="https://docs.python.org/3/library/socket.html#socket.socket.settimeout">Python:
     *      socket.settimeout</a>
     */
    record SetTimeout(int fd, long nanos) implements LibraryCall {
        @Override
        public CallName name() {
            return CallName.SETTIMEOUT;
        }

        @Override
        public SetTimeout on(int other) {
            return new SetTimeout(other, nanos);
        }
    }

    /**
     * Asks how long calls wait; the library knows it.
     *
     * @see <a href="https://docs.python.org/3/library/socket.html#socket.socket.gettimeout">Python:
     *      socket.gettimeout</a>
     */
    record GetTimeout(int fd) implements LibraryCall {
        @Override
        public CallName name() {
            return CallName.GETTIMEOUT;
        }

        @Override
        public GetTimeout on(int other) {
            return new GetTimeout(other);
        }
    }

    /**
     * Asks for the descriptor's number; the library knows it.
     *
     * @see <a href="https://docs.python.org/3/library/socket.html#socket.socket.fileno">Python: socket.fileno</a>
     */
    record FileNo(int fd) implements LibraryCall {
        @Override
        public CallName name() {
            return CallName.FILENO;
        }

        @Override
        public FileNo on(int other) {
            return new FileNo(other);
        }
    }

    /**
     * Puts a buffered file around a socket.
     *
     * @see <a href="https://docs.python.org/3/library/socket.html#socket.socket.makefile">Python: socket.makefile</a>
     */
    record MakeFile(int fd) implements LibraryCall {
        @Override
        public CallName name() {
            return CallName.MAKEFILE;
        }

        @Override
        public MakeFile on(int other) {
            return new MakeFile(other);
        }
    }

    /**
     * Reads one line from a socket's file.
     *
     * @see <a href="https://docs.python.org/3/library/io.html#io.IOBase.readline">Python: readline</a>
     */
    record ReadLine(int fd) implements LibraryCall {
        @Override
        public CallName name() {
            return CallName.READLINE;
        }

        @Override
        public ReadLine on(int other) {
            return new ReadLine(other);
        }
    }

    /**
     * Writes into a socket's file. The bytes in the file's buffer are not sent yet.
     *
     * @see <a href="https://docs.python.org/3/library/io.html#io.BufferedWriter.write">Python: write</a>
     */
    record FileWrite(int fd, Bytes data) implements LibraryCall, Sending {
        @Override
        public CallName name() {
            return CallName.FILE_WRITE;
        }

        @Override
        public FileWrite on(int other) {
            return new FileWrite(other, data);
        }

        @Override
        public FileWrite with(Bytes other) {
            return new FileWrite(fd, other);
        }
    }

    /**
     * Sends the bytes in a file's buffer.
     *
     * @see <a href="https://docs.python.org/3/library/io.html#io.IOBase.flush">Python: flush</a>
     */
    record Flush(int fd) implements LibraryCall {
        @Override
        public CallName name() {
            return CallName.FLUSH;
        }

        @Override
        public Flush on(int other) {
            return new Flush(other);
        }
    }

    private static int sum(List<Integer> lengths) {
        return lengths.stream().mapToInt(Integer::intValue).sum();
    }

    /** Whether the buffers hold exactly these bytes. */
    private static void checkWhole(Bytes data, List<Integer> lengths) {
        checkLengths(lengths, data.length());
        if (sum(lengths) != data.length()) {
            throw new IllegalArgumentException(data.length() + " bytes in buffers of " + lengths);
        }
    }

    private static void checkLengths(List<Integer> lengths, int most) {
        long sum = 0;
        for (int length : lengths) {
            sum += length;
            if (length < 0 || sum > most) {
                throw new IllegalArgumentException("lengths " + lengths);
            }
        }
    }

    private static void checkLength(int length) {
        if (length < 0 || length > MAX_LENGTH) {
            throw new IllegalArgumentException("length " + length);
        }
    }
}
