package org.socketworkbench.trace;

import org.socketworkbench.socket.ControlMessage;

/** Ancillary data. */
final class ControlMessageCodec {
    static final Form<ControlMessage> FORM = Form.of(ControlMessage::new,
            new Field.Int("level").of(ControlMessage::level), new Field.Int("type").of(ControlMessage::type),
            Field.bytes("data").of(ControlMessage::data));

    private ControlMessageCodec() {}
}
