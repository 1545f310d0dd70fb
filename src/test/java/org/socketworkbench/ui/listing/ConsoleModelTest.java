package org.socketworkbench.ui.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.socketworkbench.model.Picture;
import org.socketworkbench.trace.Origin;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceEvent.Note;
import org.socketworkbench.ui.listing.ConsoleLine.Kind;

class ConsoleModelTest {
    private static final int PARTICIPANT = 1;
    private final List<TraceEvent> events = new ArrayList<>();
    private final ConsoleModel console = new ConsoleModel(PARTICIPANT, events::get);

    @Test
    void whatWasTypedStandsBehindItsPromptEvenIfAnotherThreadPrintedMeanwhile() {
        note(0, Note.Kind.WAITS_FOR_INPUT, "name? ");
        note(2, Note.Kind.OUTPUT, "tick");
        assertEquals(new ConsoleLine(Kind.PROMPT, "name? "), shown().getFirst());
        note(0, Note.Kind.INPUT, "Ada");
        assertEquals(List.of(new ConsoleLine(Kind.TYPED, "name? Ada"), new ConsoleLine(Kind.OUTPUT, "tick")), shown());
    }

    @Test
    void olderLinesAreLeftOutAndThatIsSaid() {
        for (int line = 0; line <= ConsoleModel.MAX_LINES; line++) {
            note(0, Note.Kind.OUTPUT, "line " + line);
        }
        List<ConsoleLine> shown = shown();
        assertEquals(Kind.LEFT_OUT, shown.getFirst().kind());
        assertEquals("line " + ConsoleModel.MAX_LINES, shown.getLast().text());
        assertTrue(shown.size() <= ConsoleModel.MAX_LINES + 1);
        int leftOut = ConsoleModel.MAX_LINES + 1 - (shown.size() - 1);
        assertTrue(shown.getFirst().text().contains(Integer.toString(leftOut)), shown.getFirst().text());
    }

    @Test
    void anAnswerToAPromptThatWasLeftOutStandsByItself() {
        note(0, Note.Kind.WAITS_FOR_INPUT, "name? ");
        for (int line = 0; line <= ConsoleModel.MAX_LINES; line++) {
            note(2, Note.Kind.ERROR_OUTPUT, "line " + line);
        }
        note(0, Note.Kind.INPUT, "Ada");
        assertEquals(new ConsoleLine(Kind.TYPED, "Ada"), shown().getLast());
    }

    @Test
    void anotherParticipantsOutputIsNotShown() {
        add(new Note(0, PARTICIPANT + 1, Note.Kind.OUTPUT, "not mine"));
        assertEquals(List.of(), shown());
    }

    @Test
    void anEarlierMomentShowsWhatStoodThere() {
        for (int line = 0; line < 5 * ConsoleModel.MAX_LINES; line++) {
            note(0, Note.Kind.OUTPUT, "line " + line);
        }
        shown();
        console.show(3, new Picture());
        assertEquals(List.of("line 0", "line 1", "line 2"), console.lines().stream().map(ConsoleLine::text).toList());
        console.show(4 * ConsoleModel.MAX_LINES, new Picture());
        assertEquals("line " + (4 * ConsoleModel.MAX_LINES - 1), console.lines().getLast().text());
        int leftOut = 4 * ConsoleModel.MAX_LINES - (console.lines().size() - 1);
        assertTrue(console.lines().getFirst().text().contains(Integer.toString(leftOut)));
    }

    private void note(int thread, Note.Kind kind, String text) {
        add(new Note(events.size(), PARTICIPANT, Origin.of(thread), kind, text));
    }

    private void add(TraceEvent event) {
        events.add(event);
        console.event(events.size() - 1, event);
    }

    private List<ConsoleLine> shown() {
        console.show(events.size(), new Picture());
        return List.copyOf(console.lines());
    }
}
