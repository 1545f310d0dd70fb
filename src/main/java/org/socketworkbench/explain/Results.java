package org.socketworkbench.explain;

import java.util.ArrayList;
import java.util.List;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;

/** Describes the result of a call, with its arguments and results. */
final class Results {
    private final Words words;
    private final SocketResults sockets;
    private final ConnectionResults connections;
    private final TransferResults transfers;
    private final OptionResults options;
    private final ReadinessResults readiness;
    private final LibraryResults library;

    Results(Words words) {
        this.words = words;
        sockets = new SocketResults(words);
        connections = new ConnectionResults(words);
        transfers = new TransferResults(words);
        options = new OptionResults(words);
        readiness = new ReadinessResults(words);
        library = new LibraryResults(words);
    }

    /** The sentences that describe it. */
    List<String> of(Scene scene, Outcome outcome) {
        List<String> told = new ArrayList<>(switch (scene.call()) {
            case Call.LibraryCall call -> library.of(scene, call, outcome);
            case Call.SystemCall call -> own(scene, call, outcome);
        });
        scene.parent().ifPresent(parent -> told.add(words.text(
                parent instanceof Call.Timed ? "step.timed" : "step", parent.word())));
        return told;
    }

    private List<String> own(Scene scene, Call.SystemCall call, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failed o -> List.of(words.text("failed", o.errno()));
            case Outcome.Done o -> done(scene, call, o.value());
            case Outcome.Opened o -> sockets.opened(scene, call, o.fd());
            case Outcome.PairOpened o -> sockets.paired((Call.SocketPair) call, o);
            case Outcome.Accepted o -> connections.accepted(scene, o);
            case Outcome.Received o -> transfers.received(scene, (Call.Receiving) call, o.data());
            case Outcome.ReceivedMessage o -> transfers.receivedMessage(scene, (Call.RecvMsg) call, o);
            case Outcome.ReceivedFrom o -> transfers.receivedFrom(scene, (Call.Receiving) call, o);
            case Outcome.Named o -> sockets.named(scene, o.address());
            case Outcome.OptionRead o -> options.read(scene, (Call.GetSockOpt) call, o.option());
            case Outcome.NumberRead o -> sockets.asked((Call.Ioctl) call, o.number());
            case Outcome.Polled o -> readiness.polled(scene, (Call.Polling) call, o);
            case Outcome.EpollReady o -> readiness.epollReady(scene, (Call.EpollWait) call, o);
            case Outcome.Selected o -> readiness.selected((Call.Select) call, o);
            // Only the library has these outcomes.
            case Outcome.TimeoutIs o -> List.of();
            case Outcome.TimedOut o -> List.of();
        };
    }

    private List<String> done(Scene scene, Call.SystemCall call, long value) {
        return switch (call) {
            case Call.SetSockOpt c -> options.set(scene, c);
            case Call.Bind c -> sockets.bound(scene, c.address());
            case Call.Listen c -> connections.listening(scene, c);
            case Call.Connect c -> connections.connected(scene, c);
            case Call.Send c -> transfers.sent(scene, c, c.flags(), value);
            case Call.Write c -> transfers.sent(scene, c, 0, value);
            case Call.SendTo c -> transfers.sentTo(scene, c, value);
            case Call.Gathering c -> transfers.gathered(scene, c, value);
            case Call.Shutdown c -> connections.shutDown(scene, c);
            case Call.Close c -> connections.closed(scene, c);
            case Call.SetNonBlocking c -> List.of(words.text(c.on() ? "ioctl.on" : "ioctl.off"));
            case Call.Fcntl c -> sockets.flags(c, (int) value);
            case Call.Other c -> List.of(words.text("other.done", c.word(), value));
            case Call.Unlink c -> List.of(words.text("unlink.done", c.address()));
            // These return more than a number.
            case Call.Opening c -> List.of();
            case Call.Receiving c -> List.of();
            case Call.GetSockOpt c -> List.of();
            case Call.GetSockName c -> List.of();
            case Call.GetPeerName c -> List.of();
            case Call.EpollCtl c -> readiness.watches(c);
            case Call.Ioctl c -> List.of();
            case Call.EpollWait c -> List.of();
            case Call.Polling c -> List.of();
            case Call.Select c -> List.of();
        };
    }
}
