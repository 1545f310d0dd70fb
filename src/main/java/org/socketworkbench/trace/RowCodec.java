package org.socketworkbench.trace;

import org.socketworkbench.socket.TcpState;

/** A line of one of the kernel's tables of sockets. */
final class RowCodec implements Codec<SocketRow> {
    static final RowCodec INSTANCE = new RowCodec();
    private static final SocketRow.Transport[] TRANSPORTS = SocketRow.Transport.values();
    private static final TcpState[] STATES = TcpState.values();

    @Override
    public void write(FieldWriter to, SocketRow row) {
        to.symbol("transport", row.transport());
        to.object("local", row.local(), AddressCodec.INSTANCE);
        to.object("remote", row.remote(), AddressCodec.INSTANCE);
        to.symbol("state", row.state());
        to.number("sendQueue", row.sendQueue());
        to.number("receiveQueue", row.receiveQueue());
        to.number("fd", row.fd());
        to.flag("held", row.held());
        to.optional("tcpInfo", row.info(), TcpInfoCodec.INSTANCE);
        to.optional("udpBuffer", row.udp(), UdpBufferCodec.INSTANCE);
    }

    @Override
    public SocketRow read(FieldReader from) {
        return new SocketRow(from.symbol("transport", TRANSPORTS), from.object("local", AddressCodec.INSTANCE),
                from.object("remote", AddressCodec.INSTANCE), from.symbol("state", STATES),
                from.number("sendQueue", 0, Long.MAX_VALUE), from.number("receiveQueue", 0, Long.MAX_VALUE),
                from.integer("fd", SocketRow.NOT_OURS, Integer.MAX_VALUE), from.flag("held"),
                from.optional("tcpInfo", TcpInfoCodec.INSTANCE), from.optional("udpBuffer", UdpBufferCodec.INSTANCE));
    }
}
