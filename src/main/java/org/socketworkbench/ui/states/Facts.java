package org.socketworkbench.ui.states;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.socketworkbench.diagram.LiveSocket;
import org.socketworkbench.diagram.LiveSocket.Holder;
import org.socketworkbench.diagram.LiveSocket.Queues;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.TcpInfo;
import org.socketworkbench.trace.SocketRow.Transport;

/** What is known about a socket, line by line. */
final class Facts {
    private static final Messages TEXT = Messages.of(Facts.class);

    private Facts() {}

    /** A line: what it is about, and what is known. */
    record Fact(String about, String known) {}

    static List<Fact> of(LiveSocket socket) {
        List<Fact> facts = new ArrayList<>();
        socket.standing().ifPresent(standing -> facts.add(new Fact(TEXT.text("states.fact.state"), TEXT.text(
                standing.concluded() ? "states.fact.state.concluded" : "states.fact.state.read", standing.state().name()))));
        facts.add(new Fact(TEXT.text("states.fact.holder"), holder(socket.holder())));
        socket.local().ifPresent(local -> facts.add(new Fact(TEXT.text("states.fact.local"), local.toString())));
        socket.remote().ifPresent(remote -> facts.add(new Fact(TEXT.text("states.fact.remote"), remote.toString())));
        socket.queues().ifPresent(queues -> addQueues(facts, socket.transport(), queues));
        socket.callers().ifPresent(queue -> {
            facts.add(new Fact(TEXT.text("states.fact.callers"), SocketTexts.waiting(queue)));
            if (!queue.addresses().isEmpty()) {
                facts.add(new Fact("", queue.addresses().stream().map(SocketAddress::toString).collect(Collectors.joining("\n"))));
            }
        });
        socket.info().filter(info -> socket.queues().isPresent()).ifPresent(info -> addInfo(facts, info));
        return facts;
    }

    /** Only TCP waits for acknowledgements; of datagrams the kernel counts the memory that they take, not their bytes. */
    private static void addQueues(List<Fact> facts, Transport transport, Queues queues) {
        String sent = SocketTexts.bytes(queues.unacknowledged());
        String received = SocketTexts.bytes(queues.unread());
        boolean udp = transport == Transport.UDP;
        facts.add(new Fact(TEXT.text("states.fact.sent"),
                transport == Transport.TCP ? TEXT.text("states.fact.unacknowledged", sent) : sent));
        facts.add(new Fact(TEXT.text("states.fact.received"),
                TEXT.text(udp ? "states.fact.unread.udp" : "states.fact.unread", received)));
    }

    private static void addInfo(List<Fact> facts, TcpInfo info) {
        facts.add(new Fact(TEXT.text("states.fact.rtt"),
                TEXT.text("states.fact.rtt.value", String.format(Locale.ROOT, "%.3f", info.rttMicros() / 1e3))));
        facts.add(new Fact(TEXT.text("states.fact.window"), TEXT.text("states.fact.window.value",
                Integer.toString(info.congestionWindow()), SocketTexts.bytes(info.sendMss()))));
        facts.add(new Fact(TEXT.text("states.fact.again"), Integer.toString(info.retransmissions())));
        facts.add(new Fact(TEXT.text("states.fact.total"), TEXT.text("states.fact.total.value",
                SocketTexts.bytes(info.bytesAcknowledged()), SocketTexts.bytes(info.bytesReceived()))));
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
