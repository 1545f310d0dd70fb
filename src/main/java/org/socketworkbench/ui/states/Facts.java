package org.socketworkbench.ui.states;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.socketworkbench.diagram.LiveSocket;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.socket.SocketAddress;

/** What is known about a socket, line by line. */
final class Facts {
    private static final Messages TEXT = Messages.of(Facts.class);

    private Facts() {}

    /** A line: what it is about, and what is known. */
    record Fact(String about, String known) {}

    static List<Fact> of(LiveSocket socket) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(TEXT.text("states.fact.state"), TEXT.text(
                socket.concluded() ? "states.fact.state.concluded" : "states.fact.state.read", socket.state().name())));
        facts.add(new Fact(TEXT.text("states.fact.holder"), holder(socket)));
        socket.local().ifPresent(local -> facts.add(new Fact(TEXT.text("states.fact.local"), local.toString())));
        socket.remote().ifPresent(remote -> facts.add(new Fact(TEXT.text("states.fact.remote"), remote.toString())));
        socket.queues().ifPresent(queues -> {
            facts.add(new Fact(TEXT.text("states.fact.sent"),
                    TEXT.text("states.fact.unacknowledged", SocketTexts.bytes(queues.unacknowledged()))));
            facts.add(new Fact(TEXT.text("states.fact.received"),
                    TEXT.text("states.fact.unread", SocketTexts.bytes(queues.unread()))));
        });
        socket.callers().ifPresent(queue -> {
            facts.add(new Fact(TEXT.text("states.fact.callers"), SocketTexts.waiting(queue)));
            if (!queue.addresses().isEmpty()) {
                facts.add(new Fact("", queue.addresses().stream().map(SocketAddress::toString).collect(Collectors.joining("\n"))));
            }
        });
        return facts;
    }

    private static String holder(LiveSocket socket) {
        String fd = Integer.toString(socket.fd());
        return switch (socket.hold()) {
            case HELD -> TEXT.text("states.holder.held", socket.owner(), fd);
            case ARRIVING -> TEXT.text("states.holder.arriving", socket.owner());
            case WAITING -> TEXT.text("states.holder.waiting", socket.owner());
            case KEPT -> socket.owner().isEmpty() ? TEXT.text("states.holder.kept")
                    : TEXT.text("states.holder.kept.for", socket.owner(), fd);
            case FOREIGN -> TEXT.text("states.holder.foreign");
        };
    }
}
