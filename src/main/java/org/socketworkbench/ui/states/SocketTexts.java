package org.socketworkbench.ui.states;

import java.util.Locale;
import java.util.Optional;
import org.socketworkbench.diagram.LiveSocket;
import org.socketworkbench.diagram.LiveSocket.AcceptQueue;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.socket.SocketAddress;

/** A socket in few words. */
final class SocketTexts {
    private static final Messages TEXT = Messages.of(SocketTexts.class);

    private SocketTexts() {}

    /** Whose it is, with the descriptor if there is one: {@code "client 1 fd 6"}. */
    static String name(LiveSocket socket) {
        return switch (socket.hold()) {
            case HELD -> TEXT.text("states.name.held", socket.owner(), Integer.toString(socket.fd()));
            case ARRIVING, WAITING, KEPT -> socket.owner().isEmpty() ? TEXT.text("states.name.kernel") : socket.owner();
            case FOREIGN -> TEXT.text("states.name.foreign");
        };
    }

    /** What is special about it, in a word or two, or "". */
    static String note(LiveSocket socket) {
        if (socket.concluded()) {
            return TEXT.text("states.note.concluded");
        }
        return switch (socket.hold()) {
            case HELD, FOREIGN -> "";
            case ARRIVING -> TEXT.text("states.note.arriving");
            case WAITING -> TEXT.text("states.note.waiting");
            case KEPT -> TEXT.text("states.note.kept");
        };
    }

    /** All of it in a line, for screen readers and tests. */
    static String line(LiveSocket socket) {
        String note = note(socket);
        return TEXT.text("states.line", name(socket), socket.state().name(), note.isEmpty() ? TEXT.text("states.note.read") : note,
                addresses(socket)).strip();
    }

    /** Its own address and its peer's, as far as they are known. */
    static String addresses(LiveSocket socket) {
        Optional<String> local = socket.local().map(SocketAddress::toString);
        return socket.remote().map(peer -> TEXT.text("states.addresses", local.orElse("?"), peer)).or(() -> local).orElse("");
    }

    /** How many wait for accept, and for how many there is room. */
    static String waiting(AcceptQueue queue) {
        String waiting = Long.toString(queue.waiting());
        return queue.places().isPresent() ? TEXT.text("states.waiting.of", waiting, Integer.toString(queue.places().getAsInt()))
                : TEXT.text("states.waiting", waiting);
    }

    static String bytes(long count) {
        return count == 1 ? TEXT.text("states.byte") : TEXT.text("states.bytes", String.format(Locale.ROOT, "%,d", count));
    }
}
