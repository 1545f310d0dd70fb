package org.socketworkbench.socket.libc;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.PollEntry;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.Sockets;

/** Makes one thread's calls. It allocates its native memory once; only a larger call allocates more, for that call. */
final class LinuxCaller implements Sockets.Caller {
    /** FIONBIO, from {@code <asm-generic/ioctls.h>}: the same on x86-64 and aarch64. */
    private static final long FIONBIO = 0x5421;

    /** From {@code <bits/socket_type.h>}, the same on x86-64 and aarch64; EPOLL_CLOEXEC is the same bit. */
    private static final int SOCK_CLOEXEC = 0x80000;

    /** From {@code <linux/fcntl.h>}. */
    private static final int F_DUPFD_CLOEXEC = 1030;

    private static final VarHandle IN_CALL = inCall();

    private final Interrupter interrupter;
    private final Arena arena = Arena.ofConfined();
    final MemorySegment errno = arena.allocate(LibC.ERRNO_LAYOUT);
    final MemorySegment address = arena.allocate(Sockaddr.MAX_BYTES, 8);
    final MemorySegment length = arena.allocate(JAVA_INT);
    private final MemorySegment value = arena.allocate(Call.GetSockOpt.MAX_LENGTH, 8);
    private final Transfers transfers = new Transfers(this, arena);
    private final MessageTransfers messages = new MessageTransfers(this, transfers);
    private final Readiness readiness = new Readiness(this);
    private final Epoll epoll = new Epoll(this);
    private final WorkingFolder workingFolder = new WorkingFolder();
    private final TcpDescriptors tcp;
    private final long pthread;
    private final int tid;

    /** Written twice per call, so without a fence: the interrupter checks again. */
    private boolean inCall;
    private volatile boolean interrupted;
    /** Guards the thread's end: after that, its pthread is invalid. */
    private final Object ending = new Object();
    private boolean closed;

    LinuxCaller(Interrupter interrupter, TcpDescriptors tcp) {
        this.interrupter = interrupter;
        this.tcp = tcp;
        try {
            pthread = (long) LibC.PTHREAD_SELF.invokeExact();
            tid = (int) LibC.GETTID.invokeExact();
        } catch (Throwable e) {
            throw LibC.defect(e);
        }
    }

    @Override
    public long threadId() {
        return tid;
    }

    @Override
    public void interrupt() {
        // The thread that set the flag has told the interrupter, or is about to.
        if (!interrupted) {
            interrupted = true;
            interrupter.interrupt(this);
        }
    }

    @Override
    public void rearm() {
        interrupted = false;
    }

    /**
     * Sends the signal if a call is in progress; returns whether this caller still wants to be interrupted. A signal
     * that arrives just after the call does nothing; one that arrives in the next call is a stray signal.
     */
    boolean signalIfInCall(int signal) {
        synchronized (ending) {
            if (closed) {
                return false;
            }
            if (interrupted && (boolean) IN_CALL.getOpaque(this)) {
                try {
                    int ignored = (int) LibC.PTHREAD_KILL.invokeExact(pthread, signal);
                } catch (Throwable e) {
                    throw LibC.defect(e);
                }
            }
            return interrupted;
        }
    }

    @Override
    public void workIn(@Nullable Path folder) {
        workingFolder.set(folder);
    }

    @Override
    public Outcome make(Call.SystemCall call) {
        return workingFolder.make(call, this::makeHere);
    }

