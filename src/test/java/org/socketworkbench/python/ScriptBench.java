package org.socketworkbench.python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.socketworkbench.engine.Participant;
import org.socketworkbench.testing.Await;
import org.socketworkbench.testing.Bench;
import org.socketworkbench.testing.SharedPython;
import org.socketworkbench.testing.Tools;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceEvent.CallEntered;
import org.socketworkbench.trace.TraceEvent.Note;

/** A workbench with a server and a client that run scripts, for one test. */
final class ScriptBench implements AutoCloseable {
    private static final Set<Note.Kind> ENDS =
            Set.of(Note.Kind.PROGRAM_ENDED, Note.Kind.PROGRAM_FAILED, Note.Kind.PROGRAM_STOPPED);

    final Bench bench = new Bench();
    final Participant server = bench.server();
    final Participant client = bench.client();
    /** How long the trace was when a participant's last program was started. */
    private final Map<Participant, Integer> starts = new HashMap<>();

    ScriptBench() {
        SharedPython.ready();
    }

    @Override
    public void close() {
        bench.close();
    }

    void start(Participant who, String text) {
        starts.put(who, bench.log.size());
        who.start(SharedPython.ENGINE.program(new Script(who.name() + ".py", text)));
    }

    void start(Participant who, String text, Path folder) {
        starts.put(who, bench.log.size());
        who.start(SharedPython.ENGINE.program(new Script(who.name() + ".py", text, Optional.of(folder), List.of())));
    }

    /** Runs a script to its end on the server. */
    Note run(String text) {
        start(server, text);
        return end(server);
    }

    /** Runs a script to its end on the server: it must print what it prints under the machine's python3. */
    void printsAsPython3(String text) throws IOException, InterruptedException {
        Tools.need("python3", "python3");
        Note end = run(text);
        assertEquals(Note.Kind.PROGRAM_ENDED, end.kind(), () -> errors(server).toString());
        assertEquals(Tools.python(text).strip(), String.join("\n", output(server)));
    }

    /** Runs a script that has a folder to its end on the server. */
    Note run(String text, Path folder) {
        start(server, text, folder);
        return end(server);
    }

    /** How a participant's last program ended; waits for it. */
    Note end(Participant who) {
        int start = starts.getOrDefault(who, 0);
        return Await.that(who.name() + "'s program ends", () -> bench.log.range(start, bench.log.size()).stream()
                .filter(Note.class::isInstance).map(Note.class::cast)
                .filter(note -> note.participant() == who.id() && ENDS.contains(note.kind())).findFirst());
    }

    Note note(Participant who, Note.Kind kind) {
        return Await.that(who.name() + " notes " + kind,
                () -> notes(who).filter(note -> note.kind() == kind).findFirst());
    }

    /** Waits until a participant has printed a line. */
    void awaitOutput(Participant who, String line) {
        Await.until(who.name() + " prints " + line, () -> output(who).contains(line));
    }

    List<String> output(Participant who) {
        return texts(who, Note.Kind.OUTPUT);
    }

    List<String> errors(Participant who) {
        return texts(who, Note.Kind.ERROR_OUTPUT);
    }

    /**
     * The calls that a participant's program made, each as its line, thread and name; not those by which a library call
     * was made.
     */
    Stream<CallEntered> calls(Participant who) {
        return events().filter(CallEntered.class::isInstance).map(CallEntered.class::cast)
                .filter(call -> call.participant() == who.id() && call.parent() == CallEntered.NO_PARENT);
    }

    private List<String> texts(Participant who, Note.Kind kind) {
        return notes(who).filter(note -> note.kind() == kind).map(Note::text).toList();
    }

    Stream<Note> notes(Participant who) {
        return events().filter(Note.class::isInstance).map(Note.class::cast)
                .filter(note -> note.participant() == who.id());
    }

    private Stream<TraceEvent> events() {
        return bench.log.range(0, bench.log.size()).stream();
    }
}
