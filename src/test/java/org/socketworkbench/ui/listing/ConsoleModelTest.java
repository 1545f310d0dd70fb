package org.socketworkbench.ui.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.socketworkbench.trace.Origin;
import org.socketworkbench.trace.Picture;
import org.socketworkbench.trace.TraceEvent.Note;
import org.socketworkbench.ui.listing.ConsoleLine.Kind;

class ConsoleModelTest {
    private static final int PARTICIPANT = 1;
    private final ConsoleModel console = new ConsoleModel(PARTICIPANT);
    private int events;

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
        console.event(0, new Note(0, PARTICIPANT + 1, Note.Kind.OUTPUT, "not mine"));
        assertEquals(List.of(), shown());
    }

    private void note(int thread, Note.Kind kind, String text) {
        console.event(events, new Note(events, PARTICIPANT, Origin.of(thread), kind, text));
        events++;
    }

    private List<ConsoleLine> shown() {
        console.settled(new Picture());
        return List.copyOf(console.lines());
    }
}
