package org.socketworkbench.model;

/**
 * What an event has made known about what is between sockets. An event tells of one call; a fact joins it with what
 * others have told: whom a connect reached, which send the bytes of a recv came from. Calls are named by their numbers
 * in the log.
 *
 * <p>The sockets are those of the picture that told the fact, and go on changing with it.
 */
public sealed interface Fact {
    /** What stands for a call that is not known, as that of a program outside. */
    int NO_CALL = -1;

    /** A caller's kernel has asked for a connection (SYN); of UNIX sockets nothing is on its way before it is made. */
    record Called(DescriptorState caller, Peer to, int connect) implements Fact {}

    /** A caller is connected: to whoever listens, not yet to a socket that accept has made. */
    record Connected(DescriptorState caller, Peer to, int connect) implements Fact {}

    /** Nobody listens where a caller has called, and it was told so (RST). */
    record Refused(DescriptorState caller, Peer by, int connect) implements Fact {}

    /** It is known whose call an accept has taken: the two sockets are the ends of one connection. */
    record Accepted(DescriptorState connection, DescriptorState caller, int accept) implements Fact {}

    /** An accept has taken the call of a program outside. */
    record AcceptedFromOutside(DescriptorState connection, Peer.Outside caller, int accept) implements Fact {}

    /**
     * Bytes of a stream were taken. If their send is not known, neither is where they stood in it.
     *
     * @param send     the call that sent them, or {@link #NO_CALL}
     * @param inSend   how many bytes of that call stood before them
     * @param recv     the call that took them
     * @param inRecv   how many bytes of that call stand before them
     * @param position how many bytes of this direction were taken before them; of no meaning for an urgent byte
     * @param urgent   whether it is the byte that MSG_OOB takes out of its turn
     */
    record Delivered(Peer from, DescriptorState to, int send, int inSend, int recv, int inRecv, long position,
            int count, boolean urgent) implements Fact {}

    /** Bytes of a stream were sent and have not been taken yet: they wait where they are to be read. */
    record Waits(DescriptorState from, Peer to, int send) implements Fact {}

    /** Bytes of a stream have gone to a program outside: nobody tells when it reads them. */
    record SentOutside(DescriptorState from, Peer to, int send, int inSend, int count) implements Fact {}

    /** Bytes of a stream that have arrived will be read by nobody: their receiver is closed. */
    record NeverRead(DescriptorState from, Peer to, int send, int inSend, int count) implements Fact {}

    /**
     * One direction of a connection has come to its end.
     *
     * @param by        the call that ended it, or {@link #NO_CALL} if a program outside or the kernel did
     * @param call      the call that tells of it
     * @param broken    whether it is no orderly end (FIN) but a reset (RST): what was on its way is lost, and the other
     *                  side can send no more
     * @param concluded whether no call of the other side has told of it yet
     */
    record Ended(Peer from, Peer to, int by, int call, boolean broken, boolean concluded) implements Fact {}

    /** A datagram waits where it is to be received. */
    record DatagramWaits(Datagrams.Sent<DescriptorState> datagram, DescriptorState receiver) implements Fact {}

    /**
     * A datagram was taken.
     *
     * @param send  the call that sent it, or {@link #NO_CALL}
     * @param count how many of its bytes came
     * @param cut   whether it was longer: the rest is lost
     */
    record DatagramTaken(Peer from, DescriptorState to, int send, int recv, int count, boolean cut) implements Fact {}

    /** A datagram will be received by nobody: one that was sent later was taken, or its receiver is closed. */
    record DatagramLost(Datagrams.Sent<DescriptorState> datagram, DescriptorState receiver) implements Fact {}

    /** A datagram has gone to an address that no participant has: nobody tells whether it arrives. */
    record DatagramUntold(Datagrams.Sent<DescriptorState> datagram, Peer to) implements Fact {}

    /** An earlier datagram has met nobody, and the kernel was told so (ICMP: port unreachable). */
    record NobodyThere(Peer at, DescriptorState sender, int call) implements Fact {}
}