    private Outcome makeHere(Call.SystemCall call) {
        IN_CALL.setOpaque(this, true);
        try {
            // The most frequent calls come first.
            return switch (call) {
                case Call.Send c -> transfers.send(c);
                case Call.Recv c -> transfers.recv(c);
                case Call.Read c -> transfers.read(c);
                case Call.Write c -> transfers.write(c);
                case Call.SendTo c -> transfers.sendTo(c);
                case Call.RecvFrom c -> transfers.recvFrom(c);
                case Call.ReadV c -> messages.readV(c);
                case Call.WriteV c -> messages.writeV(c);
                case Call.SendMsg c -> messages.sendMsg(c);
                case Call.RecvMsg c -> messages.recvMsg(c);
                case Call.Socket c -> socket(c);
                case Call.SocketPair c -> socketPair(c);
                case Call.Dup c -> dup(c);
                case Call.Dup2 c -> dup2(c);
                case Call.SetSockOpt c -> setSockOpt(c);
                case Call.GetSockOpt c -> getSockOpt(c.fd(), c.option(), c.length());
                case Call.Bind c ->
                    done((int) LibC.BIND.invokeExact(errno, c.fd(), address, Sockaddr.write(c.address(), address)));
                case Call.Listen c -> done((int) LibC.LISTEN.invokeExact(errno, c.fd(), c.backlog()));
                case Call.Accept c -> accept(c);
                case Call.Connect c -> connect(c);
                case Call.Shutdown c -> done((int) LibC.SHUTDOWN.invokeExact(errno, c.fd(), c.how().ordinal()));
                case Call.GetSockName c -> {
                    expectAddress();
                    yield named((int) LibC.GETSOCKNAME.invokeExact(errno, c.fd(), address, length));
                }
                case Call.GetPeerName c -> {
                    expectAddress();
                    yield named((int) LibC.GETPEERNAME.invokeExact(errno, c.fd(), address, length));
                }
                case Call.Close c -> close(c.fd());
                case Call.Other c -> throw new IllegalArgumentException(c.word() + " is only told of");
                case Call.Unlink c -> unlink(c.address());
                case Call.SetNonBlocking c -> {
                    value.set(JAVA_INT, 0, c.on() ? 1 : 0);
                    yield done((int) LibC.IOCTL.invokeExact(errno, c.fd(), FIONBIO, value));
                }
                case Call.Fcntl c -> done(c.command().sets()
                        ? (int) LibC.FCNTL_INT.invokeExact(errno, c.fd(), c.command().number(), c.argument())
                        : (int) LibC.FCNTL.invokeExact(errno, c.fd(), c.command().number()));
                case Call.Ioctl c -> {
                    int result = (int) LibC.IOCTL.invokeExact(errno, c.fd(), (long) c.request().number(), value);
                    yield result < 0 ? failed() : new Outcome.NumberRead(value.get(JAVA_INT, 0));
                }
                case Call.EpollCreate c ->
                    opened((int) LibC.EPOLL_CREATE1.invokeExact(errno, c.closeOnExec() ? SOCK_CLOEXEC : 0), false);
                case Call.EpollCtl c -> epoll.ctl(c);
                case Call.EpollWait c -> epoll.await(c);
                case Call.Ppoll c -> readiness.ppoll(c);
                case Call.Poll c -> readiness.poll(c);
                case Call.Select c -> readiness.select(c);
            };
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw LibC.defect(e);
        } finally {
            IN_CALL.setOpaque(this, false);
        }
    }

    @Override
    public void close() {
        rearm();
        synchronized (ending) {
            closed = true;
        }
        arena.close();
    }

    private Outcome socket(Call.Socket c) throws Throwable {
        int fd = (int) LibC.SOCKET.invokeExact(errno, c.family().number(), type(c.type(), c.closeOnExec()),
                c.protocol());
        return opened(fd, c.type() == SocketType.SOCK_STREAM && c.family() != Family.AF_UNIX);
    }

    private static int type(SocketType type, boolean closeOnExec) {
        return type.number() | (closeOnExec ? SOCK_CLOEXEC : 0);
    }

    private Outcome opened(int fd, boolean isTcp) {
        if (fd < 0) {
            return failed();
        }
        tcp.made(fd, isTcp);
        return new Outcome.Opened(fd);
    }

    /** Linux makes pairs of UNIX sockets only. */
    private Outcome socketPair(Call.SocketPair c) throws Throwable {
        int result = (int) LibC.SOCKETPAIR.invokeExact(errno, c.family().number(), type(c.type(), c.closeOnExec()),
                c.protocol(), value);
        return result < 0 ? failed()
                : new Outcome.PairOpened(new Outcome.Opened(value.getAtIndex(JAVA_INT, 0)),
                        new Outcome.Opened(value.getAtIndex(JAVA_INT, 1)));
    }

    private Outcome dup(Call.Dup c) throws Throwable {
        int fd = c.closeOnExec() ? (int) LibC.FCNTL_INT.invokeExact(errno, c.fd(), F_DUPFD_CLOEXEC, 0)
                : (int) LibC.DUP.invokeExact(errno, c.fd());
        return opened(fd, isTcp(c.fd()));
    }

    private Outcome dup2(Call.Dup2 c) throws Throwable {
        int fd = (int) LibC.DUP2.invokeExact(errno, c.fd(), c.target());
        if (fd >= 0 && !isTcp(c.fd())) {
            tcp.closed(fd);
        }
        return opened(fd, isTcp(c.fd()));
    }

