package org.socketworkbench.trace;

/** What waits in a UDP socket. */
final class UdpBufferCodec implements Codec<UdpBuffer> {
    static final UdpBufferCodec INSTANCE = new UdpBufferCodec();

    @Override
    public void write(FieldWriter to, UdpBuffer buffer) {
        to.number("memory", buffer.memory());
        to.number("dropped", buffer.dropped());
    }

    @Override
    public UdpBuffer read(FieldReader from) {
        return new UdpBuffer(from.number("memory", 0, Long.MAX_VALUE), from.number("dropped", 0, Long.MAX_VALUE));
    }
}
