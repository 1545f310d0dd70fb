package org.socketworkbench.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.socketworkbench.model.Datagrams;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.SocketAddress;

/** Describes the results of calls that move datagrams. */
final class DatagramResults {
    private final Words words;

    DatagramResults(Words words) {
        this.words = words;
    }

    /** @param to the receiver, if known */
    List<String> sent(Scene scene, Bytes data, Optional<SocketAddress> to) {
        List<String> told = new ArrayList<>();
        String what = data.length() == 0 ? words.text("datagram.sent.empty")
                : words.text("datagram.sent", words.bytes(data.length()), words.glance(data));
        told.add(to.map(address -> words.text("datagram.to", what, address)).orElse(what));
        if (isUnix(scene)) {
            told.add(words.text("datagram.unix"));
        } else {
            told.add(to.flatMap(address -> receiver(scene, address)).orElseGet(() -> words.text("datagram.notTold")));
        }
        boolean newcomer = scene.phase() == DescriptorState.Phase.NEW
                && scene.socket().filter(d -> d.sentBytes() == 0).isPresent();
        if (newcomer && !isUnix(scene)) {
            told.add(words.text("datagram.portChosen"));
        }
        return told;
    }

    private Optional<String> receiver(Scene scene, SocketAddress address) {
        Optional<DescriptorState> receiver = scene.receiverAt(address);
        if (receiver.isPresent()) {
            return Optional.of(words.text("datagram.receiver", scene.owner(receiver.get()), receiver.get().fd()));
        }
        // A socket whose port no call has told may be the receiver.
        boolean unknown =
                scene.picture().descriptors().anyMatch(d -> d.isOpen() && Kind.of(d.family(), d.type()) == Kind.DATAGRAM
                        && d.local().isEmpty() && !scene.socket().equals(Optional.of(d)));
        boolean here = Scene.isLoopback(address) || Scene.isAny(address);
        boolean learns = scene.phase() == DescriptorState.Phase.CONNECTED && !(scene.call() instanceof Call.SendTo);
        return here && !unknown ? Optional.of(words.text(learns ? "datagram.nobody.peer" : "datagram.nobody", address))
                : Optional.empty();
    }

    /** @param sender the sender, if the call told it */
    List<String> received(Scene scene, Call.Receiving call, Bytes data, Optional<SocketAddress> sender) {
        boolean ended = scene.socket().filter(DescriptorState::readingEnded).isPresent() && sender.isEmpty();
        if (data.length() == 0 && ended) {
            return List.of(words.text("datagram.readingEnded"));
        }
        boolean tellsLength = has(call, MessageFlags.MSG_TRUNC);
        if (data.length() == 0 && call.length() == 0 && !tellsLength) {
            return List.of(words.text("datagram.noRoom"));
        }
        List<String> told = new ArrayList<>();
        Optional<Datagrams.Sent<DescriptorState>> sent =
                scene.socket().flatMap(socket -> scene.picture().datagram(socket, call, data, sender));
        told.add(data.length() == 0 ? words.text("datagram.empty")
                : words.text("datagram.received", words.bytes(data.length()), words.glance(data)));
        sender.ifPresent(
                from -> told.add(sent.map(s -> words.text("datagram.from.owner", from, scene.owner(s.sender())))
                        .orElseGet(() -> words.text("datagram.from", from))));
        if (data.length() > 0) {
            told.add(length(call, data, sent, tellsLength));
        }
        if (has(call, MessageFlags.MSG_PEEK)) {
            told.add(words.text("datagram.peeked"));
        }
        return told;
    }

    /** Whether the datagram arrived whole, as far as that can be known. */
    private String length(Call.Receiving call, Bytes data, Optional<Datagrams.Sent<DescriptorState>> sent,
            boolean tellsLength) {
        int room = call.length();
        if (data.length() > room) {
            return words.text("datagram.cut.told", words.bytes(room), words.bytes(data.length() - (long) room));
        }
        if (data.length() < room || tellsLength) {
            return words.text("datagram.whole", words.bytes(room));
        }
        if (call instanceof Call.RecvMsg) {
            return words.text("datagram.filled", words.bytes(room));
        }
        if (sent.isEmpty()) {
            return words.text("datagram.perhapsCut", words.bytes(room));
        }
        int length = sent.get().data().length();
        return length > room ? words.text("datagram.cut", words.bytes(length), words.bytes(length - (long) room))
                : words.text("datagram.fits", words.bytes(room));
    }

    private static boolean isUnix(Scene scene) {
        return scene.socket().filter(d -> d.family() == Family.AF_UNIX).isPresent();
    }

    private static boolean has(Call.Receiving call, int flag) {
        return (call.flags() & flag) != 0;
    }
}
