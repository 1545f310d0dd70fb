package org.socketworkbench.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.socketworkbench.model.Datagrams.Sent;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.trace.Role;

/** Follows each datagram from the call that sends it to the call that takes it, if one does. */
final class DatagramTraffic {
    /** The length of {@code sun_path} in {@code <sys/un.h>}, in bytes. */
    private static final int LONGEST_NAME = 108;
    private static final String TOO_LONG = "@" + "-".repeat(LONGEST_NAME);

    private final AddressBook book;
    private final Consumer<Fact> facts;
    private final Datagrams<DescriptorState> onTheirWay;
    /** The datagrams that are being sent, by the numbers of their calls. */
    private final Map<Integer, Sent<DescriptorState>> sending = new HashMap<>();
    /** The datagrams that may have reached a socket whose address is not known. */
    private final List<Sent<DescriptorState>> undecided = new ArrayList<>();

    DatagramTraffic(AddressBook book, Consumer<Fact> facts) {
        this(book, facts, new Datagrams<>(DatagramTraffic::addressOf));
    }

    private DatagramTraffic(AddressBook book, Consumer<Fact> facts, Datagrams<DescriptorState> onTheirWay) {
        this.book = book;
        this.facts = facts;
        this.onTheirWay = onTheirWay;
    }

    /** A copy of its present state that refers to the copies of the sockets. */
    DatagramTraffic copy(AddressBook copied, Consumer<Fact> to, UnaryOperator<DescriptorState> copyOf) {
        Map<Sent<DescriptorState>, Sent<DescriptorState>> copies = new IdentityHashMap<>();
        DatagramTraffic copy = new DatagramTraffic(copied, to, onTheirWay.copy(copyOf, copies));
        // A datagram that was taken in the meantime no longer waits, so it has no copy yet.
        UnaryOperator<Sent<DescriptorState>> again =
                sent -> copies.computeIfAbsent(sent, one -> one.by(copyOf.apply(one.sender())));
        sending.forEach((call, sent) -> copy.sending.put(call, again.apply(sent)));
        undecided.forEach(sent -> copy.undecided.add(again.apply(sent)));
        return copy;
    }

    /** A socket's own address, as far as it is known. */
    private static Optional<SocketAddress> addressOf(DescriptorState socket) {
        return socket.local().filter(AddressBook::isName)
                .or(() -> Optional.of(socket).filter(DatagramTraffic::isPaired).map(DatagramTraffic::noName));
    }

    /** The known addresses at which a socket receives datagrams. An end of a pair can also be bound. */
    private static Stream<SocketAddress> addressesOf(DescriptorState socket) {
        return Stream.concat(isPaired(socket) ? Stream.of(noName(socket)) : Stream.empty(),
                socket.local().filter(AddressBook::isName).stream());
    }

    private static boolean isPaired(DescriptorState socket) {
        return socket.partner != null;
    }

    /**
     * A placeholder for the address of one end of a pair, so that its datagrams are found like all others. No socket
     * can have this name, because it is longer than {@code sun_path}.
     */
    private static SocketAddress noName(DescriptorState end) {
        return SocketAddress.Unix.of(TOO_LONG + end.owner() + '-' + end.firstFd() + '-' + end.bornNanos());
    }

    /**
     * A datagram counts as sent from here on: the return of the call that takes it may be traced before the return of
     * the call that sends it.
     */
    void sendEntered(DescriptorState from, int call, Bytes data, Optional<SocketAddress> address) {
        Optional<SocketAddress> to =
                address.or(() -> from.partner != null ? Optional.of(noName(from.partner)) : from.peer());
        to.ifPresent(there -> sending.put(call, onTheirWay.sent(call, from, there, data)));
    }

    void sendReturned(DescriptorState from, int call, Outcome outcome) {
        Sent<DescriptorState> datagram = sending.remove(call);
        if (outcome instanceof Outcome.Failed(Errno errno)) {
            if (datagram != null) {
                onTheirWay.forget(datagram);
                datagram.isDecided = true;
            }
            failed(from, call, errno);
        } else if (datagram != null && !datagram.isDecided && !decide(datagram)) {
            undecided.add(datagram); // It was not taken before its send returned.
        }
    }

    /**
     * The kernel reports the fate of an earlier datagram on the next call. For a UNIX socket the error is about this
     * call: no datagram is on its way.
     */
    private void failed(DescriptorState socket, int call, Errno errno) {
        if (errno.equals(Errno.ECONNREFUSED) && socket.peer != null && socket.family() != Family.AF_UNIX) {
            facts.accept(new Fact.NobodyThere(at(socket.peer, Role.SERVER), socket, call));
        }
    }

    /** Checks whether more is known by now about where datagrams wait. */
    void decide() {
        undecided.removeIf(sent -> sent.isDecided || decide(sent));
    }

