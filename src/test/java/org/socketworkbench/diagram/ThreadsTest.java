package org.socketworkbench.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.socketworkbench.model.Script.CLIENT;
import static org.socketworkbench.model.Script.PORT;
import static org.socketworkbench.model.Script.SERVER;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.socketworkbench.model.Script;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent.Note;

/** Threads of one participant, beside each other in the sequence diagram. */
public class ThreadsTest {
    private static final int SECOND = 2;
    private static final SocketAddress OTHER_CALLER = SocketAddress.Inet4.loopback(41205);

    /** A server with a thread for each of two callers, of whom the second is answered first; a third thread sleeps. */
    static Script script() {
        Script script = Script.connected();
        script.threadStarted(SERVER, 1, "Thread-1 (answer)");
        int first = script.entered(SERVER, 1, new Call.Recv(5, 1024, 0));
        int accept = script.entered(SERVER, new Call.Accept(3));
        script.blocked(SERVER, first);
        script.came(SECOND, "client 2", Role.CLIENT);
        script.call(SECOND, Script.SOCKET, new Outcome.Opened(6));
        script.call(SECOND, new Call.Connect(6, PORT), Script.OK);
        script.sample(6, OTHER_CALLER, PORT);
        script.returned(SERVER, accept, new Outcome.Accepted(7, OTHER_CALLER));
        script.threadStarted(SERVER, 2, "Thread-2 (answer)");
        int second = script.entered(SERVER, 2, new Call.Recv(7, 1024, 0));
        script.send(SECOND, 6, "two");
        script.returned(SERVER, second, new Outcome.Received(Bytes.utf8("two")));
        script.call(SERVER, 2, new Call.Send(7, Bytes.utf8("TWO"), 0), new Outcome.Done(3));
        script.recv(SECOND, 6, "TWO");
        script.call(SERVER, 2, new Call.Close(7), Script.OK);
        script.threadEnded(SERVER, 2, "Thread-2 (answer)");
        script.send(CLIENT, 4, "one");
        script.returned(SERVER, first, new Outcome.Received(Bytes.utf8("one")));
        script.threadStarted(SERVER, 3, "Thread-3 (tick)");
        script.note(SERVER, 3, Note.Kind.SLEEPS, "0.1");
        script.call(SERVER, 1, new Call.Close(5), Script.OK);
        script.threadEnded(SERVER, 1, "Thread-1 (answer)");
        return script;
    }

    public static SequenceModel model() {
        return Drawn.model(script());
    }

    private static Lifeline server(SequenceModel model) {
        return model.lifelines().getFirst();
    }

    private static List<String> threads(Track track) {
        return track.threads().stream().map(ThreadSpan::name).toList();
    }

    private static double barOf(SequenceModel model, int call) {
        return new SequenceLayout(model).all().stream()
                .filter(s -> s.ink().role() == Ink.Role.ACTIVATION && s.ink().call() == call)
                .map(s -> ((Shape.Box) s).x()).findFirst().orElseThrow();
    }

    @Test
    void aThreadsLabelsHaveItsNumber() {
        Script script = new Script().came(SERVER, "server", Role.SERVER);
        script.threadStarted(SERVER, 1, "Thread-1 (answer)");
        int recv = script.entered(SERVER, 1, new Call.Recv(5, 10, 0));
        script.blocked(SERVER, recv);
        script.call(SERVER, new Call.Listen(3, 5), Script.OK);
        script.returned(SERVER, recv, new Outcome.Received(Bytes.EMPTY));
        script.note(SERVER, 1, Note.Kind.SLEEPS, "0.5");
        script.call(SERVER, 1, new Call.Close(5), Script.OK);
        assertEquals(List.of("1| starts: Thread-1 (answer)", "1| recv(5, 10, 0)", "1| blocked 4 ms", "listen(3, 5) = 0",
                "1| = 0", "1| sleeps 0.5 s", "1| close(5) = 0"), Drawn.rows(script));
    }

    @Test
    void callsThatOverlapLieBesideEachOther() {
        Script script = new Script().came(SERVER, "server", Role.SERVER);
        script.threadStarted(SERVER, 1, "one");
        script.threadStarted(SERVER, 2, "two");
        int main = script.entered(SERVER, new Call.Accept(3));
        int one = script.entered(SERVER, 1, new Call.Recv(5, 10, 0));
        int two = script.entered(SERVER, 2, new Call.Recv(6, 10, 0));
        SequenceModel model = Drawn.model(script);
        assertEquals(16, barOf(model, one) - barOf(model, main), 0.01);
        assertEquals(16, barOf(model, two) - barOf(model, one), 0.01);
    }

    @Test
    void aTrackIsFreeAgainWhenItsThreadHasEnded() {
        List<Track> tracks = server(model()).tracks();
        assertEquals(3, tracks.size());
        assertEquals(List.of("Thread-1 (answer)"), threads(tracks.get(1)));
        assertEquals(List.of("Thread-2 (answer)", "Thread-3 (tick)"), threads(tracks.get(2)));
    }

    @Test
    void twentyCallersOfWhomTwoOverlapNeedTwoTracks() {
        Script script = Script.listening();
        for (int thread = 1; thread <= 20; thread++) {
            script.threadStarted(SERVER, thread, "Thread-" + thread);
            script.call(SERVER, thread, new Call.Recv(4 + thread, 10, 0), new Outcome.Received(Bytes.EMPTY));
            if (thread > 1) {
                script.threadEnded(SERVER, thread - 1, "Thread-" + (thread - 1));
            }
        }
        assertEquals(3, server(Drawn.model(script)).tracks().size());
    }

    @Test
    void theEndOfTheProgramEndsItsThreads() {
        Script script = Script.listening();
        script.threadStarted(SERVER, 1, "one");
        script.note(SERVER, 0, Note.Kind.PROGRAM_STOPPED, "");
        script.threadStarted(SERVER, 1, "next one");
        List<Track> tracks = server(Drawn.model(script)).tracks();
        assertEquals(List.of("one", "next one"), threads(tracks.get(1)));
        assertEquals(4, tracks.get(1).threads().getFirst().endRow());
    }

    @Test
    void aThreadWhoseStartWasNotTracedHasATrackToo() {
        Script script = new Script().came(SERVER, "server", Role.SERVER);
        script.call(SERVER, 4, new Call.Close(5), Script.OK);
        assertEquals(List.of("4| close(5) = 0"), Drawn.rows(script));
        assertEquals(1, server(Drawn.model(script)).tracks().get(1).activations().size());
    }

    @Test
    void anArrowGoesToTheThreadThatTakesIt() {
        List<Message> messages =
                model().rows().stream().filter(Row.Arrow.class::isInstance).map(row -> ((Row.Arrow) row).message())
                        .filter(m -> m.kind() == Message.Kind.DATA).toList();
        assertEquals(List.of("client 2 0 > server 2", "server 2 > client 2 0", "client 0 > server 1"), messages.stream()
                .map(m -> m.from().name() + " " + m.fromTrack().index() + " > " + m.to().name() + " "
                        + m.toTrack().index())
                .toList());
    }
}
