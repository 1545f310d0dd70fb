package org.socketworkbench.trace;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
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
        DONE, OPENED, ACCEPTED, RECEIVED, RECEIVED_FROM, NAMED, OPTION_READ, POLLED, SELECTED, TIMEOUT_IS, TIMED_OUT,
        FAILED, PAIR_OPENED;

        private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

        @Override
        public String toString() {
            return text;
        }
    }

    /** Those that programs get most come first. */
    @Override
    public void write(FieldWriter to, Outcome outcome) {
        switch (outcome) {
            case Outcome.Done o -> {
                to.symbol("kind", Kind.DONE);
                to.number("value", o.value());
            }
            case Outcome.Received o -> {
                begin(to, Kind.RECEIVED, o);
                to.bytes("data", o.data());
            }
            case Outcome.ReceivedFrom o -> {
                begin(to, Kind.RECEIVED_FROM, o);
                to.bytes("data", o.data());
                to.optional("sender", o.sender(), AddressCodec.INSTANCE);
            }
            case Outcome.Failed o -> {
                begin(to, Kind.FAILED, o);
                to.number("errno", o.errno().number());
                if (to.spellsOut()) {
                    to.string("symbol", o.errno().symbol());
                }
            }
            case Outcome.Opened o -> {
                to.symbol("kind", Kind.OPENED);
                descriptor(to, o.fd(), o.real());
            }
            case Outcome.Accepted o -> {
                to.symbol("kind", Kind.ACCEPTED);
                descriptor(to, o.fd(), o.real());
                to.object("peer", o.peer(), AddressCodec.INSTANCE);
            }
            case Outcome.PairOpened o -> {
                begin(to, Kind.PAIR_OPENED, o);
                to.numbers("fds", List.of(o.first().fd(), o.second().fd()));
                to.numbers("reals", List.of(o.first().real(), o.second().real()));
            }
            case Outcome.Named o -> {
                begin(to, Kind.NAMED, o);
                to.object("address", o.address(), AddressCodec.INSTANCE);
            }
            case Outcome.OptionRead o -> {
                begin(to, Kind.OPTION_READ, o);
                OPTION.write(to, o.option());
            }
            case Outcome.Polled o -> {
                begin(to, Kind.POLLED, o);
                to.list("ready", o.ready(), PollEntryCodec.INSTANCE);
            }
            case Outcome.Selected o -> {
                begin(to, Kind.SELECTED, o);
                to.numbers("read", o.read());
                to.numbers("write", o.write());
                to.numbers("except", o.except());
            }
            case Outcome.TimeoutIs o -> {
                begin(to, Kind.TIMEOUT_IS, o);
                to.number("timeoutNanos", o.nanos());
            }
            case Outcome.TimedOut o -> begin(to, Kind.TIMED_OUT, o);
        }
    }

    private static void descriptor(FieldWriter to, int fd, int real) {
        to.number("value", fd);
        to.number("real", real);
    }

    /** The value follows from the fields to come. */
    private static void begin(FieldWriter to, Kind kind, Outcome outcome) {
        to.symbol("kind", kind);
        if (to.spellsOut()) {
            to.number("value", outcome.value());
        }
    }

    @Override
    public Outcome read(FieldReader from) {
        return switch (from.symbol("kind", KINDS)) {
            case DONE -> new Outcome.Done(from.number("value", Long.MIN_VALUE, Long.MAX_VALUE));
            case RECEIVED -> new Outcome.Received(from.bytes("data"));
            case RECEIVED_FROM ->
                new Outcome.ReceivedFrom(from.bytes("data"), from.optional("sender", AddressCodec.INSTANCE));
            case FAILED -> new Outcome.Failed(new Errno(from.integer("errno", 1, MAX_ERRNO)));
            case OPENED -> opened(from);
            case ACCEPTED -> {
                Outcome.Opened opened = opened(from);
                yield new Outcome.Accepted(opened.fd(), opened.real(), from.object("peer", AddressCodec.INSTANCE));
            }
            case PAIR_OPENED -> pair(from.numbers("fds"), from.numbers("reals"));
            case NAMED -> new Outcome.Named(from.object("address", AddressCodec.INSTANCE));
            case OPTION_READ -> new Outcome.OptionRead(OPTION.read(from));
            case POLLED -> new Outcome.Polled(from.list("ready", PollEntryCodec.INSTANCE));
            case SELECTED -> new Outcome.Selected(from.numbers("read"), from.numbers("write"), from.numbers("except"));
            case TIMEOUT_IS -> new Outcome.TimeoutIs(from.number("timeoutNanos", Call.FOR_EVER, Long.MAX_VALUE));
            case TIMED_OUT -> new Outcome.TimedOut();
        };
    }

    private static Outcome pair(List<Integer> fds, List<Integer> reals) {
        boolean isPair = fds.size() == 2 && reals.size() == 2 && !fds.getFirst().equals(fds.getLast())
                && Stream.of(fds, reals).flatMap(List::stream).allMatch(number -> number >= 0);
        if (!isPair) {
            throw new Unreadable("outcome.pair");
        }
        return new Outcome.PairOpened(new Outcome.Opened(fds.getFirst(), reals.getFirst()),
                new Outcome.Opened(fds.getLast(), reals.getLast()));
    }

    /** In a trace of the first form a participant's numbers were the real ones. */
    private static Outcome.Opened opened(FieldReader from) {
        int fd = from.integer("value", 0, Integer.MAX_VALUE);
        return new Outcome.Opened(fd, (int) from.number("real", 0, Integer.MAX_VALUE, fd));
    }
}
