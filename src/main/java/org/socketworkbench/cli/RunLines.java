package org.socketworkbench.cli;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceEvent.Note;
import org.socketworkbench.trace.TraceLog;
import org.socketworkbench.turns.Actor;

/** Prints a run: its calls and the programs' output, each line marked with who printed it. */
final class RunLines {
    private static final Messages MESSAGES = Messages.of(RunLines.class);

    private final CallLines calls;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Map<Integer, String> names = new HashMap<>();
    /** The last prompt of each thread that asked for input. */
    private final Map<Actor, String> prompts = new HashMap<>();

    /**
     * @param out receives calls and the programs' standard output
     * @param err receives their error output
     */
    RunLines(TraceLog log, int nameWidth, PrintWriter out, PrintWriter err) {
        calls = new CallLines(log, nameWidth);
        this.out = out;
        this.err = err;
    }

    void printHead() {
        out.println(calls.head());
    }

    void print(TraceEvent event) {
        calls.lines(event).forEach(out::println);
        switch (event) {
            case TraceEvent.ParticipantCame e -> names.put(e.participant(), Plain.line(e.name()));
            case Note e -> print(e);
            case TraceEvent.ParticipantWent e -> {}
            case TraceEvent.CallWaiting e -> {}
            case TraceEvent.CallEntered e -> {}
            case TraceEvent.CallBlocked e -> {}
            case TraceEvent.CallReturned e -> {}
            case TraceEvent.KernelSample e -> {}
            case TraceEvent.Unknown e -> {}
        }
    }

    private void print(Note note) {
        Actor actor = new Actor(note.participant(), note.origin().thread());
        switch (note.kind()) {
            case OUTPUT -> printOutput(note, note.text());
            case WAITS_FOR_INPUT -> prompts.put(actor, note.text());
            // As at a terminal, typed input follows the prompt.
            case INPUT -> printOutput(note, takePrompt(actor) + note.text());
            case INPUT_ENDED -> {
                String prompt = takePrompt(actor);
                if (!prompt.isEmpty()) {
                    printOutput(note, prompt);
                }
            }
            case ERROR_OUTPUT -> err.println(name(note) + "! " + Plain.text(note.text()));
            case PROGRAM_FAILED -> {
                err.println(note.origin().hasLine()
                        ? MESSAGES.text("run.failed", name(note), Whereabouts.place(note.origin()),
                                Plain.text(note.text()))
                        : MESSAGES.text("run.failed-somewhere", name(note),
                                Plain.text(note.text())));
                if (note.text().startsWith("EOFError")) {
                    err.println(MESSAGES.text("run.input-at-its-end"));
                }
            }
            case FORGOTTEN ->
                out.println(MESSAGES.text("run.forgotten", name(note), Plain.text(note.text())));
            case SOURCE, PROGRAM_STARTED, PROGRAM_ENDED, PROGRAM_STOPPED, PREDICTION, TAKEN_BACK, WAITS_AT_LINE,
                    VARIABLES, SLEEPS,
                    WAKES, THREAD_STARTED,
                    THREAD_ENDED, MAIN_ENDED, TRACE_FULL, EXIT -> {}
            // With this case, the compiler asks for an answer to every kind.
            case null -> throw new NullPointerException("a note without a kind");
        }
    }

    private String name(Note note) {
        return names.getOrDefault(note.participant(), "");
    }

    /** The prompt that the actor's input answers, or "". */
    private String takePrompt(Actor actor) {
        return Objects.requireNonNullElse(prompts.remove(actor), "");
    }

    private void printOutput(Note note, String text) {
        out.println(name(note) + "| " + Plain.text(text));
    }
}
