package org.socketworkbench.trace;

import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;

/** Which outcomes a call can have: whoever makes a picture of a trace relies on it. */
final class Answers {
    private Answers() {}

    static boolean fit(Call call, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failed o -> true;
            case Outcome.TimedOut o -> call instanceof Call.LibraryCall;
            case Outcome.Done o -> fit(call, o.value());
            case Outcome.Opened o -> call instanceof Call.Socket;
            case Outcome.Accepted o -> made(call) instanceof Call.Accept;
            case Outcome.Received o -> made(call) instanceof Call.Recv || call instanceof Call.ReadLine;
            case Outcome.ReceivedFrom o -> made(call) instanceof Call.RecvFrom;
            case Outcome.Named o -> call instanceof Call.GetSockName || call instanceof Call.GetPeerName;
            case Outcome.OptionRead o -> call instanceof Call.GetSockOpt;
            case Outcome.Polled o -> call instanceof Call.Poll;
            case Outcome.Selected o -> call instanceof Call.Select;
            case Outcome.TimeoutIs o -> call instanceof Call.GetTimeout;
        };
    }

    private static Call made(Call call) {
        return call instanceof Call.Timed timed ? timed.call() : call;
    }

    /** Whether the call answers with a number alone, and can with this one. */
    private static boolean fit(Call call, long value) {
        return switch (call) {
            case Call.Timed c -> fit(c.call(), value);
            case Call.Sending c -> value >= 0 && value <= c.data().length();
            case Call.ConnectEx _ -> value >= 0 && value <= Integer.MAX_VALUE;
            case Call.Bind _, Call.Listen _, Call.Connect _, Call.Shutdown _, Call.Close _, Call.Unlink _, Call.SetSockOpt _,
                    Call.SetNonBlocking _, Call.SetBlocking _, Call.SetTimeout _, Call.FileNo _, Call.MakeFile _, Call.Flush _ ->
                value >= Call.NO_DESCRIPTOR && value <= Integer.MAX_VALUE;
            case Call.Socket _, Call.Accept _, Call.Receiving _, Call.ReadLine _, Call.GetSockOpt _, Call.GetSockName _, Call.GetPeerName _,
                    Call.Poll _, Call.Select _, Call.GetTimeout _ -> false;
        };
    }
}
