package org.socketworkbench.trace;

import org.socketworkbench.socket.TcpInfo;
import org.socketworkbench.socket.TcpState;

/** What TCP knows of a connection. */
final class TcpInfoCodec implements Codec<TcpInfo> {
    static final TcpInfoCodec INSTANCE = new TcpInfoCodec();
    private static final TcpState[] STATES = TcpState.values();

    @Override
    public void write(FieldWriter to, TcpInfo info) {
        to.symbol("state", info.state());
        to.number("unacked", info.unacked());
        to.number("sacked", info.sacked());
        to.number("sendMss", info.sendMss());
        to.number("rttMicros", info.rttMicros());
        to.number("congestionWindow", info.congestionWindow());
        to.number("retransmissions", info.retransmissions());
        to.number("bytesAcknowledged", info.bytesAcknowledged());
        to.number("bytesReceived", info.bytesReceived());
        to.number("notSentBytes", info.notSentBytes());
    }

    @Override
    public TcpInfo read(FieldReader from) {
        return new TcpInfo(from.symbol("state", STATES), from.integer("unacked"), from.integer("sacked"),
                from.integer("sendMss"), from.integer("rttMicros"), from.integer("congestionWindow"),
                from.integer("retransmissions"), count(from, "bytesAcknowledged"), count(from, "bytesReceived"),
                from.integer("notSentBytes"));
    }

    /** The kernel counts in 64 bits without a sign. */
    private static long count(FieldReader from, String name) {
        return from.number(name, Long.MIN_VALUE, Long.MAX_VALUE);
    }
}
