package org.socketworkbench.explain;

import java.util.Optional;
import org.socketworkbench.explain.Reply.Weight;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.model.ParticipantState;
import org.socketworkbench.model.Picture;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.CText;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.trace.TraceEvent.CallReturned;
import org.socketworkbench.trace.TraceEvent.Note;

/** Says beside a participant's buttons what its last call has answered. The whole story is the Explainer's. */
public final class Replies {
    private final Words words = new Words();

    /** What to say to a participant that is in no call; empty before its first. */
    public Optional<Reply> of(ParticipantState who, Picture now) {
        return who.end().map(this::ofEnd).or(() -> who.lastReturn().map(last -> of(last, who, now)));
    }

    private Reply ofEnd(Note end) {
        return switch (end.kind()) {
            case PROGRAM_FAILED -> trouble(end.origin().hasLine()
                    ? words.text("reply.program.failed.line", end.origin().line(), end.text())
                    : words.text("reply.program.failed", end.text()));
            case PROGRAM_STOPPED -> plain(words.text("reply.program.stopped"));
            default -> plain(words.text("reply.program.ended"));
        };
    }

    private Reply of(CallReturned last, ParticipantState who, Picture now) {
        Call call = last.call().untimed();
        String name = call.word();
        return switch (last.outcome()) {
            case Outcome.Failed(Errno errno) -> failed(name, errno);
            case Outcome.TimedOut o -> trouble(words.text("reply.timed-out", name));
            case Outcome.Accepted o ->
                moment(words.text(isStranger(o.fd(), who, now) ? "reply.accept.stranger" : "reply.accept", o.fd(),
                        ((Call.OnDescriptor) call).fd()));
            case Outcome.Received o when call instanceof Call.Receiving asked && isStream(call, who) ->
                received(name, asked, o.data());
            case Outcome.Done o -> done(call, o.value(), who, now)
                    .orElseGet(() -> plain(CText.of(call, last.outcome())));
            case Outcome.Opened o when call instanceof Call.Socket -> plain(words.text("reply.socket", o.fd()));
            default -> plain(CText.of(call, last.outcome()));
        };
    }

    private Optional<Reply> done(Call call, long value, ParticipantState who, Picture now) {
        return switch (call) {
            case Call.Bind c -> Optional.of(plain(words.text("reply.bind", c.fd(),
                    who.open(c.fd()).flatMap(DescriptorState::local).orElse(c.address()))));
            case Call.Listen c -> Optional.of(plain(words.text("reply.listen", c.fd())));
            case Call.Connect c when isStream(call, who) -> Optional.of(connected(c, who, now));
            case Call.ConnectEx c when value != 0 -> Optional.of(failed(c.word(), new Errno((int) value)));
            case Call.Send c when c.data().length() > 0 -> Optional.of(plain(value < c.data().length()
                    ? words.text("reply.send.part", value, c.data().length()) : words.text("reply.send", value)));
            case Call.Close c -> Optional.of(plain(words.text("reply.close", c.fd())));
            default -> Optional.empty();
        };
    }

    private Reply connected(Call.Connect call, ParticipantState who, Picture now) {
        return moment(words.text(isStranger(call.fd(), who, now) ? "reply.connect.stranger" : "reply.connect",
                call.address()));
    }

    private static boolean isStranger(int fd, ParticipantState who, Picture now) {
        return who.open(fd).filter(now::talksToAStranger).isPresent();
    }

    private Reply received(String name, Call.Receiving call, Bytes data) {
        return data.length() > 0 || call.length() == 0
                ? plain(words.text("reply.received", name, words.bytes(data.length()), words.glance(data)))
                : moment(words.text("reply.received.end", name));
    }

    private Reply failed(String name, Errno errno) {
        return errno.equals(Errno.EINPROGRESS) ? plain(words.text("reply.in-progress", name))
                : trouble(words.text("reply.failed", name, errno, errno.text()));
    }

    private static boolean isStream(Call call, ParticipantState who) {
        return call instanceof Call.OnDescriptor c && who.open(c.fd())
                .filter(socket -> Kind.of(socket.family(), socket.type()) != Kind.DATAGRAM).isPresent();
    }

    private static Reply plain(String text) {
        return new Reply(Weight.PLAIN, text);
    }

    private static Reply moment(String text) {
        return new Reply(Weight.MOMENT, text);
    }

    private static Reply trouble(String text) {
        return new Reply(Weight.TROUBLE, text);
    }
}
