package org.socketworkbench.ui.states;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.model.LiveSocket;
import org.socketworkbench.model.LiveSocket.Holder;
import org.socketworkbench.model.LiveSocket.Queue;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.TcpInfo;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.SocketRow;

/** What is known about a socket, line by line. */
final class Facts {
    private static final Messages TEXT = Messages.of(Facts.class);

    private Facts() {}

    /** A line: its subject, and what is known. */
    record Fact(String about, String known) {}

    static List<Fact> of(LiveSocket socket) {
        List<Fact> facts = new ArrayList<>();
        socket.standing().ifPresent(standing -> facts.add(new Fact(TEXT.text("states.fact.state"), TEXT.text(
                standing.concluded() ? "states.fact.state.concluded" : "states.fact.state.read",
                standing.state().name()))));
        facts.add(new Fact(TEXT.text("states.fact.holder"), holder(socket.holder())));
        socket.local().ifPresent(local -> facts.add(new Fact(TEXT.text("states.fact.local"), local.toString())));
        socket.remote().ifPresent(remote -> facts.add(new Fact(TEXT.text("states.fact.remote"), remote.toString())));
        socket.queues().forEach(queue -> facts.add(new Fact(SocketTexts.title(queue.kind()), explained(queue))));
        socket.line().flatMap(SocketRow::udp).ifPresent(udp -> facts.add(new Fact(TEXT.text("states.fact.dropped"),
                TEXT.text("states.fact.dropped.value", Long.toString(udp.dropped())))));
        socket.callers().ifPresent(queue -> {
            facts.add(new Fact(TEXT.text("states.fact.callers"), SocketTexts.waiting(queue)));
            if (!queue.addresses().isEmpty()) {
                facts.add(new Fact("",
                        queue.addresses().stream().map(SocketAddress::toString).collect(Collectors.joining("\n"))));
            }
        });
        // For a listener, the same numbers have another meaning.
        socket.line().filter(row -> row.state() != TcpState.LISTEN).flatMap(SocketRow::info)
                .ifPresent(info -> addInfo(facts, info));
        return facts;
    }

    private static String explained(Queue queue) {
        return TEXT.text(switch (queue.kind()) {
            case UNACKNOWLEDGED -> "states.fact.unacknowledged";
            case UNREAD -> "states.fact.unread";
            case FIRST_DATAGRAM -> "states.fact.datagram";
            case MEMORY -> "states.fact.memory";
        }, SocketTexts.bytes(queue.bytes()));
    }

    private static void addInfo(List<Fact> facts, TcpInfo info) {
        facts.add(new Fact(TEXT.text("states.fact.rtt"),
                TEXT.text("states.fact.rtt.value", String.format(Locale.ROOT, "%.3f", info.rttMicros() / 1e3))));
        facts.add(new Fact(TEXT.text("states.fact.window"), TEXT.text("states.fact.window.value",
                Integer.toString(info.congestionWindow()), SocketTexts.bytes(info.sendMss()))));
        if (info.retransmissions() > 0) {
            facts.add(new Fact(TEXT.text("states.fact.again"),
                    TEXT.text("states.fact.again.value", Integer.toString(info.retransmissions()))));
        }
        if (info.notSentBytes() > 0) {
            facts.add(new Fact(TEXT.text("states.fact.unsent"), SocketTexts.bytes(info.notSentBytes())));
        }
    }

    private static String holder(Holder holder) {
        String fd = Integer.toString(holder.fd());
        return switch (holder.hold()) {
            case HELD -> TEXT.text("states.holder.held", holder.name(), fd);
            case ARRIVING -> TEXT.text("states.holder.arriving", holder.name());
            case WAITING -> TEXT.text("states.holder.waiting", holder.name());
            case KEPT -> holder.name().isEmpty() ? TEXT.text("states.holder.kept")
                    : TEXT.text("states.holder.kept.for", holder.name(), fd);
            case FOREIGN -> TEXT.text("states.holder.foreign");
        };
    }
}
