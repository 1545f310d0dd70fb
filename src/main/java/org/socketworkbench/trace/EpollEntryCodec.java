package org.socketworkbench.trace;

import org.socketworkbench.socket.EpollEntry;

/** A descriptor and its events in epoll. */
final class EpollEntryCodec {
    static final Form<EpollEntry> FORM = Form.of(EpollEntry::new,
            new Field.Int("fd").of(EpollEntry::fd), new Field.Int("events").of(EpollEntry::events));

    private EpollEntryCodec() {}
}
