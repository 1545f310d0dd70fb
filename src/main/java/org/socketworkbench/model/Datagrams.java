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
 * The datagrams that were sent and that nobody has taken yet. Which of them a receiving call took is concluded, for no
 * call tells it: from the addresses, as far as they are known, from the bytes, and because one socket's datagrams
 * arrive at another in the order in which they were sent, as on one machine they do. For one thread.
 *
 * @param <S> who sends
 */
public final class Datagrams<S> {
    private final Function<S, Optional<SocketAddress>> addressOf;
    /** By port, or by the whole address where there are no ports. */
    private final Map<Object, Deque<Sent<S>>> waiting = new HashMap<>();

    /** A datagram as it was sent; equal to none but itself. */
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

        /** The same, sent by another. */
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

    /** A datagram that was taken, and those that were sent before it and will never be. */
    public record Delivery<S>(Sent<S> taken, List<Sent<S>> lost) {}

    /**
     * What a receiving call tells of the datagram that it took.
     *
     * @param own    the receiver's address, if it is known
     * @param sender whom it came from, if that was told
     * @param data   what came of it
     * @param room   how many bytes there was room for: of a longer datagram only so many came
     * @param whole  whether the length of {@code data} is the datagram's own all the same (MSG_TRUNC)
     */
    public record Taken(Optional<SocketAddress> own, Optional<SocketAddress> sender, Bytes data, int room,
            boolean whole) {}

    /** @param addressOf a sender's own address, as far as it is known when asked */
    public Datagrams(Function<S, Optional<SocketAddress>> addressOf) {
        this.addressOf = addressOf;
    }

    /**
     * The same as it is now.
     *
     * @param copyOf what stands for a sender in the copy
     * @param copies takes in what stands for each datagram in the copy
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

    /** It turned out not to have been sent. */
    public void forget(Sent<S> datagram) {
        Deque<Sent<S>> queue = waiting.get(AddressBook.place(datagram.to()));
        if (queue != null) {
            queue.remove(datagram);
        }
    }

    /** Which datagram it was, most likely. It stays where it is. */
    public Optional<Sent<S>> find(Taken taken) {
        return first(taken, sent -> isFrom(sent, taken))
                .or(() -> first(taken, sent -> addressOf.apply(sent.sender()).isEmpty()));
    }

    private Optional<Sent<S>> first(Taken taken, Predicate<Sent<S>> wanted) {
        return places(taken).flatMap(Collection::stream).filter(sent -> fits(sent, taken) && wanted.test(sent))
                .findFirst();
    }

    /**
     * Which datagram it was, most likely, and what was lost: what the same sender had sent there before. They wait no
     * longer.
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

    /** Those that wait at an address, in the order in which they were sent. */
    public List<Sent<S>> at(SocketAddress address) {
        return Stream.ofNullable(waiting.get(AddressBook.place(address))).flatMap(Collection::stream)
                .filter(sent -> sent.to().reaches(address)).toList();
    }

    /** Those that wait at an address; from now on they wait no longer. */
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
