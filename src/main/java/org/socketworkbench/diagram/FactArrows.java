package org.socketworkbench.diagram;

import org.socketworkbench.diagram.Message.Kind;
import org.socketworkbench.model.Datagrams.Sent;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.model.Fact;
import org.socketworkbench.model.Peer;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;

/** Draws each fact in the sequence diagram: as arrows from one lifeline to another. */
final class FactArrows {
    private static final int GLANCE = 12;

    private final Arrows arrows;
    /** What the call that is about to return has received. */
    private Bytes received = Bytes.EMPTY;

    FactArrows(Arrows arrows) {
        this.arrows = arrows;
    }

    /** A call returns: the facts that follow are about it. */
    void returning(Outcome outcome) {
        received = switch (outcome) {
            case Outcome.Received some -> some.data();
            case Outcome.ReceivedFrom some -> some.data();
            case Outcome.ReceivedMessage some -> some.data();
            default -> Bytes.EMPTY;
        };
    }

    void draw(Fact fact) {
        switch (fact) {
            case Fact.Called f -> arrows.signal(Kind.SYN, line(f.caller()), line(f.to()), f.connect(), true);
            case Fact.Connected f -> connected(f);
            case Fact.Refused f -> arrows.signal(Kind.RST, line(f.by()), line(f.caller()), f.connect(), false);
            case Fact.Accepted f -> {} // The handshake is drawn where it happened.
            case Fact.AcceptedFromOutside f -> fromOutside(f);
            case Fact.Delivered f -> delivered(f);
            case Fact.Waits f -> arrows.call(f.send()).waitsAt(line(f.to()), arrows.event());
            case Fact.SentOutside f -> sent(Kind.DATA, f.from(), f.to(), f.send(), f.inSend(), f.count());
            case Fact.NeverRead f -> sent(Kind.UNREAD, f.from(), f.to(), f.send(), f.inSend(), f.count());
            case Fact.Ended f -> ended(f);
            case Fact.DatagramWaits f ->
                arrows.call(f.datagram().call()).waitsAt(line(f.receiver()), arrows.event());
            case Fact.DatagramTaken f -> taken(f);
            case Fact.DatagramLost f -> gone(Kind.UNREAD, f.datagram(), f.receiver());
            case Fact.DatagramUntold f -> gone(Kind.UNTOLD, f.datagram(), f.to());
            case Fact.NobodyThere f ->
                arrows.signal(Kind.NOBODY, line(f.at()), line(f.sender()), f.call(), false);
        }
    }

    private Lifeline line(Peer peer) {
        return switch (peer) {
            case DescriptorState socket -> arrows.participant(socket.owner());
            case Peer.Outside outside -> arrows.outside(outside);
        };
    }

    /** UNIX sockets send no packets. */
    private static boolean isUnix(DescriptorState socket) {
        return socket.family() == Family.AF_UNIX;
    }

    private void connected(Fact.Connected f) {
        Lifeline caller = line(f.caller());
        Lifeline server = line(f.to());
        if (isUnix(f.caller())) {
            arrows.signal(Kind.CONNECT, caller, server, f.connect(), false);
        } else {
            arrows.signal(Kind.SYN_ACK, server, caller, f.connect(), true);
            arrows.signal(Kind.ACK, caller, server, f.connect(), true);
        }
    }

    private void fromOutside(Fact.AcceptedFromOutside f) {
        Lifeline caller = line(f.caller());
        Lifeline server = line(f.connection());
        if (isUnix(f.connection())) {
            arrows.signal(Kind.CONNECT, caller, server, f.accept(), false);
        } else {
            arrows.signal(Kind.SYN, caller, server, f.accept(), true);
            arrows.signal(Kind.SYN_ACK, server, caller, f.accept(), true);
            arrows.signal(Kind.ACK, caller, server, f.accept(), true);
        }
    }

    private void delivered(Fact.Delivered f) {
        if (f.send() == Fact.NO_CALL || f.urgent()) {
            int row = f.send() == Fact.NO_CALL ? Lifeline.NEVER : arrows.call(f.send()).entryRow();
            arrows.arrow(Kind.DATA, line(f.from()), line(f.to()), row,
                    f.send() == Fact.NO_CALL ? f.recv() : f.send(), f.count(), glance(received, f.inRecv(), f.count()),
                    false);
        } else {
            sent(Kind.DATA, f.from(), f.to(), f.send(), f.inSend(), f.count());
        }
    }

    private void sent(Kind kind, Peer from, Peer to, int number, int begin, int count) {
        Activation send = arrows.call(number);
        send.isTaken(arrows.event());
        arrows.arrow(kind, line(from), line(to), send.entryRow(), number, count, glance(data(send), begin, count),
                kind == Kind.UNREAD);
    }

    private static Bytes data(Activation send) {
        return ((Call.Sending) send.call()).data();
    }

    private void ended(Fact.Ended f) {
        boolean unix = f.to() instanceof DescriptorState to && isUnix(to)
                || f.from() instanceof DescriptorState from && isUnix(from);
        Kind kind = f.broken() ? unix ? Kind.BREAK : Kind.RST : unix ? Kind.END : Kind.FIN;
        boolean known = f.by() != Fact.NO_CALL;
        arrows.arrow(kind, line(f.from()), line(f.to()), known ? arrows.call(f.by()).entryRow() : Lifeline.NEVER,
                known ? f.by() : f.call(), 0, Bytes.EMPTY, f.concluded());
    }

    private void taken(Fact.DatagramTaken f) {
        Kind kind = f.cut() ? Kind.CUT : Kind.DATA;
        Bytes glance = glance(received, 0, f.count());
        if (f.send() == Fact.NO_CALL) {
            arrows.arrow(kind, line(f.from()), line(f.to()), Lifeline.NEVER, f.recv(), f.count(), glance, false);
        } else {
            Activation send = arrows.call(f.send());
            send.isTaken(arrows.event());
            arrows.arrow(kind, line(f.from()), line(f.to()), send.entryRow(), f.send(), f.count(), glance, false);
        }
    }

    /** A datagram that no call has taken. */
    private void gone(Kind kind, Sent<DescriptorState> datagram, Peer to) {
        Activation send = arrows.call(datagram.call());
        send.isTaken(arrows.event());
        int count = datagram.data().length();
        arrows.arrow(kind, line(datagram.sender()), line(to), send.entryRow(), datagram.call(), count,
                glance(datagram.data(), 0, count), true);
    }

    /** The first bytes of a portion, as far as they are kept. */
    private static Bytes glance(Bytes data, int from, int count) {
        byte[] first = new byte[Math.clamp(data.kept() - from, 0, Math.min(count, GLANCE))];
        for (int i = 0; i < first.length; i++) {
            first[i] = (byte) data.at(from + i);
        }
        return Bytes.owning(first);
    }
}
