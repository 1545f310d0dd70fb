package org.socketworkbench.explain;

import java.util.ArrayList;
import java.util.List;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.model.Lane;
import org.socketworkbench.model.Lane.Step;
import org.socketworkbench.model.ParticipantState;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.CText;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;

/** Describes the result of a library call, and the system calls that it made. */
final class LibraryResults {
    private final Words words;

    LibraryResults(Words words) {
        this.words = words;
    }

    List<String> of(Scene scene, Call.LibraryCall call, Outcome outcome) {
        List<Step> steps = scene.who().map(ParticipantState::steps).orElse(List.of());
        List<String> told = new ArrayList<>();
        if (outcome instanceof Outcome.Failed failed) {
            told.add(words.text("library.failed", failed.errno()));
        }
        told.addAll(switch (call) {
            case Call.Timed c -> timed(scene, c, outcome);
            case Call.ConnectEx c -> connectEx(scene, c, outcome);
            case Call.SendAll c -> sendAll(scene, c, outcome, steps);
            case Call.SetBlocking c -> changed(outcome, c.blocking() ? Call.FOR_EVER : 0);
            case Call.SetTimeout c -> changed(outcome, c.nanos());
            case Call.GetTimeout c -> outcome instanceof Outcome.TimeoutIs(long nanos)
                    ? List.of(timeout("gettimeout.forEver", "gettimeout.notAtAll", "gettimeout.limit", nanos))
                    : List.of();
            case Call.FileNo c ->
                List.of(words.text(outcome.value() < 0 ? "fileno.none" : "fileno.done", outcome.value()));
            case Call.MakeFile c -> List.of(words.text("makefile.done", c.fd()));
            case Call.ReadLine c -> lineRead(scene, outcome, steps);
            case Call.FileWrite c -> written(scene, c, outcome, steps);
            case Call.Flush c -> flushed(scene, outcome, steps);
        });
        told.add(steps.isEmpty() ? words.text("library.noSteps")
                : words.text("library.steps", words.list(names(steps))));
        return told;
    }

