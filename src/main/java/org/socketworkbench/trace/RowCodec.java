package org.socketworkbench.trace;

import org.socketworkbench.socket.TcpState;

/** A row of one of the kernel's tables of sockets. */
final class RowCodec {
    static final Form<SocketRow> FORM = Form.of(SocketRow::new,
            Field.symbol("transport", SocketRow.Transport.values()).of(SocketRow::transport),
            Field.object("local", AddressCodec.INSTANCE).of(SocketRow::local),
            Field.object("remote", AddressCodec.INSTANCE).of(SocketRow::remote),
            Field.symbol("state", TcpState.values()).of(SocketRow::state),
            new Field.Whole("sendQueue", 0, Long.MAX_VALUE).of(SocketRow::sendQueue),
            new Field.Whole("receiveQueue", 0, Long.MAX_VALUE).of(SocketRow::receiveQueue),
            new Field.Int("fd", SocketRow.NOT_OURS, Integer.MAX_VALUE).of(SocketRow::fd),
            Field.flag("held").of(SocketRow::held),
            Field.optional("tcpInfo", TcpInfoCodec.FORM).of(SocketRow::info),
            Field.optional("udpBuffer", UdpBufferCodec.FORM).of(SocketRow::udp));

    private RowCodec() {}
}