    /**
     * Reports where a datagram waits, or that it went to no known socket. Returns false while that may still become
     * known.
     */
    private boolean decide(Sent<DescriptorState> datagram) {
        DescriptorState sender = datagram.sender();
        Optional<DescriptorState> receiver = sender.partner != null && noName(sender.partner).equals(datagram.to())
                ? Optional.of(sender.partner) : book.receiverAt(datagram.to());
        if (receiver.filter(socket -> !socket.isOpen()).isPresent()) {
            onTheirWay.forget(datagram);
            lost(datagram, receiver.get());
            return true;
        }
        if (receiver.isPresent()) {
            facts.accept(new Fact.DatagramWaits(datagram, receiver.get()));
            return true;
        }
        if (book.mayArriveUntold(sender)) {
            return false;
        }
        onTheirWay.forget(datagram);
        datagram.isDecided = true;
        facts.accept(new Fact.DatagramUntold(datagram, new Peer.Outside(datagram.to(), Role.SERVER)));
        return true;
    }

    /** The datagram that a call most likely takes; see {@link Picture#datagram}. */
    Optional<Sent<DescriptorState>> find(DescriptorState receiver, Call.Receiving call, Bytes data,
            Optional<SocketAddress> sender) {
        return taken(receiver, call, data, sender).map(onTheirWay::find).flatMap(Optional::stream).findFirst();
    }

    /** The datagrams that wait to be taken from a socket, as far as its addresses are known. */
    List<Sent<DescriptorState>> waitingAt(DescriptorState receiver) {
        return addressesOf(receiver).map(onTheirWay::at).flatMap(List::stream).toList();
    }

    /**
     * What a call reveals about the datagram that it took: one entry for each address that it may have been sent to.
     */
    private static Stream<Datagrams.Taken> taken(DescriptorState receiver, Call.Receiving call, Bytes data,
            Optional<SocketAddress> sender) {
        Stream<Optional<SocketAddress>> own = addressOf(receiver).isEmpty() ? Stream.of(Optional.empty())
                : addressesOf(receiver).map(Optional::of);
        return own.map(address -> new Datagrams.Taken(address, sender.or(receiver::peer), data, call.length(),
                (call.flags() & MessageFlags.MSG_TRUNC) != 0));
    }

    void recvReturned(DescriptorState to, int recv, Call.Receiving call, Outcome outcome) {
        boolean stays = !call.takes();
        switch (outcome) {
            case Outcome.Failed(Errno errno) -> failed(to, recv, errno);
            case Outcome.Received(Bytes data) when !stays -> taken(to, recv, call, data, Optional.empty());
            case Outcome.ReceivedFrom(Bytes data, var sender) when !stays -> taken(to, recv, call, data, sender);
            case Outcome.ReceivedMessage o when !stays -> taken(to, recv, call, o.data(), o.sender());
            default -> {}
        }
    }

    private void taken(DescriptorState to, int recv, Call.Receiving call, Bytes data,
            Optional<SocketAddress> sender) {
        int count = Math.min(data.length(), call.length());
        Optional<Datagrams.Delivery<DescriptorState>> delivery =
                taken(to, call, data, sender).map(onTheirWay::take).flatMap(Optional::stream).findFirst();
        if (delivery.isPresent()) {
            delivery.get().lost().forEach(datagram -> lost(datagram, to));
            Sent<DescriptorState> taken = delivery.get().taken();
            taken.isDecided = true;
            facts.accept(new Fact.DatagramTaken(taken.sender(), to, taken.call(), recv, count,
                    taken.data().length() > count));
            // This reveals the address that the kernel has chosen for the sender.
            if (taken.sender().isOpen() && !AddressBook.isName(taken.sender().local)) {
                sender.filter(AddressBook::isName).ifPresent(address -> book.told(taken.sender(), address));
            }
        } else if (data.length() > 0 || sender.isPresent() || !to.readingEnded) {
            SocketAddress from = sender.or(to::peer).orElse(SocketAddress.Unix.UNNAMED);
            facts.accept(new Fact.DatagramTaken(at(from, Role.CLIENT), to, Fact.NO_CALL, recv, count,
                    data.length() > count));
        }
    }

    private void lost(Sent<DescriptorState> datagram, DescriptorState receiver) {
        datagram.isDecided = true;
        facts.accept(new Fact.DatagramLost(datagram, receiver));
    }

    /** The participant's socket at an address, or a program outside if there is none. */
    private Peer at(SocketAddress address, Role role) {
        return book.receiverAt(address).map(Peer.class::cast).orElseGet(() -> new Peer.Outside(address, role));
    }

    /** A socket was closed. The datagrams that wait in it are lost, unless another socket has the same address. */
    void closed(DescriptorState socket) {
        sending.values().removeIf(datagram -> datagram.sender() == socket);
        addressesOf(socket).filter(address -> book.receiverAt(address).isEmpty())
                .forEach(address -> onTheirWay.discard(address).forEach(datagram -> lost(datagram, socket)));
    }
}
