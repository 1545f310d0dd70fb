package org.socketworkbench.socket.libc;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.Sockets;

/** One thread's calls. The native memory it needs is taken once; only payloads over 64 KiB take more for their one call. */
final class LinuxCaller implements Sockets.Caller {
    private static final int SCRATCH_BYTES = 64 << 10;
    private static final short POLLOUT = 4;
    private static final int MSG_TRUNC = 0x20;

    private final Interrupter interrupter;
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment errno = arena.allocate(LibC.ERRNO_LAYOUT);
    private final MemorySegment address = arena.allocate(Sockaddr.MAX_BYTES, 8);
    private final MemorySegment length = arena.allocate(JAVA_INT);
    private final MemorySegment value = arena.allocate(JAVA_INT);
    private final MemorySegment scratch = arena.allocate(SCRATCH_BYTES, 8);
    private final long pthread;
    private final int tid;

    private final Object inCallLock = new Object();
    private boolean inCall;
    private volatile boolean interrupted;

    LinuxCaller(Interrupter interrupter) {
        this.interrupter = interrupter;
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
        interrupted = true;
        interrupter.interrupt(this);
    }

    @Override
    public void rearm() {
        interrupted = false;
    }

    /** Sends the signal if a call is being made; answers whether this caller still wants to be interrupted. */
    boolean signalIfInCall(int signal) {
        synchronized (inCallLock) {
            if (interrupted && inCall) {
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
    public Outcome make(Call call) {
        setInCall(true);
        try {
            return switch (call) {
                case Call.Socket c ->
                    done((int) LibC.SOCKET.invokeExact(errno, c.family().number(), c.type().number(), c.protocol()));
                case Call.SetSockOpt c -> setSockOpt(c);
                case Call.GetSockOpt c -> getSockOpt(c.fd(), c.option());
                case Call.Bind c ->
                    done((int) LibC.BIND.invokeExact(errno, c.fd(), address, Sockaddr.write(c.address(), address)));
                case Call.Listen c -> done((int) LibC.LISTEN.invokeExact(errno, c.fd(), c.backlog()));
                case Call.Accept c -> accept(c.fd());
                case Call.Connect c -> connect(c);
                case Call.Send c -> send(c);
                case Call.Recv c -> recv(c);
                case Call.Shutdown c -> done((int) LibC.SHUTDOWN.invokeExact(errno, c.fd(), c.how().ordinal()));
                case Call.GetSockName c -> {
                    expectAddress();
                    yield named((int) LibC.GETSOCKNAME.invokeExact(errno, c.fd(), address, length));
                }
                case Call.GetPeerName c -> {
                    expectAddress();
                    yield named((int) LibC.GETPEERNAME.invokeExact(errno, c.fd(), address, length));
                }
                case Call.Close c -> done((int) LibC.CLOSE.invokeExact(errno, c.fd()));
            };
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw LibC.defect(e);
        } finally {
            setInCall(false);
        }
    }

    @Override
    public void close() {
        rearm();
        arena.close();
    }

    private void setInCall(boolean in) {
        synchronized (inCallLock) {
            inCall = in;
        }
    }

    private Outcome setSockOpt(Call.SetSockOpt c) throws Throwable {
        value.set(JAVA_INT, 0, c.value());
        return done((int) LibC.SETSOCKOPT.invokeExact(
                errno, c.fd(), c.option().level(), c.option().number(), value, Integer.BYTES));
    }

    private Outcome getSockOpt(int fd, SocketOption option) throws Throwable {
        length.set(JAVA_INT, 0, Integer.BYTES);
        int result = (int) LibC.GETSOCKOPT.invokeExact(errno, fd, option.level(), option.number(), value, length);
        return result < 0 ? failed() : new Outcome.OptionValue(value.get(JAVA_INT, 0));
    }

    private Outcome accept(int fd) throws Throwable {
        while (true) {
            expectAddress();
            int connection = (int) LibC.ACCEPT.invokeExact(errno, fd, address, length);
            if (connection >= 0) {
                return new Outcome.Accepted(connection, Sockaddr.read(address));
            }
            if (!strayInterruption()) {
                return failed();
            }
        }
    }

    /** An interrupted connect goes on in the kernel and cannot be made again (EALREADY): wait for its end and read it. */
    private Outcome connect(Call.Connect c) throws Throwable {
        int size = Sockaddr.write(c.address(), address);
        int result = (int) LibC.CONNECT.invokeExact(errno, c.fd(), address, size);
        if (result >= 0 || !strayInterruption()) {
            return done(result);
        }
        scratch.set(JAVA_INT, 0, c.fd());
        scratch.set(JAVA_SHORT, 4, POLLOUT);
        scratch.set(JAVA_SHORT, 6, (short) 0);
        int ready;
        do {
            ready = (int) LibC.POLL.invokeExact(errno, scratch, 1L, -1);
        } while (ready < 0 && strayInterruption());
        if (ready < 0) {
            return failed();
        }
        return switch (getSockOpt(c.fd(), SocketOption.SO_ERROR)) {
            case Outcome.OptionValue error when error.option() != 0 -> new Outcome.Failed(new Errno(error.option()));
            case Outcome.Failed failed -> failed;
            default -> new Outcome.Done(0);
        };
    }

    private Outcome send(Call.Send c) throws Throwable {
        int size = c.data().length();
        if (c.data().kept() < size) {
            throw new IllegalArgumentException("only the first bytes of this payload were kept");
        }
        if (size <= SCRATCH_BYTES) {
            return send(c, scratch, size);
        }
        try (Arena large = Arena.ofConfined()) {
            return send(c, large.allocate(size), size);
        }
    }

    private Outcome send(Call.Send c, MemorySegment buffer, long size) throws Throwable {
        MemorySegment.copy(MemorySegment.ofBuffer(c.data().buffer()), 0, buffer, 0, size);
        while (true) {
            long sent = (long) LibC.SEND.invokeExact(errno, c.fd(), buffer, size, c.flags());
            if (sent >= 0 || !strayInterruption()) {
                return done(sent);
            }
        }
    }

    private Outcome recv(Call.Recv c) throws Throwable {
        if (c.length() <= SCRATCH_BYTES) {
            return recv(c, scratch);
        }
        try (Arena large = Arena.ofConfined()) {
            return recv(c, large.allocate(c.length()));
        }
    }

    private Outcome recv(Call.Recv c, MemorySegment buffer) throws Throwable {
        while (true) {
            long received = (long) LibC.RECV.invokeExact(errno, c.fd(), buffer, (long) c.length(), c.flags());
            if (received >= 0) {
                if ((c.flags() & MSG_TRUNC) != 0) {
                    // TCP then throws the bytes away and only counts them (man 7 tcp): what is in the buffer is old.
                    return new Outcome.Received(Bytes.owning(new byte[(int) received]).keeping(0));
                }
                byte[] bytes = buffer.asSlice(0, received).toArray(ValueLayout.JAVA_BYTE);
                return new Outcome.Received(Bytes.owning(bytes));
            }
            if (!strayInterruption()) {
                return failed();
            }
        }
    }

    private void expectAddress() {
        length.set(JAVA_INT, 0, Sockaddr.MAX_BYTES);
    }

    private Outcome named(int result) {
        return result < 0 ? failed() : new Outcome.Named(Sockaddr.read(address));
    }

    private Outcome done(long result) {
        return result < 0 ? failed() : new Outcome.Done(result);
    }

    private Outcome failed() {
        return new Outcome.Failed(new Errno(LibC.errno(errno)));
    }

    private boolean strayInterruption() {
        return LibC.errno(errno) == Errno.EINTR.number() && !interrupted;
    }
}
