package org.socketworkbench.socket;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The socket calls of a system, and ways to look at its sockets. */
public interface Sockets {

    /** Makes the calling thread ready to make calls; the thread closes the caller before it ends. */
    Caller caller();

    /** How sockets can be looked at from outside; a system need not have any such way. */
    default Looks looks() {
        return Looks.NONE;
    }

    /** Makes a flag, which is down; a system need not have any. */
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
     * One thread's way to the kernel. All methods but {@link #interrupt} are for the thread that asked for it.
     */
    interface Caller extends AutoCloseable {

        /**
         * Makes one call and waits, as the kernel does, until it returns. A call that a stray signal interrupts is made
         * again, as Python does (PEP 475); one that {@link #interrupt} reached returns with EINTR. A send that any
         * signal reached after some bytes had gone returns with their count.
         */
        Outcome make(Call.SystemCall call);

        /**
         * Ends the call that is being made, or the next one if none is, and every one after it until {@link #rearm}.
         * May be called by any thread; returns at once. The socket and its settings stay as they are.
         */
        void interrupt();

        /** Ends the effect of {@link #interrupt}: from here on calls block again. */
        void rearm();

        /** From here on relative paths of UNIX sockets begin in this folder; null for where the JVM was started. */
        default void workIn(@Nullable Path folder) {}

        /** The system's own number for the calling thread, as its tools show it. */
        long threadId();

        @Override
        void close();
    }

    /**
     * Looks at sockets of this process. A look is no call of a participant: it is not traced, changes nothing and never
     * waits. Any thread may look, but one on which calls are made would show its looks between them to whoever watches
     * from outside.
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

        /** A connection's two addresses: its own, and its peer's. */
        record Ends(SocketAddress local, SocketAddress remote) {}

        /**
         * What TCP knows of a connection, as getsockopt's TCP_INFO tells it; empty if the descriptor is no TCP socket.
         */
        Optional<TcpInfo> tcpInfo(int fd);

        /**
         * How many bytes of payload wait to be read, as ioctl's FIONREAD tells it: of a stream all, of datagrams those
         * of the first; empty if the descriptor cannot tell it, as a listener cannot.
         */
        OptionalLong unread(int fd);

        /**
         * A connection's addresses, as getsockname and getpeername tell them; empty if the descriptor is no connected
         * socket.
         */
        Optional<Ends> ends(int fd);

        /**
         * Whether a call would wait if it were made now. It is known beforehand of accept, recv, recvfrom, poll and
         * select; of all others it is not, and the answer is false.
         */
        boolean wouldWait(Call.SystemCall call);
    }
}
