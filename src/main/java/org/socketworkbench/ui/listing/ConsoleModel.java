package org.socketworkbench.ui.listing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.model.Picture;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceEvent.Note;
import org.socketworkbench.ui.listing.ConsoleLine.Kind;
import org.socketworkbench.ui.support.IntList;
import org.socketworkbench.ui.support.Rows;
import org.socketworkbench.ui.support.TraceFeed;

/** The output and input of a participant's programs, in order, up to the moment shown. */
public final class ConsoleModel implements TraceFeed.Listener {
    private static final Messages TEXT = Messages.of(ConsoleModel.class);
    /** The number of lines shown; when there are more, the older half is dropped at once. */
    static final int MAX_LINES = 2_000;

    private final int participant;
    private final IntFunction<TraceEvent> log;
    /** The numbers of the notes that change the console, in order, and how many lines precede each one's addition. */
    private final IntList notes = new IntList();
    private final IntList linesBefore = new IntList();
    private int allLines;
    private final List<ConsoleLine> lines = new ArrayList<>();
    /** The positions of the waiting prompts by thread, counted from the very first line. */
    private final Map<Integer, Integer> prompts = new HashMap<>();
    private final ObservableList<ConsoleLine> shown = FXCollections.observableArrayList();
    /** How many of the notes are in the lines. */
    private int taken;
    private int leftOut;
    private boolean changed;

    /**
     * @param participant the participant that the console belongs to
     * @param log         the trace's events by number
     */
    public ConsoleModel(int participant, IntFunction<TraceEvent> log) {
        this.participant = participant;
        this.log = log;
    }

    ObservableList<ConsoleLine> lines() {
        return shown;
    }

    @Override
    public void event(int number, TraceEvent event) {
        if (event instanceof Note note && note.participant() == participant) {
            newLines(note.kind()).ifPresent(added -> {
                notes.add(number);
                linesBefore.add(allLines);
                allLines += added;
            });
        }
    }

    /** How many lines such a note adds; empty if it does not change the console. */
    private static OptionalInt newLines(Note.Kind kind) {
        return switch (kind) {
            case PROGRAM_STARTED, OUTPUT, ERROR_OUTPUT, WAITS_FOR_INPUT -> OptionalInt.of(1);
            case INPUT, INPUT_ENDED, PROGRAM_ENDED, PROGRAM_FAILED, PROGRAM_STOPPED -> OptionalInt.of(0);
            case SOURCE, PREDICTION, TAKEN_BACK, WAITS_AT_LINE, VARIABLES, SLEEPS, WAKES, THREAD_STARTED, THREAD_ENDED,
                    MAIN_ENDED,
                    FORGOTTEN, TRACE_FULL, EXIT ->
                OptionalInt.empty();
        };
    }

    @Override
    public void show(int count, Picture picture) {
        int until = notes.countBelow(count);
        if (until < taken || until - taken > MAX_LINES) {
            beginAt(Math.max(0, until - MAX_LINES));
        }
        for (; taken < until; taken++) {
            noted((Note) log.apply(notes.get(taken)));
        }
        if (changed) {
            changed = false;
            List<ConsoleLine> now = new ArrayList<>(lines);
            if (leftOut > 0) {
                now.addFirst(new ConsoleLine(Kind.LEFT_OUT, TEXT.text("console.left-out", Integer.toString(leftOut))));
            }
            Rows.update(shown, now);
        }
    }

    /** Drops what precedes a note. */
    private void beginAt(int note) {
        lines.clear();
        prompts.clear();
        taken = note;
        leftOut = note < linesBefore.size() ? linesBefore.get(note) : allLines;
        changed = true;
    }

    private void noted(Note note) {
        int thread = note.origin().thread();
        switch (note.kind()) {
            case PROGRAM_STARTED -> add(Kind.BEGIN, TEXT.text("console.begin", note.text()));
            case OUTPUT -> add(Kind.OUTPUT, note.text());
            case ERROR_OUTPUT -> add(Kind.ERROR, note.text());
            case WAITS_FOR_INPUT -> {
                prompts.put(thread, leftOut + lines.size());
                add(Kind.PROMPT, note.text());
            }
            case INPUT -> answered(thread, note.text());
            case INPUT_ENDED -> answered(thread, TEXT.text("console.input.ended"));
            case PROGRAM_ENDED, PROGRAM_FAILED, PROGRAM_STOPPED -> prompts.clear();
            case SOURCE, PREDICTION, TAKEN_BACK, WAITS_AT_LINE, VARIABLES, SLEEPS, WAKES, THREAD_STARTED, THREAD_ENDED,
                    MAIN_ENDED,
                    FORGOTTEN, TRACE_FULL, EXIT -> {}
            // With this case, the compiler asks for an answer to every kind.
            case null -> throw new NullPointerException("a note without a kind");
        }
    }

    /** The typed line follows its prompt, as at a terminal. */
    private void answered(int thread, String typed) {
        Integer prompt = prompts.remove(thread);
        if (prompt == null || prompt < leftOut) {
            add(Kind.TYPED, typed);
        } else {
            String before = lines.get(prompt - leftOut).text();
            lines.set(prompt - leftOut, new ConsoleLine(Kind.TYPED, before + typed));
            changed = true;
        }
    }

    private void add(Kind kind, String text) {
        lines.add(new ConsoleLine(kind, text));
        changed = true;
        if (lines.size() > MAX_LINES) {
            int half = lines.size() / 2;
            lines.subList(0, half).clear();
            leftOut += half;
        }
    }
}
