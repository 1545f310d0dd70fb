package org.socketworkbench.trace;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;

/** The outcomes of calls. */
final class OutcomeCodec implements Codec<Outcome> {
    static final OutcomeCodec INSTANCE = new OutcomeCodec();
    /** The largest error number in the kernel: MAX_ERRNO in {@code <linux/err.h>}. */
    private static final int MAX_ERRNO = 4095;
    /** In a trace of version 1, a participant's numbers were the real ones and were not written twice. */
    private static final int NOT_TOLD = -1;

    private static final Field<Kind> KIND = Field.symbol("kind", Kind.values());
    private static final Field.Whole VALUE = new Field.Whole("value");
    private static final Field.Int FD = new Field.Int("value", 0, Integer.MAX_VALUE);
    private static final Field.UnusualInt REAL = new Field.UnusualInt("real", 0, Integer.MAX_VALUE, NOT_TOLD);
    private static final Field<Bytes> DATA = Field.bytes("data");

    private static final Form<Outcome.Done> DONE = Form.of(Outcome.Done::new, VALUE.of(Outcome.Done::value));
    private static final Form<Outcome.Received> RECEIVED =
            Form.of(Outcome.Received::new, DATA.of(Outcome.Received::data));
    private static final Form<Outcome.ReceivedFrom> RECEIVED_FROM = Form.of(Outcome.ReceivedFrom::new,
            DATA.of(Outcome.ReceivedFrom::data),
            Field.optional("sender", AddressCodec.INSTANCE).of(Outcome.ReceivedFrom::sender));
    private static final Form<Outcome.ReceivedMessage> RECEIVED_MESSAGE = Form.of(Outcome.ReceivedMessage::new,
            DATA.of(Outcome.ReceivedMessage::data),
            Field.optional("sender", AddressCodec.INSTANCE).of(Outcome.ReceivedMessage::sender),
            Field.list("control", ControlMessageCodec.FORM).of(Outcome.ReceivedMessage::control),
            new Field.Int("flags").of(Outcome.ReceivedMessage::flags));
    private static final Form<Outcome.Failed> FAILED = Form.of(number -> new Outcome.Failed(new Errno(number)),
            new Field.Int("errno", 1, MAX_ERRNO).of((Outcome.Failed o) -> o.errno().number())
                    .telling((to, o) -> to.string("symbol", o.errno().symbol())));
    private static final Form<Outcome.Opened> OPENED =
            Form.of(OutcomeCodec::opened, FD.of(Outcome.Opened::fd), REAL.of(Outcome.Opened::real));
    private static final Form<Outcome.Accepted> ACCEPTED = Form.of(OutcomeCodec::accepted,
            FD.of(Outcome.Accepted::fd), REAL.of(Outcome.Accepted::real),
            Field.object("peer", AddressCodec.INSTANCE).of(Outcome.Accepted::peer));
    private static final Form<Outcome.PairOpened> PAIR_OPENED = Form.of(OutcomeCodec::pair,
            Field.numbers("fds").of((Outcome.PairOpened o) -> List.of(o.first().fd(), o.second().fd())),
            Field.numbers("reals").of((Outcome.PairOpened o) -> List.of(o.first().real(), o.second().real())));
    private static final Form<Outcome.Named> NAMED =
            Form.of(Outcome.Named::new, Field.object("address", AddressCodec.INSTANCE).of(Outcome.Named::address));
    private static final Form<Outcome.OptionRead> OPTION_READ = Form.of(Outcome.OptionRead::new,
            Field.among(new OptionValueCodec("option")).of(Outcome.OptionRead::option));
    private static final Form<Outcome.NumberRead> NUMBER_READ =
            Form.of(Outcome.NumberRead::new, new Field.Int("number").of(Outcome.NumberRead::number));
    private static final Form<Outcome.Polled> POLLED =
            Form.of(Outcome.Polled::new, Field.list("ready", PollEntryCodec.FORM).of(Outcome.Polled::ready));
    private static final Form<Outcome.EpollReady> EPOLL_READY =
            Form.of(Outcome.EpollReady::new, Field.list("ready", EpollEntryCodec.FORM).of(Outcome.EpollReady::ready));
    private static final Form<Outcome.Selected> SELECTED = Form.of(Outcome.Selected::new,
            Field.numbers("read").of(Outcome.Selected::read), Field.numbers("write").of(Outcome.Selected::write),
            Field.numbers("except").of(Outcome.Selected::except));
    private static final Form<Outcome.TimeoutIs> TIMEOUT_IS = Form.of(Outcome.TimeoutIs::new,
            new Field.Whole("timeoutNanos", Call.FOR_EVER, Long.MAX_VALUE).of(Outcome.TimeoutIs::nanos));
    private static final Form<Outcome.TimedOut> TIMED_OUT = Form.of(Outcome.TimedOut::new);

