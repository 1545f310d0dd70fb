package org.socketworkbench.python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.socketworkbench.engine.Participant;
import org.socketworkbench.testing.Bench;
import org.socketworkbench.testing.SharedPython;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent.Note;

/** Programs as participants on the real engine. */
final class EngineStage implements Stage {
    private final Bench bench = new Bench();

    @Override
    public Actor start(String name, Script script) {
        Participant participant = bench.workbench.add(name, Role.CLIENT);
        participant.start(SharedPython.ENGINE.program(script));
        return new OnEngine(participant);
    }

    @Override
    public void close() {
        bench.close();
    }

    private final class OnEngine implements Actor {
        private final Participant participant;

        OnEngine(Participant participant) {
            this.participant = participant;
        }

        @Override
        public String name() {
            return participant.name();
        }

        @Override
        public List<String> output() {
            return notes(Note.Kind.OUTPUT);
        }

        @Override
        public int asked() {
            return notes(Note.Kind.WAITS_FOR_INPUT).size();
        }

        @Override
        public void type(String line) {
            participant.type(line);
        }

        @Override
        public void endInput() {
            participant.endInput();
        }

        @Override
        public boolean hasEnded() {
            assertEquals(List.of(), notes(Note.Kind.PROGRAM_FAILED), () -> notes(Note.Kind.ERROR_OUTPUT).toString());
            return !notes(Note.Kind.PROGRAM_ENDED).isEmpty();
        }

        private List<String> notes(Note.Kind kind) {
            return bench.notes(participant, kind, 0);
        }
    }
}
