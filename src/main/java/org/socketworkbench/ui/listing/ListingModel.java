package org.socketworkbench.ui.listing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ChangeListener;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.socketworkbench.explain.Explainer;
import org.socketworkbench.model.Lane;
import org.socketworkbench.model.ParticipantState;
import org.socketworkbench.model.Picture;
import org.socketworkbench.trace.Origin;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceEvent.Note;
import org.socketworkbench.ui.listing.ListingLine.Kind;
import org.socketworkbench.ui.listing.ListingLine.Mark;
import org.socketworkbench.ui.listing.PythonSyntax.Part;
import org.socketworkbench.ui.panel.Activity;
import org.socketworkbench.ui.panel.ActivityWords;
import org.socketworkbench.ui.support.Rows;
import org.socketworkbench.ui.support.Selection;
import org.socketworkbench.ui.support.TraceFeed;

/**
 * The lines of a participant's program and which thread is at which line, according to the trace up to the moment
 * shown. If the program has several files, the listing shows the file of the last event or of the selected call. At the
 * newest moment, a program chosen or changed since the last run is shown instead.
 */
public final class ListingModel implements TraceFeed.Listener {
    private final int participant;
    private final ProgramModel program;
    private final TraceFeed feed;
    private final Selection selection;
    private final Explainer explainer;
    private final ChangeListener<Number> onChoice = (o, before, now) -> showLatest();
    private final ObservableList<ListingLine> lines = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper name = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
    private final ReadOnlyIntegerWrapper marked = new ReadOnlyIntegerWrapper();
    /** The file that the program begins in, and its text. */
    private Map.Entry<String, String> main = Map.entry("", "");
    private String text = "";
    private List<String> split = List.of();
    private List<List<Part>> parts = List.of();

    /** @param participant the participant that the program belongs to */
    public ListingModel(int participant, ProgramModel program, TraceFeed feed, Selection selection,
            Explainer explainer) {
        this.participant = participant;
        this.program = program;
        this.feed = feed;
        this.selection = selection;
        this.explainer = explainer;
        feed.add(this, feed.log().size());
        program.revisionProperty().addListener(o -> showLatest());
        feed.liveProperty().addListener(o -> showLatest());
        selection.callProperty().addListener(onChoice);
    }

    ObservableList<ListingLine> lines() {
        return lines;
    }

    /** The name of the program that is shown, or "". */
    public ReadOnlyStringProperty nameProperty() {
        return name.getReadOnlyProperty();
    }

    /** Why the program ended, if no line of it can be named for that; else "". */
    public ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /** If the panel has no program of its own, adopts the file that the shown program begins in. */
    void adopt() {
        program.adopt(main.getKey(), main.getValue());
    }

    /** Whether the shown file is the one that the program begins in: only that has breakpoints and can be edited. */
    boolean isMain() {
        return name.get().equals(main.getKey());
    }

    /**
     * The line to keep in sight: of the selected call, where the program failed, or where something happened last; 0
     * for none.
     */
    public ReadOnlyIntegerProperty markedProperty() {
        return marked.getReadOnlyProperty();
    }

    /** Ends the connection to the trace. */
    public void close() {
        feed.remove(this);
        selection.callProperty().removeListener(onChoice);
    }

    @Override
    public void event(int number, TraceEvent event) {
        // The picture contains all that is shown.
    }

    @Override
    public void show(int count, Picture picture) {
        show(picture);
    }

    private void showLatest() {
        show(feed.picture());
    }

