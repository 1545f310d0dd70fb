package org.socketworkbench.engine;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.PollEntry;
import org.socketworkbench.socket.SocketOption;

/**
 * What Python's socket module adds to the system calls of one process: timeouts, sendall, connect_ex and files. Each
 * system call that it needs is made by the code that calls it, and so is traced as a child of the library call. For the
 * participant's threads.
 *
 * @see <a href="https://docs.python.org/3/library/socket.html">Python: socket</a>
 */
final class SocketLibrary {
    /** The sockets that have a timeout or do not block; all others wait for ever. */
    private final Map<Integer, Long> timeouts = new ConcurrentHashMap<>();
    private final Map<Integer, SocketFile> files = new ConcurrentHashMap<>();

    /** Makes the system calls of one library call. */
    @FunctionalInterface
    interface SystemCalls {
        Outcome make(Call.SystemCall call);
    }

    /** The call as the library makes it: on a socket with a timeout, a call that waits becomes a {@link Call.Timed}. */
    Call asMade(Call call) {
        if (timeouts.isEmpty() || !(call instanceof Call.Waiting waiting) || call instanceof Call.Plain) {
            return call;
        }
        long nanos = timeouts.getOrDefault(waiting.fd(), Call.FOR_EVER);
        return nanos > 0 ? new Call.Timed(waiting, nanos) : call;
    }

    /** From here on calls on this descriptor wait for so long; the descriptor itself stays as it is. */
    void setTimeout(int fd, long nanos) {
        if (nanos < 0) {
            timeouts.remove(fd);
        } else {
            timeouts.put(fd, nanos);
        }
    }

    /** Forgets a descriptor that is closed, or whose object is gone. */
    void forget(int fd) {
        timeouts.remove(fd);
        files.remove(fd);
    }

    Outcome make(Call.LibraryCall call, SystemCalls system) {
        return switch (call) {
            case Call.Timed c -> timed(c.call(), c.nanos(), system);
            case Call.ConnectEx c -> connectEx(c, system);
            case Call.SendAll c -> sendAll(c, system);
            case Call.SetBlocking c -> setTimeout(c.fd(), c.blocking() ? Call.FOR_EVER : 0, system);
            case Call.SetTimeout c -> setTimeout(c.fd(), c.nanos(), system);
            case Call.GetTimeout c -> new Outcome.TimeoutIs(timeout(c.fd()));
            case Call.FileNo c -> new Outcome.Done(c.fd());
            case Call.MakeFile c -> {
                files.put(c.fd(), new SocketFile(c.fd()));
                yield new Outcome.Done(c.fd());
            }
            case Call.ReadLine c -> file(c.fd()).readLine(within(timeout(c.fd()), system));
            case Call.FileWrite c -> file(c.fd()).write(c.data(), within(timeout(c.fd()), system));
            case Call.Flush c -> file(c.fd()).flush(within(timeout(c.fd()), system));
        };
    }

    private long timeout(int fd) {
        return timeouts.getOrDefault(fd, Call.FOR_EVER);
    }

    private SocketFile file(int fd) {
        return files.computeIfAbsent(fd, SocketFile::new);
    }

    /** As in CPython, the descriptor blocks only if there is no timeout, however long a timeout is. */
    private Outcome setTimeout(int fd, long nanos, SystemCalls system) {
        Outcome outcome = system.make(new Call.SetNonBlocking(fd, nanos >= 0));
        if (outcome instanceof Outcome.Done) {
            setTimeout(fd, nanos);
        }
        return outcome;
    }

    private Outcome connectEx(Call.ConnectEx c, SystemCalls system) {
        Call.Connect connect = new Call.Connect(c.fd(), c.address());
        long nanos = timeout(c.fd());
        return switch (nanos > 0 ? connect(connect, nanos, system) : system.make(connect)) {
            case Outcome.Failed failed -> new Outcome.Done(failed.errno().number());
            // CPython's answer when the time is over.
            case Outcome.TimedOut timedOut -> new Outcome.Done(Errno.EAGAIN.number());
            case Outcome outcome -> outcome;
        };
    }

    private Outcome sendAll(Call.SendAll c, SystemCalls system) {
        long nanos = timeout(c.fd());
        long due = System.nanoTime() + nanos;
        long leftNanos = nanos;
        Bytes left = c.data();
        do {
            Call.Send send = new Call.Send(c.fd(), left, c.flags());
            Outcome outcome = nanos > 0 ? timed(send, leftNanos, system) : system.make(send);
            if (!(outcome instanceof Outcome.Done sent)) {
                return outcome;
            }
            left = left.from((int) sent.value());
            leftNanos = due - System.nanoTime();
        } while (left.length() > 0);
        return new Outcome.Done(0);
    }

    /** Gives each call a timeout of its own, as the calls of a file have. */
    private SystemCalls within(long nanos, SystemCalls system) {
        return nanos > 0 ? call -> timed((Call.Waiting) call, nanos, system) : system;
    }

    /** However short the time, poll is called once: what is ready then is used. */
    private Outcome timed(Call.Waiting call, long nanos, SystemCalls system) {
        if (call instanceof Call.Connect connect) {
            return connect(connect, nanos, system);
        }
        int event = call instanceof Call.Sending ? PollEntry.POLLOUT : PollEntry.POLLIN;
        long due = System.nanoTime() + nanos;
        for (long left = nanos; left >= 0; left = due - System.nanoTime()) {
            Outcome ready = await(call.fd(), event, left, system);
            if (!isReady(ready)) {
                return ready;
            }
            Outcome outcome = system.make(call);
            // Somebody else was faster, or the kernel changed its mind: the time goes on.
            if (!(outcome instanceof Outcome.Failed failed) || !failed.errno().equals(Errno.EAGAIN)) {
                return outcome;
            }
        }
        return new Outcome.TimedOut();
    }

    private Outcome connect(Call.Connect call, long nanos, SystemCalls system) {
        Outcome begun = system.make(call);
        if (!(begun instanceof Outcome.Failed failed) || !failed.errno().equals(Errno.EINPROGRESS)) {
            return begun;
        }
        Outcome ready = await(call.fd(), PollEntry.POLLOUT, nanos, system);
        if (!isReady(ready)) {
            return ready;
        }
        Outcome error = system.make(new Call.GetSockOpt(call.fd(), SocketOption.SO_ERROR));
        if (!(error instanceof Outcome.OptionRead(OptionValue.Int(int number)))) {
            return error;
        }
        return number == 0 || number == Errno.EISCONN.number() ? new Outcome.Done(0)
                : new Outcome.Failed(new Errno(number));
    }

    /** What poll answered, or {@link Outcome.TimedOut}. */
    private static Outcome await(int fd, int event, long nanos, SystemCalls system) {
        int millis = (int) Math.min(Integer.MAX_VALUE, Math.ceilDiv(nanos, 1_000_000L));
        Outcome outcome = system.make(new Call.Poll(List.of(new PollEntry(fd, event)), millis));
        return outcome instanceof Outcome.Polled polled && polled.ready().isEmpty() ? new Outcome.TimedOut() : outcome;
    }

    private static boolean isReady(Outcome outcome) {
        return outcome instanceof Outcome.Polled;
    }
}
