package org.socketworkbench.trace;

import org.socketworkbench.socket.PollEntry;

/** A descriptor and events on it. */
final class PollEntryCodec implements Codec<PollEntry> {
    static final PollEntryCodec INSTANCE = new PollEntryCodec();

    @Override
    public void write(FieldWriter to, PollEntry entry) {
        to.number("fd", entry.fd());
        to.number("events", entry.events());
    }

    @Override
    public PollEntry read(FieldReader from) {
        return new PollEntry(from.integer("fd"), from.integer("events"));
    }
}
