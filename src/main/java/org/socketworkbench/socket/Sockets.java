package org.socketworkbench.socket;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The socket calls of a system, and ways to look at its sockets. */
public interface Sockets {

    /** Makes the calling thread ready to make calls; the thread closes the caller before it ends. */
    Caller caller();

    /** How sockets can be looked at from outside; a system may have no such way. */
    default Looks looks() {
        return Looks.NONE;
    }

    /** Makes a flag, which is down; a system may have no flags. */
    default Flag flag() {
        throw new UnsupportedOperationException("no flags");
    }

    /** A descriptor that is ready to be read while its flag is up. Any thread. */
    interface Flag extends AutoCloseable {
        /** The descriptor; {@link Call#NO_DESCRIPTOR} if there was none left. */
        int descriptor();

        void raise(boolean up);

        @Override
        void close();
    }

    /**
     * One thread's way to the kernel. Only the thread that asked for it may use it; {@link #interrupt} is for any
     * thread.
     */
    interface Caller extends AutoCloseable {

        /**
         * Makes one call and waits, as the kernel does, until it returns. A call that a stray signal interrupts is made
         * again, as Python does (PEP 475); a call that {@link #interrupt} ends returns with EINTR. A send that a signal
         * interrupts after some bytes were sent returns their count.
         */
        Outcome make(Call.SystemCall call);

        /**
         * Ends the call in progress, or the next one if there is none, and every call after it until {@link #rearm}.
         * Any thread may call it; it returns at once. The socket and its settings stay as they are.
         */
        void interrupt();

        /** Ends the effect of {@link #interrupt}: from now on, calls block again. */
        void rearm();

        /**
         * From now on, relative paths of UNIX sockets begin in this folder; null for the folder where the JVM was
         * started.
         */
        default void workIn(@Nullable Path folder) {}

        /** The system's own number for the calling thread, as its tools show it. */
        long threadId();

        @Override
        void close();
    }

    /**
     * Looks at sockets of this process. A look is not a participant's call: it is not traced, changes nothing and never
     * waits. Any thread may look. But if a thread that makes calls also looks, whoever watches it from outside sees the
     * looks among its calls.
     */
    interface Looks {
        /** Sees nothing. */
        Looks NONE = new Looks() {
            @Override
            public Optional<TcpInfo> tcpInfo(int fd) {
                return Optional.empty();
            }

            @Override
            public OptionalLong unread(int fd) {
                return OptionalLong.empty();
            }

            @Override
            public Optional<Ends> ends(int fd) {
                return Optional.empty();
            }

            @Override
            public boolean wouldWait(Call.SystemCall call) {
                return false;
            }
        };

        /** A connection's two addresses: the socket's own, and the peer's. */
        record Ends(SocketAddress local, SocketAddress remote) {}

        /**
         * What TCP knows about a connection, from getsockopt's TCP_INFO; empty if the descriptor is not a TCP socket.
         */
        Optional<TcpInfo> tcpInfo(int fd);

        /**
         * How many bytes of payload wait to be read, from ioctl's FIONREAD: for a stream all of them, for datagrams
         * those of the first. Empty if the descriptor cannot say, as a listener cannot.
         */
        OptionalLong unread(int fd);

        /**
         * A connection's addresses, from getsockname and getpeername; empty if the descriptor is not a connected
         * socket.
         */
        Optional<Ends> ends(int fd);

        /**
         * Whether a call would wait if it were made now. This is known in advance for accept, recv, recvfrom, poll and
         * select; for all other calls the answer is false.
         */
        boolean wouldWait(Call.SystemCall call);
    }
}
