package org.socketworkbench.trace;

/** What waits in a UDP socket. */
final class UdpBufferCodec {
    static final Form<UdpBuffer> FORM = Form.of(UdpBuffer::new,
            new Field.Whole("memory", 0, Long.MAX_VALUE).of(UdpBuffer::memory),
            new Field.Whole("dropped", 0, Long.MAX_VALUE).of(UdpBuffer::dropped));

    private UdpBufferCodec() {}
}
