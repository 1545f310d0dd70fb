package org.socketworkbench.trace;

import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;

/** Which outcomes a call can have. Code that draws a trace relies on it. */
final class Answers {
    private Answers() {}

    static boolean fit(Call call, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failed o -> true;
            case Outcome.TimedOut o -> call instanceof Call.LibraryCall;
            case Outcome.Done o -> answer(call) == Outcome.Done.class && fit(call, o.value());
            default -> outcome.getClass() == answer(call);
        };
    }

    /** The kind of outcome with which the call succeeds; most calls return only a number. */
    private static Class<? extends Outcome> answer(Call call) {
        return switch (call) {
            case Call.Timed c -> answer(c.call());
            case Call.Accept c -> Outcome.Accepted.class;
            case Call.SocketPair c -> Outcome.PairOpened.class;
            case Call.Opening c -> Outcome.Opened.class;
            case Call.Recv c -> Outcome.Received.class;
            case Call.Read c -> Outcome.Received.class;
            case Call.ReadV c -> Outcome.Received.class;
            case Call.RecvMsg c -> Outcome.ReceivedMessage.class;
            case Call.ReadLine c -> Outcome.Received.class;
            case Call.RecvFrom c -> Outcome.ReceivedFrom.class;
            case Call.GetSockName c -> Outcome.Named.class;
            case Call.GetPeerName c -> Outcome.Named.class;
            case Call.GetSockOpt c -> Outcome.OptionRead.class;
            case Call.Ioctl c -> Outcome.NumberRead.class;
            case Call.Polling c -> Outcome.Polled.class;
            case Call.Select c -> Outcome.Selected.class;
            case Call.EpollWait c -> Outcome.EpollReady.class;
            case Call.GetTimeout c -> Outcome.TimeoutIs.class;
            default -> Outcome.Done.class;
        };
    }

    /** Whether the call can return this number. */
    private static boolean fit(Call call, long value) {
        return switch (call) {
            case Call.Timed c -> fit(c.call(), value);
            case Call.Other c -> true;
            case Call.Sending c -> value >= 0 && value <= c.data().length();
            case Call.ConnectEx c -> value >= 0 && value <= Integer.MAX_VALUE;
            default -> value >= Call.NO_DESCRIPTOR && value <= Integer.MAX_VALUE;
        };
    }
}
