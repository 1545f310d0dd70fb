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
            case Call.ConnectEx c -> value >= 0 && value <= Integer.MAX_VALUE;
            case Call.Bind c -> isInt(value);
            case Call.Listen c -> isInt(value);
            case Call.Connect c -> isInt(value);
            case Call.Shutdown c -> isInt(value);
            case Call.Close c -> isInt(value);
            case Call.Unlink c -> isInt(value);
            case Call.SetSockOpt c -> isInt(value);
            case Call.SetNonBlocking c -> isInt(value);
            case Call.SetBlocking c -> isInt(value);
            case Call.SetTimeout c -> isInt(value);
            case Call.FileNo c -> isInt(value);
            case Call.MakeFile c -> isInt(value);
            case Call.Flush c -> isInt(value);
            case Call.Socket c -> false;
            case Call.Accept c -> false;
            case Call.Receiving c -> false;
            case Call.ReadLine c -> false;
            case Call.GetSockOpt c -> false;
            case Call.GetSockName c -> false;
            case Call.GetPeerName c -> false;
            case Call.Poll c -> false;
            case Call.Select c -> false;
            case Call.GetTimeout c -> false;
        };
    }

    private static boolean isInt(long value) {
        return value >= Call.NO_DESCRIPTOR && value <= Integer.MAX_VALUE;
    }
}