    /** The system calls in order, with repeated ones counted: "poll()", "3 times send()". */
    private List<String> names(List<Step> steps) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < steps.size();) {
            String name = steps.get(i).call().word();
            int end = i;
            while (end < steps.size() && steps.get(end).call().word().equals(name)) {
                end++;
            }
            names.add(
                    end - i == 1 ? words.text("library.step", name) : words.text("library.step.times", name, end - i));
            i = end;
        }
        return names;
    }

    private List<String> timed(Scene scene, Call.Timed call, Outcome outcome) {
        String limit = CText.timeout(call.nanos());
        List<String> told = new ArrayList<>(switch (outcome) {
            case Outcome.Accepted o -> List.of(words.text("accept.done", scene.kind(), o.fd(), o.peer(), call.fd()));
            case Outcome.Received o -> List.of(received(scene, (Call.Receiving) call.call(), o.data()));
            case Outcome.ReceivedMessage o -> List.of(received(scene, (Call.Receiving) call.call(), o.data()));
            case Outcome.ReceivedFrom o -> List.of(received(scene, (Call.Receiving) call.call(), o.data()));
            case Outcome.Done o -> call.call() instanceof Call.Connect connect
                    ? List.of(words.text("connect.doneTo", connect.address()))
                    : List.of(words.text("timed.sent", words.bytes(o.value())));
            case Outcome.TimedOut o -> timedOut(call, limit);
            case Outcome.Failed o -> List.of();
            // No call that waits has this outcome.
            case Outcome.Opened o -> List.of();
            case Outcome.PairOpened o -> List.of();
            case Outcome.Named o -> List.of();
            case Outcome.OptionRead o -> List.of();
            case Outcome.NumberRead o -> List.of();
            case Outcome.Polled o -> List.of();
            case Outcome.EpollReady o -> List.of();
            case Outcome.Selected o -> List.of();
            case Outcome.TimeoutIs o -> List.of();
        });
        told.add(call.call() instanceof Call.Connect ? words.text("timed.connect", limit)
                : words.text("timed.how", limit, call.word()));
        return told;
    }

    private String received(Scene scene, Call.Receiving call, Bytes data) {
        if (data.length() > 0) {
            return words.text("recv.done", words.bytes(data.length()), words.glance(data));
        }
        if (call.length() == 0) {
            return words.text("recv.askedNothing");
        }
        return words.text(scene.kind() == Kind.DATAGRAM ? "datagram.empty" : "recv.end");
    }

    private List<String> timedOut(Call.Timed call, String limit) {
        return List.of(words.text("timedOut.done", limit),
                words.text(call.call() instanceof Call.Connect ? "timedOut.connect" : "timedOut.again"));
    }

    private List<String> connectEx(Scene scene, Call.ConnectEx call, Outcome outcome) {
        if (!(outcome instanceof Outcome.Done(long number))) {
            return List.of();
        }
        if (number == 0) {
            return List.of(words.text("connect.doneTo", call.address()), words.text("connectEx.none"));
        }
        Errno errno = new Errno((int) number);
        return scene.hasTimedOut(errno)
                ? List.of(words.text("connectEx.error", errno), words.text("connectEx.timedOut"))
                : List.of(words.text("connectEx.error", errno));
    }

    private List<String> sendAll(Scene scene, Call.SendAll call, Outcome outcome, List<Step> steps) {
        List<Long> counts = counts(steps, Call.Send.class);
        long sent = counts.stream().mapToLong(Long::longValue).sum();
        String all = words.bytes(call.data().length());
        return switch (outcome) {
            case Outcome.Done o when counts.size() == 1 ->
                List.of(words.text("sendall.once", all, words.glance(call.data())),
                        words.text("send.notYetRead"));
            case Outcome.Done o -> List.of(words.text("sendall.loop", all, counts.size(), words.list(counts)),
                    words.text("send.notYetRead"));
            case Outcome.TimedOut o -> List.of(
                    timeOver(scene), words.text("sendall.partly", words.bytes(sent), all));
            default -> List.of(words.text("sendall.partly", words.bytes(sent), all));
        };
    }

    private static List<Long> counts(List<Step> steps, Class<? extends Call> wanted) {
        return steps.stream()
                .filter(step -> wanted.isInstance(step.call()) && !(step.outcome() instanceof Outcome.Failed))
                .map(step -> step.outcome().value()).toList();
    }

    private List<String> changed(Outcome outcome, long nanos) {
        return outcome instanceof Outcome.Done
                ? List.of(timeout("settimeout.forEver", "settimeout.notAtAll", "settimeout.limit", nanos)) : List.of();
    }

    private String timeout(String forEver, String notAtAll, String limit, long nanos) {
        if (nanos == 0) {
            return words.text(notAtAll);
        }
        return nanos < 0 ? words.text(forEver) : words.text(limit, CText.timeout(nanos));
    }

    private List<String> lineRead(Scene scene, Outcome outcome, List<Step> steps) {
        long ahead = scene.socket().map(DescriptorState::unreadInFile).orElse(0L);
        return switch (outcome) {
            case Outcome.Received(Bytes line) when line.length() == 0 -> List.of(words.text("readline.end"));
            case Outcome.Received(Bytes line) -> line(line, ahead, steps);
            case Outcome.TimedOut o when steps.isEmpty() -> List.of(words.text("readline.timedOutBefore"));
            case Outcome.TimedOut o -> List.of(timeOver(scene), words.text("readline.noMore"));
            case Outcome.Failed o when ahead > 0 -> List.of(words.text(
                    o.errno().equals(Errno.EINTR) ? "readline.kept" : "readline.lost", words.bytes(ahead)));
            default -> List.of();
        };
    }

    private List<String> line(Bytes line, long ahead, List<Step> steps) {
        List<String> told = new ArrayList<>();
        told.add(words.text("readline.done", words.bytes(line.length()), words.glance(line)));
        if (line.kept() == line.length() && line.at(line.length() - 1) != '\n') {
            told.add(words.text("readline.noLineEnd"));
        }
        List<Long> counts = counts(steps, Call.Recv.class);
        told.add(counts.isEmpty() ? words.text("readline.fromBuffer")
                : words.text("readline.received", words.list(counts)));
        long left = ahead - line.length();
        told.add(left > 0 ? words.text("readline.left", words.bytes(left)) : words.text("readline.nothingLeft"));
        return told;
    }

    private List<String> written(Scene scene, Call.FileWrite call, Outcome outcome, List<Step> steps) {
        long held = scene.socket().map(DescriptorState::unsentInFile).orElse(0L);
        if (!(outcome instanceof Outcome.Done)) {
            return stopped(scene, outcome, words.text("write.notTaken", words.bytes(Math.max(0, held))));
        }
        String what = words.bytes(call.data().length());
        String now = words.bytes(held + call.data().length());
        List<Long> counts = counts(steps, Call.Send.class);
        return List.of(counts.isEmpty() ? words.text("write.buffered", what, now)
                : words.text("write.full", what, words.list(counts), now));
    }

    private List<String> flushed(Scene scene, Outcome outcome, List<Step> steps) {
        if (!(outcome instanceof Outcome.Done)) {
            long held = scene.socket().map(DescriptorState::unsentInFile).orElse(0L);
            return stopped(scene, outcome, words.text("flush.left", words.bytes(held)));
        }
        List<Long> counts = counts(steps, Call.Send.class);
        return List.of(counts.isEmpty() ? words.text("flush.nothing") : words.text("flush.done", words.list(counts)));
    }

    private List<String> stopped(Scene scene, Outcome outcome, String left) {
        return outcome instanceof Outcome.TimedOut ? List.of(timeOver(scene), left) : List.of(left);
    }

    private String timeOver(Scene scene) {
        return words.text("timedOut.done", CText.timeout(scene.socket().map(DescriptorState::timeoutNanos).orElse(0L)));
    }
}
