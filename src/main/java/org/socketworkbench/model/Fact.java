package org.socketworkbench.model;

/**
 * Something that an event has revealed about what happens between sockets. An event describes one call. A fact combines
 * it with other events: which socket a connect reached, which send the bytes of a recv came from. Calls are identified
 * by their numbers in the log.
 *
 * <p>The sockets belong to the picture that reported the fact, and keep changing with it.
 */
public sealed interface Fact {
    /** The number of an unknown call, such as that of a program outside. */
    int NO_CALL = -1;

    /** A caller's kernel has asked for a connection (SYN). Not for UNIX sockets: they connect without a handshake. */
    record Called(DescriptorState caller, Peer to, int connect) implements Fact {}

    /** A caller is connected to the listener, but not yet to a socket that accept has made. */
    record Connected(DescriptorState caller, Peer to, int connect) implements Fact {}

    /** Nobody listens at the address that a caller has called, and the caller was told so (RST). */
    record Refused(DescriptorState caller, Peer by, int connect) implements Fact {}

    /** It is known which caller an accept has taken: the two sockets are the ends of one connection. */
    record Accepted(DescriptorState connection, DescriptorState caller, int accept) implements Fact {}

    /** An accept has taken a caller that is a program outside. */
    record AcceptedFromOutside(DescriptorState connection, Peer.Outside caller, int accept) implements Fact {}

    /**
     * Bytes of a stream were taken. If their send is not known, their place in it is not known either.
     *
     * @param send     the call that sent them, or {@link #NO_CALL}
     * @param inSend   how many bytes of that call came before them
     * @param recv     the call that took them
     * @param inRecv   how many bytes of that call come before them
     * @param position how many bytes of this direction were taken before them; meaningless for an urgent byte
     * @param urgent   whether it is the urgent byte, which MSG_OOB takes out of order
     */
    record Delivered(Peer from, DescriptorState to, int send, int inSend, int recv, int inRecv, long position,
            int count, boolean urgent) implements Fact {}

    /** Bytes of a stream were sent and have not been taken yet: they wait at the receiver. */
    record Waits(DescriptorState from, Peer to, int send) implements Fact {}

    /** Bytes of a stream were sent to a program outside: nothing reports when it reads them. */
    record SentOutside(DescriptorState from, Peer to, int send, int inSend, int count) implements Fact {}

    /** Bytes of a stream have arrived and nobody will read them: their receiver is closed. */
    record NeverRead(DescriptorState from, Peer to, int send, int inSend, int count) implements Fact {}

    /**
     * One direction of a connection has ended.
     *
     * @param by        the call that ended it, or {@link #NO_CALL} if a program outside or the kernel did
     * @param call      the call that reveals it
     * @param broken    whether it is a reset (RST) instead of an orderly end (FIN): data on its way is lost, and the
     *                  other side can no longer send
     * @param concluded whether no call of the other side has reported it yet
     */
    record Ended(Peer from, Peer to, int by, int call, boolean broken, boolean concluded) implements Fact {}

    /** A datagram waits at its receiver. */
    record DatagramWaits(Datagrams.Sent<DescriptorState> datagram, DescriptorState receiver) implements Fact {}

    /**
     * A datagram was taken.
     *
     * @param send  the call that sent it, or {@link #NO_CALL}
     * @param count how many of its bytes were received
     * @param cut   whether it was longer: the rest is lost
     */
    record DatagramTaken(Peer from, DescriptorState to, int send, int recv, int count, boolean cut) implements Fact {}

    /** Nobody will receive a datagram: one that was sent later was taken, or its receiver is closed. */
    record DatagramLost(Datagrams.Sent<DescriptorState> datagram, DescriptorState receiver) implements Fact {}

    /** A datagram was sent to an address that no participant has: nothing reports whether it arrives. */
    record DatagramUntold(Datagrams.Sent<DescriptorState> datagram, Peer to) implements Fact {}

    /** An earlier datagram found no receiver, and the kernel was told so (ICMP: port unreachable). */
    record NobodyThere(Peer at, DescriptorState sender, int call) implements Fact {}
}
