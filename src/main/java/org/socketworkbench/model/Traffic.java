package org.socketworkbench.model;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;

/** What calls bring about between sockets: connections, bytes, datagrams and ends. */
final class Traffic {
    private final AddressBook book;
    private final Handshakes handshakes;
    private final Streams streams;
    private final DatagramTraffic datagrams;

    /**
     * @param facts          receives each fact that becomes known
     * @param isReceivedFrom whether a receiving call is being made on a socket
     */
    Traffic(AddressBook book, Consumer<Fact> facts, Predicate<DescriptorState> isReceivedFrom) {
        this(book, facts, isReceivedFrom, new DatagramTraffic(book, facts));
    }

    private Traffic(AddressBook book, Consumer<Fact> facts, Predicate<DescriptorState> isReceivedFrom,
            DatagramTraffic datagrams) {
        this.book = book;
        streams = new Streams(facts, isReceivedFrom);
        handshakes = new Handshakes(book, facts, streams::flushOutside);
        this.datagrams = datagrams;
    }

    /** A copy of its present state that refers to the copies of the sockets. */
    Traffic copy(AddressBook copied, Consumer<Fact> facts, Predicate<DescriptorState> isReceivedFrom,
            UnaryOperator<DescriptorState> copyOf) {
        Traffic copy = new Traffic(copied, facts, isReceivedFrom, datagrams.copy(copied, facts, copyOf));
        copy.handshakes.learn(handshakes, copyOf);
        return copy;
    }

    private static boolean isStream(DescriptorState socket) {
        return socket.type() == SocketType.SOCK_STREAM;
    }

    void entered(DescriptorState socket, int number, Call.OnSocket call) {
        switch (call) {
            case Call.Connect c when isStream(socket) -> handshakes.connectEntered(socket, number);
            case Call.Send c -> sendEntered(socket, number, c.data(), Optional.empty());
            case Call.Write c -> sendEntered(socket, number, c.data(), Optional.empty());
            // Unlike the other calls, writev of no bytes does not send an empty datagram.
            case Call.WriteV c when c.data().length() == 0 -> {}
            case Call.WriteV c -> sendEntered(socket, number, c.data(), Optional.empty());
            case Call.SendTo c -> sendEntered(socket, number, c.data(), Optional.of(c.address()));
            case Call.SendMsg c -> sendEntered(socket, number, c.data(), c.to());
            case Call.Shutdown c when isStream(socket) -> streams.shutdownEntered(socket, number, c.how());
            case Call.Connect c -> {}
            case Call.Shutdown c -> {}
            case Call.Close c -> {}
            case Call.Bind c -> {}
            case Call.Listen c -> {}
            case Call.Opening c -> {}
            case Call.Receiving c -> {}
            case Call.SetNonBlocking c -> {}
            case Call.Fcntl c -> {}
            case Call.Ioctl c -> {}
            case Call.EpollCtl c -> {}
            case Call.EpollWait c -> {}
            case Call.SetSockOpt c -> {}
            case Call.GetSockOpt c -> {}
            case Call.GetSockName c -> {}
            case Call.GetPeerName c -> {}
        }
    }

    private void sendEntered(DescriptorState socket, int number, Bytes data, Optional<SocketAddress> to) {
        if (isStream(socket)) {
            streams.sendEntered(socket, number, data);
        } else {
            datagrams.sendEntered(socket, number, data, to);
        }
    }

    /** A call was entered that is about to close a socket: it closes the last number that refers to the socket. */
    void closeEntered(DescriptorState socket, int number) {
        if (isStream(socket)) {
            streams.closeEntered(socket, number);
        }
    }

    void blocked(DescriptorState socket, int number, Call.OnSocket call) {
        if (call instanceof Call.Connect && isStream(socket)) {
            handshakes.connectBlocked(socket, number);
        }
    }

    /** A call has returned, and what it changed about its own socket is already recorded. */
    void returned(DescriptorState socket, int number, Call.OnSocket call, Outcome outcome) {
        if (isStream(socket)) {
            onStream(socket, number, call, outcome);
        } else {
            onDatagrams(socket, number, call, outcome);
        }
    }