    private enum Kind {
        DONE, OPENED, ACCEPTED, RECEIVED, RECEIVED_FROM, NAMED, OPTION_READ, POLLED, SELECTED, TIMEOUT_IS, TIMED_OUT,
        FAILED, PAIR_OPENED, RECEIVED_MESSAGE, NUMBER_READ, EPOLL_READY;

        private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

        @Override
        public String toString() {
            return text;
        }
    }

    /** The outcomes that programs get most often come first. */
    @Override
    public void write(FieldWriter to, Outcome outcome) {
        switch (outcome) {
            case Outcome.Done o -> itself(to, Kind.DONE, DONE, o);
            case Outcome.Received o -> write(to, Kind.RECEIVED, RECEIVED, o);
            case Outcome.ReceivedFrom o -> write(to, Kind.RECEIVED_FROM, RECEIVED_FROM, o);
            case Outcome.ReceivedMessage o -> write(to, Kind.RECEIVED_MESSAGE, RECEIVED_MESSAGE, o);
            case Outcome.Failed o -> write(to, Kind.FAILED, FAILED, o);
            case Outcome.Opened o -> itself(to, Kind.OPENED, OPENED, o);
            case Outcome.Accepted o -> itself(to, Kind.ACCEPTED, ACCEPTED, o);
            case Outcome.PairOpened o -> write(to, Kind.PAIR_OPENED, PAIR_OPENED, o);
            case Outcome.Named o -> write(to, Kind.NAMED, NAMED, o);
            case Outcome.OptionRead o -> write(to, Kind.OPTION_READ, OPTION_READ, o);
            case Outcome.NumberRead o -> write(to, Kind.NUMBER_READ, NUMBER_READ, o);
            case Outcome.Polled o -> write(to, Kind.POLLED, POLLED, o);
            case Outcome.EpollReady o -> write(to, Kind.EPOLL_READY, EPOLL_READY, o);
            case Outcome.Selected o -> write(to, Kind.SELECTED, SELECTED, o);
            case Outcome.TimeoutIs o -> write(to, Kind.TIMEOUT_IS, TIMEOUT_IS, o);
            case Outcome.TimedOut o -> write(to, Kind.TIMED_OUT, TIMED_OUT, o);
        }
    }

    /** Writes an outcome whose value is among its fields. */
    private static <T extends Outcome> void itself(FieldWriter to, Kind kind, Form<T> form, T outcome) {
        KIND.write(to, kind);
        form.write(to, outcome);
    }

    /** Writes an outcome whose value follows from its fields. */
    private static <T extends Outcome> void write(FieldWriter to, Kind kind, Form<T> form, T outcome) {
        KIND.write(to, kind);
        if (to.spellsOut()) {
            VALUE.write(to, outcome.value());
        }
        form.write(to, outcome);
    }

    @Override
    public Outcome read(FieldReader from) {
        return switch (KIND.read(from)) {
            case DONE -> DONE.read(from);
            case RECEIVED -> RECEIVED.read(from);
            case RECEIVED_FROM -> RECEIVED_FROM.read(from);
            case RECEIVED_MESSAGE -> RECEIVED_MESSAGE.read(from);
            case FAILED -> FAILED.read(from);
            case OPENED -> OPENED.read(from);
            case ACCEPTED -> ACCEPTED.read(from);
            case PAIR_OPENED -> PAIR_OPENED.read(from);
            case NAMED -> NAMED.read(from);
            case OPTION_READ -> OPTION_READ.read(from);
            case NUMBER_READ -> NUMBER_READ.read(from);
            case POLLED -> POLLED.read(from);
            case EPOLL_READY -> EPOLL_READY.read(from);
            case SELECTED -> SELECTED.read(from);
            case TIMEOUT_IS -> TIMEOUT_IS.read(from);
            case TIMED_OUT -> TIMED_OUT.read(from);
        };
    }

    private static Outcome.Opened opened(int fd, int real) {
        return new Outcome.Opened(fd, real == NOT_TOLD ? fd : real);
    }

    private static Outcome.Accepted accepted(int fd, int real, SocketAddress peer) {
        return new Outcome.Accepted(fd, real == NOT_TOLD ? fd : real, peer);
    }

    private static Outcome.PairOpened pair(List<Integer> fds, List<Integer> reals) {
        boolean isPair = fds.size() == 2 && reals.size() == 2 && !fds.getFirst().equals(fds.getLast())
                && Stream.of(fds, reals).flatMap(List::stream).allMatch(number -> number >= 0);
        if (!isPair) {
            throw new Unreadable("outcome.pair");
        }
        return new Outcome.PairOpened(new Outcome.Opened(fds.getFirst(), reals.getFirst()),
                new Outcome.Opened(fds.getLast(), reals.getLast()));
    }
}