    private void show(Picture picture) {
        Optional<ParticipantState> state = picture.participant(participant);
        SequencedMap<String, String> sources = state.map(ParticipantState::sources).orElseGet(LinkedHashMap::new);
        int started = state.map(ParticipantState::startedAt).orElse(ParticipantState.NONE);
        boolean newer = feed.liveProperty().get() && program.isNewerThan(started)
                && state.flatMap(ParticipantState::program).isEmpty();
        if (newer || sources.isEmpty()) {
            main = Map.entry(program.nameProperty().get(), program.textProperty().get());
            setText(main);
            Rows.update(lines, lines(List.of(), Origin.NONE, Optional.empty()));
            failure.set("");
            marked.set(0);
            return;
        }
        main = sources.firstEntry();
        Optional<Note> failed = state.get().failure();
        Origin chosen = chosen(state.get());
        Origin inSight =
                Stream.of(chosen, failed.map(Note::origin).orElse(Origin.NONE), state.get().foremost().origin())
                        .filter(at -> at.hasLine() && sources.containsKey(at.file())).findFirst().orElse(Origin.NONE);
        setText(inSight.hasLine() ? Map.entry(inSight.file(), sources.get(inSight.file())) : main);
        Rows.update(lines, lines(state.get().lanes(), chosen, failed));
        failure.set(failed.filter(note -> !isHere(note.origin())).map(explainer::of).orElse(""));
        marked.set(isHere(inSight) ? inSight.line() : 0);
    }

    /** Where, in this run of the program, the selected call was made, unless it is the newest call. */
    private Origin chosen(ParticipantState state) {
        int number = selection.callProperty().get();
        // The newest call needs no mark of its own.
        if (number <= state.startedAt() || number == state.newestCall() || number >= feed.positionProperty().get()) {
            return Origin.NONE;
        }
        return switch (feed.log().get(number)) {
            case TraceEvent.CallEntered call when call.participant() == participant -> call.origin();
            case Note note when note.participant() == participant && note.kind() != Note.Kind.SOURCE -> note.origin();
            default -> Origin.NONE;
        };
    }

    private void setText(Map.Entry<String, String> source) {
        String now = source.getValue();
        name.set(source.getKey());
        if (!text.equals(now)) {
            text = now;
            split = now.isEmpty() ? List.of() : now.lines().toList();
            parts = PythonSyntax.of(split);
        }
    }

    private List<ListingLine> lines(Collection<Lane> lanes, Origin chosen, Optional<Note> failedHere) {
        Set<Integer> breakpoints = isMain() ? program.breakpoints() : Set.of();
        List<ListingLine> now = new ArrayList<>(split.size());
        for (int number = 1; number <= split.size(); number++) {
            now.add(new ListingLine(number, split.get(number - 1), breakpoints.contains(number), List.of(), "",
                    parts.get(number - 1)));
        }
        for (Lane lane : lanes) {
            mark(now, lane.origin(), new Mark(kind(lane), lanes.size() == 1 ? "" : ActivityWords.thread(lane)));
        }
        mark(now, chosen, new Mark(Kind.CHOSEN, ""));
        failedHere.filter(note -> isHere(note.origin())).ifPresent(note -> {
            ListingLine line = now.get(note.origin().line() - 1);
            now.set(line.number() - 1, line.with(List.of(), explainer.atItsLine(note)));
        });
        return now;
    }

    private void mark(List<ListingLine> now, Origin at, Mark mark) {
        if (isHere(at)) {
            ListingLine line = now.get(at.line() - 1);
            List<Mark> marks = new ArrayList<>(line.marks());
            marks.add(mark);
            now.set(at.line() - 1, line.with(marks, ""));
        }
    }

    private boolean isHere(Origin origin) {
        return origin.hasLine() && origin.file().equals(name.get()) && origin.line() <= split.size();
    }

    private static Kind kind(Lane lane) {
        return switch (Activity.of(lane, true)) {
            case Activity.InCall call -> call.call().blocked() ? Kind.BLOCKED : Kind.IN_CALL;
            case Activity.AtGate gate -> Kind.AT_GATE;
            case Activity.AtLine line -> Kind.AT_LINE;
            case Activity.Asks asks -> Kind.ASKS;
            case Activity.Sleeps sleeps -> Kind.SLEEPS;
            case Activity.Running running -> Kind.LAST;
            case Activity.Beginning beginning -> Kind.LAST;
            case Activity.Ended ended -> Kind.LAST;
            case Activity.Idle idle -> Kind.LAST;
        };
    }
}
