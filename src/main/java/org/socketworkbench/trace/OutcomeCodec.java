package org.socketworkbench.trace;

import java.util.Locale;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;

/** What came of a call. */
final class OutcomeCodec implements Codec<Outcome> {
    static final OutcomeCodec INSTANCE = new OutcomeCodec();
    private static final Kind[] KINDS = Kind.values();
    private static final OptionValueCodec OPTION = new OptionValueCodec("option");
    /** The kernel gives no error a larger number: MAX_ERRNO in {@code <linux/err.h>}. */
    private static final int MAX_ERRNO = 4095;

    private enum Kind {
        DONE, ACCEPTED, RECEIVED, RECEIVED_FROM, NAMED, OPTION_READ, POLLED, SELECTED, TIMEOUT_IS, TIMED_OUT, FAILED;

        private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

        static Kind of(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Done o -> DONE;
                case Outcome.Received o -> RECEIVED;
                case Outcome.ReceivedFrom o -> RECEIVED_FROM;
                case Outcome.Failed o -> FAILED;
                case Outcome.Accepted o -> ACCEPTED;
                case Outcome.Named o -> NAMED;
                case Outcome.OptionRead o -> OPTION_READ;
                case Outcome.Polled o -> POLLED;
                case Outcome.Selected o -> SELECTED;
                case Outcome.TimeoutIs o -> TIMEOUT_IS;
                case Outcome.TimedOut o -> TIMED_OUT;
            };
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @Override
    public void write(FieldWriter to, Outcome outcome) {
        to.symbol("kind", Kind.of(outcome));
        // Of the other kinds it follows from the fields that they have.
        if (outcome instanceof Outcome.Done || outcome instanceof Outcome.Accepted || to.spellsOut()) {
            to.number("value", outcome.value());
        }
        switch (outcome) {
            case Outcome.Done o -> { }
            case Outcome.Received o -> to.bytes("data", o.data());
            case Outcome.ReceivedFrom o -> {
                to.bytes("data", o.data());
                to.optional("sender", o.sender(), AddressCodec.INSTANCE);
            }
            case Outcome.Failed o -> {
                to.number("errno", o.errno().number());
                if (to.spellsOut()) {
                    to.string("symbol", o.errno().symbol());
                }
            }
            case Outcome.Accepted o -> to.object("peer", o.peer(), AddressCodec.INSTANCE);
            case Outcome.Named o -> to.object("address", o.address(), AddressCodec.INSTANCE);
            case Outcome.OptionRead o -> OPTION.write(to, o.option());
            case Outcome.Polled o -> to.list("ready", o.ready(), PollEntryCodec.INSTANCE);
            case Outcome.Selected o -> {
                to.numbers("read", o.read());
                to.numbers("write", o.write());
                to.numbers("except", o.except());
            }
            case Outcome.TimeoutIs o -> to.number("timeoutNanos", o.nanos());
            case Outcome.TimedOut o -> { }
        }
    }

    @Override
    public Outcome read(FieldReader from) {
        return switch (from.symbol("kind", KINDS)) {
            case DONE -> new Outcome.Done(from.number("value", Long.MIN_VALUE, Long.MAX_VALUE));
            case RECEIVED -> new Outcome.Received(from.bytes("data"));
            case RECEIVED_FROM -> new Outcome.ReceivedFrom(from.bytes("data"), from.optional("sender", AddressCodec.INSTANCE));
            case FAILED -> new Outcome.Failed(new Errno(from.integer("errno", 1, MAX_ERRNO)));
            case ACCEPTED -> new Outcome.Accepted(from.integer("value", 0, Integer.MAX_VALUE),
                    from.object("peer", AddressCodec.INSTANCE));
            case NAMED -> new Outcome.Named(from.object("address", AddressCodec.INSTANCE));
            case OPTION_READ -> new Outcome.OptionRead(OPTION.read(from));
            case POLLED -> new Outcome.Polled(from.list("ready", PollEntryCodec.INSTANCE));
            case SELECTED -> new Outcome.Selected(from.numbers("read"), from.numbers("write"), from.numbers("except"));
            case TIMEOUT_IS -> new Outcome.TimeoutIs(from.number("timeoutNanos", Call.FOR_EVER, Long.MAX_VALUE));
            case TIMED_OUT -> new Outcome.TimedOut();
        };
    }
}
