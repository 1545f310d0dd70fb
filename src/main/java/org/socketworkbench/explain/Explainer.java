package org.socketworkbench.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.model.DescriptorState.Phase;
import org.socketworkbench.model.Picture;
import org.socketworkbench.socket.CText;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.trace.TraceEvent;

/** Puts calls, errors and notes into words. Any thread may call it; a picture is read on the calling thread. */
public final class Explainer {
    private final Words words = new Words();
    private final Results results = new Results(words);
    private final Waits waits = new Waits(words);
    private final Causes causes = new Causes(words);
    private final Mistakes mistakes = new Mistakes(words);

    public Explainer() {}

    /**
     * Explains a call that has returned.
     *
     * @param before the picture of all events before its return
     */
    public Explanation of(TraceEvent.CallReturned returned, Picture before) {
        Scene scene = new Scene(before, before.participant(returned.participant()), returned.call());
        List<String> happened = new ArrayList<>(results.of(scene, returned.outcome()));
        boolean wasBlocked = scene.who().stream()
                .flatMap(who -> Stream.of(who.pending(), who.step()).flatMap(Optional::stream))
                .anyMatch(pending -> pending.number() == returned.number() && pending.blocked());
        if (wasBlocked) {
            happened.add(words.text("held", words.time(returned.nanos() - returned.entered())));
        }
        return explanation(scene, CText.of(returned.call(), returned.outcome()), happened,
                trouble(scene, returned.outcome()), real(returned.outcome()));
    }

    private String real(Outcome outcome) {
        return words.sentences(outcome.opened().stream().filter(opened -> opened.real() != opened.fd())
                .map(opened -> words.text("descriptor.real", opened.fd(), opened.real())).toList());
    }

    private Optional<Trouble> trouble(Scene scene, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failed(Errno errno) -> Optional.of(causes.trouble(scene, errno));
            case Outcome.Done(long number) when scene.call() instanceof Call.ConnectEx && number != 0 ->
                Optional.of(new Errno((int) number)).filter(errno -> !scene.hasTimedOut(errno))
                        .map(errno -> causes.trouble(scene, errno));
            case Outcome.OptionRead(OptionValue.Int(int number)) when number != 0
                    && scene.call() instanceof Call.GetSockOpt c && c.option().equals(SocketOption.SO_ERROR) ->
                scene.socket().filter(DescriptorState::isConnecting).flatMap(DescriptorState::called)
                        .map(called -> causes.trouble(scene.of(new Call.Connect(c.fd(), called)), new Errno(number)));
            default -> Optional.empty();
        };
    }

    /**
     * Explains a call in progress.
     *
     * @param blocked whether the kernel was seen to block it
     * @param now     the picture of all events so far
     */
    public Explanation of(int participant, Call call, boolean blocked, Picture now) {
        Scene scene = new Scene(now, now.participant(participant), call);
        return explanation(scene, CText.of(call), waits.of(scene, blocked), Optional.empty(), "");
    }

    /**
     * Explains a failed call in one line: the error, its likely cause here and what to try.
     *
     * @param before the picture of all events before its return
     */
    public String inOneLine(int participant, Call call, Errno errno, Picture before) {
        Trouble trouble = causes.trouble(new Scene(before, before.participant(participant), call), errno);
        return words.text("line", trouble.name(), trouble.cause(), trouble.tryThis());
    }

    /** Puts a note into words. */
    public String of(TraceEvent.Note note) {
        String text = note.text();
        return switch (note.kind()) {
            case SOURCE -> words.text("note.source", note.origin().file());
            case PROGRAM_STARTED -> words.text("note.started", text);
            case PROGRAM_ENDED -> words.text("note.ended", text);
            case PROGRAM_FAILED -> failed(note);
            case PROGRAM_STOPPED -> words.text("note.stopped");
            case OUTPUT -> words.text("note.output", text);
            case ERROR_OUTPUT -> words.text("note.error-output", text);
            case WAITS_FOR_INPUT -> words.text("note.asks", text);
            case INPUT -> words.text("note.input", text);
            case INPUT_ENDED -> words.text("note.input.ended");
            case PREDICTION -> words.text("note.prediction", text);
            case TAKEN_BACK -> words.text("note.taken-back");
            case WAITS_AT_LINE -> words.text("note.line", Integer.toString(note.origin().line()));
            case VARIABLES -> words.text("note.variables");
            case SLEEPS -> words.text("note.sleeps", text);
            case WAKES -> words.text("note.wakes");
            case THREAD_STARTED -> words.text("note.thread.started", text);
            case THREAD_ENDED -> words.text("note.thread.ended", text);
            case TRACE_FULL -> words.text("note.full");
            case MAIN_ENDED -> words.text("note.main.ended");
            case FORGOTTEN -> words.text("note.forgotten", text);
            case EXIT -> words.text("note.exit");
        };
    }

    /** What ended the program, where, and what is known about it. */
    private String failed(TraceEvent.Note note) {
        String what = note.origin().hasLine()
                ? words.text("note.failed.line", note.origin().line(), note.origin().file(), note.text())
                : words.text("note.failed", note.text());
        return mistakes.hint(note.text()).map(hint -> words.sentences(List.of(what, hint))).orElse(what);
    }

    /** What ended a program, for display at the line where it happened: the exception, and what is known about it. */
    public String atItsLine(TraceEvent.Note failed) {
        return mistakes.hint(failed.text()).map(hint -> words.text("failed.here", failed.text(), hint))
                .orElse(failed.text());
    }

    private Explanation explanation(Scene scene, String title, List<String> happened, Optional<Trouble> trouble,
            String real) {
        String does = words.text("call." + scene.call().name() + ".does", scene.kind());
        return new Explanation(title,
                scene.call() instanceof Call.Timed ? words.sentences(List.of(does, words.text("timed.does"))) : does,
                words.sentences(happened), trouble, telephone(scene), real, manual(scene.call()));
    }

    /** System calls have a manual page; Python's library calls are described in its documentation. */
    private String manual(Call call) {
        return switch (call) {
            case Call.ReadLine c -> words.text("manual.reader", c.word());
            case Call.FileWrite c -> words.text("manual.writer", c.word());
            case Call.Flush c -> words.text("manual.writer", c.word());
            case Call.LibraryCall c -> words.text("manual.socket", c.word());
            case Call.SystemCall c -> words.text("manual", c.word());
        };
    }

    private String telephone(Scene scene) {
        boolean connections = scene.kind() != Kind.DATAGRAM;
        return switch (scene.call()) {
            case Call.Close c when !scene.otherNumbers(c).isEmpty() -> words.text("telephone.handset");
            case Call.Close c when scene.phase() == Phase.LISTENING -> words.text("telephone.switchOff");
            case Call.Close c when connections && (scene.phase() == Phase.NEW || scene.phase() == Phase.BOUND) ->
                words.text("telephone.putAway");
            case Call.Shutdown c when connections && c.how() == Call.Shutdown.How.SHUT_RD ->
                words.text("telephone.earCovered");
            case Call.Shutdown c when connections && c.how() == Call.Shutdown.How.SHUT_RDWR ->
                words.text("telephone.bothEnded");
            case Call call -> words.text("call." + call.name() + ".telephone", scene.kind());
        };
    }
}