    private void onStream(DescriptorState socket, int number, Call.OnSocket call, Outcome outcome) {
        boolean done = !(outcome instanceof Outcome.Failed);
        switch (call) {
            case Call.Connect c -> handshakes.connectReturned(socket, number, outcome);
            case Call.Send c -> sent(socket, number, c.data(), c.flags(), outcome);
            case Call.Write c -> sent(socket, number, c.data(), 0, outcome);
            case Call.WriteV c -> sent(socket, number, c.data(), 0, outcome);
            case Call.SendTo c -> sent(socket, number, c.data(), c.flags(), outcome);
            case Call.SendMsg c -> sent(socket, number, c.data(), c.flags(), outcome);
            case Call.Receiving c -> {
                handshakes.decide(socket);
                if (done) {
                    handshakes.connected(socket);
                }
                streams.recvReturned(socket, number, c, outcome);
            }
            case Call.Shutdown c -> {
                handshakes.decide(socket);
                streams.endReturned(socket, number);
            }
            case Call.GetSockOpt c -> {
                if (c.option().equals(SocketOption.SO_ERROR)
                        && outcome instanceof Outcome.OptionRead(OptionValue.Int(int error))) {
                    handshakes.settled(socket, new Errno(error));
                }
            }
            case Call.GetPeerName c -> {
                if (done) {
                    handshakes.connected(socket);
                }
            }
            case Call.Close c -> {}
            case Call.Bind c -> {}
            case Call.Listen c -> {}
            case Call.Opening c -> {}
            case Call.SetNonBlocking c -> {}
            case Call.Fcntl c -> {}
            case Call.Ioctl c -> {}
            case Call.EpollCtl c -> {}
            case Call.EpollWait c -> {}
            case Call.SetSockOpt c -> {}
            case Call.GetSockName c -> {}
        }
    }

    private void sent(DescriptorState socket, int number, Bytes data, int flags, Outcome outcome) {
        if (outcome instanceof Outcome.Done && socket.asEnd().calling) {
            handshakes.connected(socket);
            streams.sendEntered(socket, number, data);
        }
        streams.sendReturned(socket, number, flags, outcome);
    }

    private void onDatagrams(DescriptorState socket, int number, Call.OnSocket call, Outcome outcome) {
        switch (call) {
            case Call.Sending c -> datagrams.sendReturned(socket, number, outcome);
            case Call.Receiving c -> datagrams.recvReturned(socket, number, c, outcome);
            default -> {}
        }
    }

    /** An accept has returned a connection. */
    void accepted(DescriptorState connection, Optional<DescriptorState> listener, int number) {
        handshakes.accepted(connection, listener, number);
    }

    /** A call is about to close a socket: no number will refer to it any more. */
    void closing(DescriptorState socket, int number) {
        if (isStream(socket)) {
            handshakes.decide(socket);
            streams.closing(socket, number);
            handshakes.closing(socket);
        } else {
            book.closing(socket, false);
        }
    }

    /** The socket is closed. */
    void closed(DescriptorState socket) {
        if (!isStream(socket)) {
            datagrams.closed(socket);
        } else if (socket.partner != null ? !socket.partner.isOpen() : !Handshakes.waitsForAccept(socket)) {
            socket.stream = null;
            if (socket.partner != null) {
                socket.partner.stream = null;
            }
        }
    }

    /** Makes two sockets each other's partner: those of a socketpair, or an accepted connection and its caller. */
    static void pair(DescriptorState one, DescriptorState other) {
        one.partner = other;
        other.partner = one;
        if (isStream(one)) {
            one.asEnd().across = other;
            other.asEnd().across = one;
        }
    }

    /** Checks whether more is known by now, if addresses have become known. */
    void resolve() {
        if (book.hasChanged()) {
            handshakes.resolve();
            datagrams.decide();
        }
    }

    /** See {@link Picture#datagramsAt}. */
    List<Datagrams.Sent<DescriptorState>> datagramsAt(DescriptorState receiver) {
        return datagrams.waitingAt(receiver);
    }

    /** The datagram that a call most likely takes; see {@link Picture#datagram}. */
    Optional<Datagrams.Sent<DescriptorState>> datagram(DescriptorState receiver, Call.Receiving call, Bytes data,
            Optional<SocketAddress> sender) {
        return datagrams.find(receiver, call, data, sender);
    }
}