    private Outcome close(int fd) throws Throwable {
        tcp.closed(fd);
        return done((int) LibC.CLOSE.invokeExact(errno, fd));
    }

    boolean isTcp(int fd) {
        return tcp.has(fd);
    }

    private Outcome setSockOpt(Call.SetSockOpt c) throws Throwable {
        byte[] bytes = c.value().toBytes().toArray();
        int size = Math.min(bytes.length, (int) value.byteSize());
        MemorySegment.copy(bytes, 0, value, JAVA_BYTE, 0, size);
        return done(
                (int) LibC.SETSOCKOPT.invokeExact(errno, c.fd(), c.option().level(), c.option().number(), value, size));
    }

    private Outcome getSockOpt(int fd, SocketOption option, int size) throws Throwable {
        length.set(JAVA_INT, 0, size);
        int result = (int) LibC.GETSOCKOPT.invokeExact(errno, fd, option.level(), option.number(), value, length);
        if (result < 0) {
            return failed();
        }
        byte[] bytes = value.asSlice(0, length.get(JAVA_INT, 0)).toArray(JAVA_BYTE);
        return new Outcome.OptionRead(OptionValue.of(option, Bytes.owning(bytes)));
    }

    private Outcome accept(Call.Accept c) throws Throwable {
        while (true) {
            expectAddress();
            int connection = c.closeOnExec()
                    ? (int) LibC.ACCEPT4.invokeExact(errno, c.fd(), address, length, SOCK_CLOEXEC)
                    : (int) LibC.ACCEPT.invokeExact(errno, c.fd(), address, length);
            if (connection >= 0) {
                SocketAddress peer = readAddress();
                tcp.made(connection, peer.family() != Family.AF_UNIX);
                return new Outcome.Accepted(connection, peer);
            }
            if (!strayInterruption()) {
                return failed();
            }
        }
    }

    private Outcome connect(Call.Connect c) throws Throwable {
        int size = Sockaddr.write(c.address(), address);
        while (true) {
            int result = (int) LibC.CONNECT.invokeExact(errno, c.fd(), address, size);
            if (result >= 0 || !strayInterruption()) {
                return done(result);
            }
            // A connect that waits for room in a UNIX listener's queue has not begun, yet poll would report the socket
            // as ready.
            if (c.address().family() != Family.AF_UNIX) {
                return endOfConnect(c.fd());
            }
        }
    }

    /**
     * An interrupted connect continues in the kernel and need not be repeated: wait for its end and read the result.
     */
    private Outcome endOfConnect(int fd) throws Throwable {
        if (readiness.await(fd, PollEntry.POLLOUT) < 0) {
            return failed();
        }
        Outcome error = getSockOpt(fd, SocketOption.SO_ERROR, Integer.BYTES);
        return error instanceof Outcome.OptionRead(OptionValue.Int(int number))
                ? number == 0 ? new Outcome.Done(0) : new Outcome.Failed(new Errno(number)) : error;
    }

    private Outcome unlink(SocketAddress.Unix unix) throws Throwable {
        try (Arena once = Arena.ofConfined()) {
            byte[] path = unix.path().toArray();
            MemorySegment text = once.allocate(path.length + 1L);
            MemorySegment.copy(path, 0, text, JAVA_BYTE, 0, path.length);
            return done((int) LibC.UNLINK.invokeExact(errno, text));
        }
    }

    void expectAddress() {
        length.set(JAVA_INT, 0, Sockaddr.MAX_BYTES);
    }

    SocketAddress readAddress() {
        return Sockaddr.read(address, length.get(JAVA_INT, 0));
    }

    private Outcome named(int result) {
        return result < 0 ? failed() : new Outcome.Named(readAddress());
    }

    Outcome done(long result) {
        return result < 0 ? failed() : new Outcome.Done(result);
    }

    Outcome failed() {
        return new Outcome.Failed(new Errno(LibC.errno(errno)));
    }

    /** Whether a stray signal interrupted the last call: then the call is repeated (PEP 475). */
    boolean strayInterruption() {
        return LibC.errno(errno) == Errno.EINTR.number() && !interrupted;
    }

    private static VarHandle inCall() {
        try {
            return MethodHandles.lookup().findVarHandle(LinuxCaller.class, "inCall", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
