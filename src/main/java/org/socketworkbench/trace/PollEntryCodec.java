package org.socketworkbench.trace;

import org.socketworkbench.socket.PollEntry;

/** A descriptor and its events. */
final class PollEntryCodec {
    static final Form<PollEntry> FORM = Form.of(PollEntry::new,
            new Field.Int("fd").of(PollEntry::fd), new Field.Int("events").of(PollEntry::events));

    private PollEntryCodec() {}
}
