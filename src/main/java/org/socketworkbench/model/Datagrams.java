package org.socketworkbench.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.SocketAddress;

/**
 * The datagrams that were sent and that nobody has taken yet. No call reports which of them a receiving call took. That
 * is concluded from the known addresses, from the bytes and from the order: on one machine, one socket's datagrams
 * arrive at another in the order in which they were sent. For one thread.
 *
 * @param <S> the type of a sender
 */
public final class Datagrams<S> {
    private final Function<S, Optional<SocketAddress>> addressOf;
    /** The key is the port, or the whole address if it has no port. */
    private final Map<Object, Deque<Sent<S>>> waiting = new HashMap<>();

    /** A datagram as it was sent. It equals only itself. */
    public static final class Sent<S> {
        private final int call;
        private final S sender;
        private final SocketAddress to;
        private final Bytes data;
        /** Whether it is known what has become of it. */
        boolean isDecided;

        private Sent(int call, S sender, SocketAddress to, Bytes data) {
            this.call = call;
            this.sender = sender;
            this.to = to;
            this.data = data;
        }

        /** A copy of this datagram with another sender. */
        Sent<S> by(S other) {
            Sent<S> sent = new Sent<>(call, other, to, data);
            sent.isDecided = isDecided;
            return sent;
        }

        /** The number of the call that sent it. */
        public int call() {
            return call;
        }

        public S sender() {
            return sender;
        }

        public SocketAddress to() {
            return to;
        }

        public Bytes data() {
            return data;
        }
    }

    /** A datagram that was taken, and those that were sent before it and will never be taken. */
    public record Delivery<S>(Sent<S> taken, List<Sent<S>> lost) {}

    /**
     * What a receiving call reveals about the datagram that it took.
     *
     * @param own    the receiver's address, if it is known
     * @param sender the sender's address, if it is known
     * @param data   the bytes that the call received
     * @param room   how many bytes the call had room for: a longer datagram was cut to this length
     * @param whole  whether the length of {@code data} is that of the whole datagram even if it was cut (MSG_TRUNC)
     */
    public record Taken(Optional<SocketAddress> own, Optional<SocketAddress> sender, Bytes data, int room,
            boolean whole) {}

    /** @param addressOf returns a sender's own address, if it is known at that time */
    public Datagrams(Function<S, Optional<SocketAddress>> addressOf) {
        this.addressOf = addressOf;
    }

    /**
     * A copy of its present state.
     *
     * @param copyOf returns the copy of a sender
     * @param copies is filled with the copy of each datagram
     */
    Datagrams<S> copy(UnaryOperator<S> copyOf, Map<Sent<S>, Sent<S>> copies) {
        Datagrams<S> copy = new Datagrams<>(addressOf);
        waiting.forEach((place, queue) -> {
            Deque<Sent<S>> copied = new ArrayDeque<>(queue.size() + 1);
            for (Sent<S> sent : queue) {
                Sent<S> again = sent.by(copyOf.apply(sent.sender));
                copies.put(sent, again);
                copied.add(again);
            }
            copy.waiting.put(place, copied);
        });
        return copy;
    }

    /** A datagram is on its way. */
    public Sent<S> sent(int call, S sender, SocketAddress to, Bytes data) {
        Sent<S> datagram = new Sent<>(call, sender, to, data);
        waiting.computeIfAbsent(AddressBook.place(to), key -> new ArrayDeque<>()).add(datagram);
        return datagram;
    }

    /** Removes a datagram that was not sent after all, or that no participant will take. */
    public void forget(Sent<S> datagram) {
        Deque<Sent<S>> queue = waiting.get(AddressBook.place(datagram.to()));
        if (queue != null) {
            queue.remove(datagram);
        }
    }

    /** The datagram that was most likely taken. It is not removed. */
    public Optional<Sent<S>> find(Taken taken) {
        return first(taken, sent -> isFrom(sent, taken))
                .or(() -> first(taken, sent -> addressOf.apply(sent.sender()).isEmpty()));
    }

    private Optional<Sent<S>> first(Taken taken, Predicate<Sent<S>> wanted) {
        return places(taken).flatMap(Collection::stream).filter(sent -> fits(sent, taken) && wanted.test(sent))
                .findFirst();
    }

    /**
     * Removes the datagram that was most likely taken, and those that the same sender had sent there before it: they
     * are lost.
     */
    public Optional<Delivery<S>> take(Taken taken) {
        return find(taken).map(sent -> {
            List<Sent<S>> lost = new ArrayList<>();
            Iterator<Sent<S>> queue =
                    Objects.requireNonNull(waiting.get(AddressBook.place(sent.to())), "waits nowhere").iterator();
            for (Sent<S> earlier = queue.next(); earlier != sent; earlier = queue.next()) {
                if (earlier.sender() == sent.sender() && earlier.to().equals(sent.to())) {
                    queue.remove();
                    lost.add(earlier);
                }
            }
            queue.remove();
            return new Delivery<>(sent, lost);
        });
    }

    /** The datagrams that wait at an address, in the order in which they were sent. */
    public List<Sent<S>> at(SocketAddress address) {
        return Stream.ofNullable(waiting.get(AddressBook.place(address))).flatMap(Collection::stream)
                .filter(sent -> sent.to().reaches(address)).toList();
    }

    /** Removes and returns the datagrams that wait at an address. */
    public List<Sent<S>> discard(SocketAddress at) {
        List<Sent<S>> discarded = new ArrayList<>();
        waiting.getOrDefault(AddressBook.place(at), new ArrayDeque<>())
                .removeIf(sent -> sent.to().reaches(at) && discarded.add(sent));
        return discarded;
    }

    private Stream<Deque<Sent<S>>> places(Taken taken) {
        return taken.own().map(own -> Stream.ofNullable(waiting.get(AddressBook.place(own))))
                .orElseGet(() -> waiting.values().stream());
    }

    private boolean isFrom(Sent<S> sent, Taken taken) {
        Optional<SocketAddress> own = addressOf.apply(sent.sender());
        return taken.sender().isEmpty() || own.isPresent() && taken.sender().get().reaches(own.get());
    }

    private static boolean fits(Sent<?> sent, Taken taken) {
        boolean there = taken.own().filter(own -> !sent.to().reaches(own)).isEmpty();
        boolean cut = !taken.whole() && taken.data().length() == taken.room();
        int length = sent.data().length();
        return there && (cut ? length >= taken.data().length() : length == taken.data().length())
                && startAlike(sent.data(), taken.data());
    }

    private static boolean startAlike(Bytes one, Bytes other) {
        int known = Math.min(one.kept(), other.kept());
        for (int i = 0; i < known; i++) {
            if (one.at(i) != other.at(i)) {
                return false;
            }
        }
        return true;
    }
}
