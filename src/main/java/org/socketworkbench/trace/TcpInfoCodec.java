package org.socketworkbench.trace;

import org.socketworkbench.socket.TcpInfo;
import org.socketworkbench.socket.TcpState;

/** What TCP knows about a connection. The kernel counts bytes in unsigned 64-bit numbers. */
final class TcpInfoCodec {
    static final Form<TcpInfo> FORM = Form.of(TcpInfo::new,
            Field.symbol("state", TcpState.values()).of(TcpInfo::state),
            new Field.Int("unacked").of(TcpInfo::unacked),
            new Field.Int("sacked").of(TcpInfo::sacked),
            new Field.Int("sendMss").of(TcpInfo::sendMss),
            new Field.Int("rttMicros").of(TcpInfo::rttMicros),
            new Field.Int("congestionWindow").of(TcpInfo::congestionWindow),
            new Field.Int("retransmissions").of(TcpInfo::retransmissions),
            new Field.Whole("bytesAcknowledged").of(TcpInfo::bytesAcknowledged),
            new Field.Whole("bytesReceived").of(TcpInfo::bytesReceived),
            new Field.Int("notSentBytes").of(TcpInfo::notSentBytes));

    private TcpInfoCodec() {}
}
