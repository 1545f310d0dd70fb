package org.socketworkbench.engine;

import java.io.ByteArrayOutputStream;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;

/**
 * A buffered file around a socket, like the one that Python's makefile returns: a read takes a whole buffer from the
 * kernel, and writes are collected until the buffer is full or flush is called. For the participant's thread.
 *
 * @see <a href="https://docs.python.org/3/library/io.html#io.BufferedReader">Python: io.BufferedReader,
 *      io.BufferedWriter</a>
 */
final class SocketFile {
    /** Python's io.DEFAULT_BUFFER_SIZE, in bytes. */
    private static final int BUFFER = 8192;
    /** The longest line that is read, in bytes: a peer that sends no line end must not fill the memory. */
    private static final int MAX_LINE = Call.MAX_LENGTH;

    private final int fd;
    private final ByteArrayOutputStream unsent = new ByteArrayOutputStream();
    private byte[] unread = {};
    private int at;
    private boolean timedOut;

    SocketFile(int fd) {
        this.fd = fd;
    }

    /**
     * The next line with its end. At the end of the stream, or if it is longer than {@link #MAX_LINE}, it has no line
     * end; after the end of the stream it is empty.
     */
    Outcome readLine(SocketLibrary.SystemCalls system) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            while (at < unread.length && line.size() < MAX_LINE) {
                byte b = unread[at++];
                line.write(b);
                if (b == '\n') {
                    return new Outcome.Received(Bytes.owning(line.toByteArray()));
                }
            }
            if (line.size() >= MAX_LINE) {
                return new Outcome.Received(Bytes.owning(line.toByteArray()));
            }
            if (timedOut) {
                return new Outcome.TimedOut();
            }
            Outcome outcome = system.make(new Call.Recv(fd, BUFFER, 0));
            if (!(outcome instanceof Outcome.Received received)) {
                failed(outcome, line);
                return outcome;
            }
            if (received.data().length() == 0) {
                return new Outcome.Received(Bytes.owning(line.toByteArray()));
            }
            unread = received.data().toArray();
            at = 0;
        }
    }

    /**
     * As in Python, an error in the middle of a line loses what was read of it, and a file that has timed out reads no
     * more. Only an interruption, for which Python has no answer, loses nothing.
     */
    private void failed(Outcome outcome, ByteArrayOutputStream line) {
        timedOut = outcome instanceof Outcome.TimedOut;
        boolean interrupted = outcome instanceof Outcome.Failed failed && failed.errno().equals(Errno.EINTR);
        unread = interrupted ? line.toByteArray() : new byte[0];
        at = 0;
    }

    /**
     * Collects what fits into the buffer. If the data does not fit, the buffer is sent first, and then data until the
     * rest fits.
     */
    Outcome write(Bytes data, SocketLibrary.SystemCalls system) {
        if (unsent.size() + data.length() > BUFFER) {
            Outcome flushed = flush(system);
            if (!(flushed instanceof Outcome.Done)) {
                return flushed;
            }
        }
        Bytes left = data;
        while (left.length() > BUFFER) {
            Outcome outcome = system.make(new Call.Send(fd, left, 0));
            if (!(outcome instanceof Outcome.Done sent)) {
                return outcome;
            }
            left = left.from((int) sent.value());
        }
        unsent.writeBytes(left.toArray());
        return new Outcome.Done(data.length());
    }

    /** Sends the contents of the buffer; what could not be sent stays in it. */
    Outcome flush(SocketLibrary.SystemCalls system) {
        Bytes left = Bytes.owning(unsent.toByteArray());
        try {
            while (left.length() > 0) {
                Outcome outcome = system.make(new Call.Send(fd, left, 0));
                if (!(outcome instanceof Outcome.Done sent)) {
                    return outcome;
                }
                left = left.from((int) sent.value());
            }
            return new Outcome.Done(0);
        } finally {
            unsent.reset();
            unsent.writeBytes(left.toArray());
        }
    }
}
