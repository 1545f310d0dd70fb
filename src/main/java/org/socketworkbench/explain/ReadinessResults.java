package org.socketworkbench.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.model.DescriptorState.Phase;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.EpollEntry;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.PollEntry;

/** Describes the results of waiting for several descriptors: which are ready for what. */
final class ReadinessResults {
    private static final long NANOS_A_MICRO = 1_000;

    private static final long NANOS_A_MILLI = 1_000_000;

    private final Words words;

    ReadinessResults(Words words) {
        this.words = words;
    }

    List<String> polled(Scene scene, Call.Polling call, Outcome.Polled outcome) {
        if (outcome.ready().isEmpty()) {
            return List.of(nothing(call.word(), call.withinNanos()));
        }
        return outcome.ready().stream().flatMap(entry -> ready(scene, entry, "POLL").stream()).toList();
    }

    private String nothing(String name, long nanos) {
        return nanos == 0 ? words.text("poll.nothingNow", name) : words.text("poll.nothing", name, words.time(nanos));
    }

    /** What an epoll descriptor watches has changed. */
    List<String> watches(Call.EpollCtl call) {
        EpollEntry entry = new EpollEntry(call.target(), call.events());
        return List.of(switch (call.operation()) {
            case EPOLL_CTL_ADD, EPOLL_CTL_MOD -> words.text("epoll.watched", call.target(), entry.eventsText());
            case EPOLL_CTL_DEL -> words.text("epoll.unwatched", call.target());
        });
    }

    List<String> epollReady(Scene scene, Call.EpollWait call, Outcome.EpollReady outcome) {
        if (outcome.ready().isEmpty()) {
            return List.of(nothing(call.word(), call.timeoutMillis() * NANOS_A_MILLI));
        }
        return outcome.ready().stream()
                .flatMap(entry -> ready(scene, new PollEntry(entry.fd(), entry.events()), "EPOLL").stream()).toList();
    }

    /** @param prefix how the names of the events begin */
    private List<String> ready(Scene scene, PollEntry entry, String prefix) {
        if (has(entry, PollEntry.POLLNVAL)) {
            return List.of(words.text("poll.invalid", entry.fd()));
        }
        Optional<DescriptorState> socket = scene.who().flatMap(who -> who.open(entry.fd()));
        List<String> told = new ArrayList<>();
        told.add(words.text("poll.ready", entry.fd(),
                prefix.equals("POLL") ? entry.eventsText() : new EpollEntry(entry.fd(), entry.events()).eventsText()));
        if (has(entry, PollEntry.POLLIN)) {
            told.add(words.text(readable(socket), prefix));
        }
        if (has(entry, PollEntry.POLLPRI)) {
            told.add(words.text("poll.urgent", prefix));
        }
        if (has(entry, PollEntry.POLLOUT)) {
            told.add(words.text(
                    socket.filter(DescriptorState::isConnecting).isPresent() ? "poll.settled" : "poll.writable",
                    prefix));
        }
        if (has(entry, PollEntry.POLLRDHUP)) {
            told.add(words.text("poll.peerEnded", prefix));
        }
        if (has(entry, PollEntry.POLLHUP)) {
            boolean never = socket.filter(d -> d.phase() == Phase.NEW || d.phase() == Phase.BOUND)
                    .filter(d -> !d.isConnecting()).isPresent();
            told.add(words.text(never ? "poll.neverConnected" : "poll.hungUp", prefix));
        }
        if (has(entry, PollEntry.POLLERR)) {
            told.add(words.text("poll.error", prefix));
        }
        return told;
    }

    private static String readable(Optional<DescriptorState> socket) {
        if (socket.filter(d -> d.phase() == Phase.LISTENING).isPresent()) {
            return "poll.caller";
        }
        return socket.filter(d -> Kind.of(d.family(), d.type()) == Kind.DATAGRAM).isPresent() ? "poll.datagram"
                : "poll.readable";
    }

    List<String> selected(Call.Select call, Outcome.Selected outcome) {
        if (outcome.value() == 0) {
            return List.of(nothing(call.word(), call.timeoutMicros() * NANOS_A_MICRO));
        }
        List<String> told = new ArrayList<>();
        told.addAll(set("select.read", outcome.read()));
        told.addAll(set("select.write", outcome.write()));
        told.addAll(set("select.except", outcome.except()));
        return told;
    }

    private List<String> set(String key, List<Integer> fds) {
        return fds.isEmpty() ? List.of() : List.of(words.text(key, words.list(fds)));
    }

    private static boolean has(PollEntry entry, int event) {
        return (entry.events() & event) != 0;
    }
}
