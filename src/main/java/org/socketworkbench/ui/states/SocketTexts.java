package org.socketworkbench.ui.states;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.model.LiveSocket;
import org.socketworkbench.model.LiveSocket.AcceptQueue;
import org.socketworkbench.model.LiveSocket.Holder;
import org.socketworkbench.model.LiveSocket.Queue.Kind;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.trace.SocketRow;
import org.socketworkbench.trace.SocketRow.Transport;
import org.socketworkbench.trace.UdpBuffer;

/** Describes a socket in few words. */
final class SocketTexts {
    private static final Messages TEXT = Messages.of(SocketTexts.class);

    private SocketTexts() {}

    /** Its owner, with the descriptor if there is one: {@code "client 1 fd 6"}. */
    static String name(LiveSocket socket) {
        Holder holder = socket.holder();
        return switch (holder.hold()) {
            case HELD -> TEXT.text("states.name.held", holder.name(), Integer.toString(holder.fd()));
            case ARRIVING, WAITING, KEPT -> holder.name().isEmpty() ? TEXT.text("states.name.kernel") : holder.name();
            case FOREIGN -> TEXT.text("states.name.foreign");
        };
    }

    /** Its special feature, in a few words, or "". */
    static String note(LiveSocket socket) {
        if (socket.standing().isEmpty()) {
            return socket.transport() == Transport.UDP ? udpNote(socket) : TEXT.text("states.note.unix");
        }
        if (socket.standing().get().concluded()) {
            return TEXT.text("states.note.concluded");
        }
        return switch (socket.holder().hold()) {
            case HELD, FOREIGN -> "";
            case ARRIVING -> TEXT.text("states.note.arriving");
            case WAITING -> TEXT.text("states.note.waiting");
            case KEPT -> TEXT.text("states.note.kept");
        };
    }

    private static String udpNote(LiveSocket socket) {
        long dropped = socket.line().flatMap(SocketRow::udp).map(UdpBuffer::dropped).orElse(0L);
        return dropped == 0 ? TEXT.text("states.note.udp")
                : TEXT.text("states.note.udp.dropped", Long.toString(dropped));
    }

    /** What a queue holds, in a word or two. */
    static String title(Kind kind) {
        return TEXT.text(switch (kind) {
            case UNACKNOWLEDGED -> "states.queue.send";
            case UNREAD -> "states.queue.receive";
            case FIRST_DATAGRAM -> "states.queue.datagram";
            case MEMORY -> "states.queue.memory";
        });
    }

    /** Its name and its special feature. */
    static String title(LiveSocket socket) {
        String note = note(socket);
        return note.isEmpty() ? name(socket) : TEXT.text("states.title", name(socket), note);
    }

    /** The name of its state, or "". */
    static String state(LiveSocket socket) {
        return socket.standing().map(standing -> standing.state().name()).orElse("");
    }

    /** Everything on one line, for screen readers. */
    static String line(LiveSocket socket) {
        return Stream.of(name(socket), state(socket), note(socket), addresses(socket)).filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /** Its own address and its peer's, as far as they are known. */
    static String addresses(LiveSocket socket) {
        Optional<String> local = socket.local().map(SocketAddress::toString);
        return socket.remote().map(peer -> TEXT.text("states.addresses", local.orElse("?"), peer)).or(() -> local)
                .orElse("");
    }

    /** How many callers wait for accept, and how many places there are. */
    static String waiting(AcceptQueue queue) {
        String waiting = Long.toString(queue.waiting());
        return queue.places().isPresent()
                ? TEXT.text("states.waiting.of", waiting, Integer.toString(queue.places().getAsInt()))
                : TEXT.text("states.waiting", waiting);
    }

    /** The same in brief. */
    static String taken(AcceptQueue queue) {
        String waiting = Long.toString(queue.waiting());
        return queue.places().isPresent()
                ? TEXT.text("states.taken.of", waiting, Integer.toString(queue.places().getAsInt()))
                : waiting;
    }

    static String bytes(long count) {
        return count == 1 ? TEXT.text("states.byte")
                : TEXT.text("states.bytes", String.format(Locale.ROOT, "%,d", count));
    }
}
