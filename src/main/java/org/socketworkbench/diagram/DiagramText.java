package org.socketworkbench.diagram;

import java.util.Locale;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.CText;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;

/**
 * The words on the diagrams. Only the first bytes of a payload are shown, escaped; everything else is shown in full.
 */
public final class DiagramText {
    private static final int GLANCE = 12;
    private static final double NANOS = 1e9;
    private static final Messages MESSAGES = Messages.of(DiagramText.class);

    private DiagramText() {}

    /**
     * The call alone, as on the row of its start. A system call that a library call makes has the library call's name
     * before it.
     */
    public static String call(Activation activation) {
        return ofThread(activation.thread(), callAlone(activation));
    }

    private static String callAlone(Activation activation) {
        String call = CText.of(brief(activation.call()));
        return activation.parent().map(parent -> MESSAGES.text(
                parent instanceof Call.Timed ? "sequence.step.timed" : "sequence.step", parent.word(), call))
                .orElse(call);
    }

    /** The labels of every thread but the main one have the thread's number before them. */
    private static String ofThread(int thread, String text) {
        return thread == 0 ? text : MESSAGES.text("sequence.thread", Integer.toString(thread), text);
    }

    /** Says that a thread starts. */
    public static String start(ThreadSpan thread) {
        return ofThread(thread.number(), MESSAGES.text("sequence.thread.start", thread.name()));
    }

    /** Says that a thread sleeps. */
    public static String sleep(Row.Sleep sleep) {
        return ofThread(sleep.thread(), MESSAGES.text("sequence.sleeps", sleep.seconds()));
    }

    /** The outcome, as on the row of its return. */
    public static String outcome(Activation activation) {
        return ofThread(activation.thread(), outcomeAlone(activation));
    }

    private static String outcomeAlone(Activation activation) {
        return "= " + CText.of(brief(activation.outcome()));
    }

    /** A time since the trace began, in seconds: {@code "0.183 s"}. */
    static String time(long nanos) {
        return String.format(Locale.ROOT, "%7.3f s", nanos / 1e9);
    }

    /** The call without what can be seen elsewhere: its name, its socket, and the bytes or the port. */
    static String briefCall(Activation activation) {
        Call call = activation.call().untimed();
        return ofThread(activation.thread(), call.word() + "(" + switch (call) {
            case Call.Socket c -> "";
            case Call.Bind c -> c.fd() + ", " + place(c.address());
            case Call.Connect c -> c.fd() + ", " + place(c.address());
            case Call.Sending c -> c.fd() + ", " + CText.quoted(c.data(), GLANCE);
            case Call.OnDescriptor c -> Integer.toString(c.fd());
            default -> "\u2026";
        } + ")");
    }

    /** The call's name alone. */
    static String briefCallOf(Activation activation) {
        return ofThread(activation.thread(), activation.call().untimed().word() + "()");
    }

    /** An address, or only the port if the address is a loopback address. */
    private static String place(SocketAddress address) {
        return address instanceof SocketAddress.Inet inet && inet.isLoopback() ? ":" + inet.port() : address.toString();
    }

    /** The outcome without what can be seen elsewhere; "" if the call only succeeded. */
    static String briefOutcome(Activation activation) {
        return switch (activation.outcome()) {
            case Outcome.Done(long value) when value == 0 && !(activation.call() instanceof Call.Sending) -> "";
            case Outcome.Accepted o -> "= " + o.fd();
            case Outcome.Failed o -> "= " + o.errno().symbol();
            case Outcome.Received o when o.data().length() > 0 -> "= " + CText.quoted(o.data(), GLANCE);
            case Outcome.ReceivedFrom o -> "= " + CText.quoted(o.data(), GLANCE);
            default -> outcomeAlone(activation);
        };
    }

    /** The call and its outcome on one row. */
    public static String callAndOutcome(Activation activation) {
        return call(activation) + " " + outcomeAlone(activation);
    }

    /** Says that the kernel holds or held a call, and for how long if the call has returned. */
    public static String blocked(Activation activation) {
        return blocked(activation, activation.hasReturned());
    }

    /** The same, at a moment when the call had or had not returned. */
    static String blocked(Activation activation, boolean returned) {
        return ofThread(activation.thread(), returned
                ? MESSAGES.text("sequence.blocked.for", duration(activation.durationNanos()))
                : MESSAGES.text("sequence.blocked"));
    }

    /** The longest text that {@link #blocked} will return. */
    static String blockedRoom(Activation activation) {
        return ofThread(activation.thread(), MESSAGES.text("sequence.blocked.for", duration((long) (99_999 * NANOS))));
    }

    /** What is written at an arrow. */
    public static String message(Message message) {
        return switch (message.kind()) {
            case SYN -> "SYN";
            case SYN_ACK -> "SYN + ACK";
            case ACK -> "ACK";
            case CONNECT -> MESSAGES.text("sequence.connect");
            case FIN -> "FIN";
            case END -> MESSAGES.text("sequence.end");
            case RST -> "RST";
            case BREAK -> MESSAGES.text("sequence.break");
            case NOBODY -> MESSAGES.text("sequence.nobody");
            case DATA -> data(message);
            case CUT -> MESSAGES.text("sequence.cut", data(message));
            case UNREAD -> MESSAGES.text("sequence.unread", data(message));
            case UNTOLD -> MESSAGES.text("sequence.untold", data(message));
        };
    }

    static String others(Lifeline.Place place) {
        return MESSAGES.text(
                place == Lifeline.Place.OUTSIDE_SERVER ? "sequence.others.servers" : "sequence.others.callers");
    }

    static String text(String key, Object... values) {
        return MESSAGES.text(key, values);
    }

    private static String data(Message message) {
        String count = message.count() == 1 ? MESSAGES.text("sequence.byte")
                : MESSAGES.text("sequence.bytes", Integer.toString(message.count()));
        Bytes glance = message.glance();
        return glance.length() == 0 ? count
                : count + " " + CText.quoted(glance, GLANCE) + (glance.length() < message.count() ? "..." : "");
    }

    private static String duration(long nanos) {
        double seconds = nanos / NANOS;
        return seconds < 1 ? MESSAGES.text("sequence.millis", Long.toString(Math.max(1, Math.round(seconds * 1000))))
                : MESSAGES.text("sequence.seconds", String.format(Locale.ROOT, "%.1f", seconds));
    }

    private static Call brief(Call call) {
        return call instanceof Call.Sending sending ? sending.with(sending.data().keeping(GLANCE)) : call;
    }

    private static Outcome brief(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Received o -> new Outcome.Received(o.data().keeping(GLANCE));
            case Outcome.ReceivedFrom o -> new Outcome.ReceivedFrom(o.data().keeping(GLANCE), o.sender());
            case Outcome.ReceivedMessage o ->
                new Outcome.ReceivedMessage(o.data().keeping(GLANCE), o.sender(), o.control(), o.flags());
            default -> outcome;
        };
    }
}
