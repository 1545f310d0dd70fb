package org.socketworkbench.ui.calls;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.socketworkbench.explain.Explainer;
import org.socketworkbench.trace.Picture;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.ui.support.TraceFeed;

/** The rows of the calls list, drawn from the trace a batch at a time. */
final class CallRows implements TraceFeed.Listener {
    private final Explainer explainer;
    private final ObservableList<CallRow> rows = FXCollections.observableArrayList();
    private final List<CallRow> batch = new ArrayList<>();
    /** Where the rows of unfinished calls stand, by the number of the event with which they began. */
    private final Map<Integer, Integer> pending = new HashMap<>();
    private final Map<Integer, String> names = new HashMap<>();
    private final Runnable onBatch;
    private int calls;
    private boolean full;
    private boolean changing;

    /** @param onBatch called after each batch that changed something */
    CallRows(Explainer explainer, Runnable onBatch) {
        this.explainer = explainer;
        this.onBatch = onBatch;
    }

    ObservableList<CallRow> rows() {
        return rows;
    }

    /** Whether the trace has said that it is full. */
    boolean isFull() {
        return full;
    }

    /** Whether the list changes just now: what the table then chooses is not the user's choice. */
    boolean isChanging() {
        return changing;
    }

    /** Whether a call has not returned yet. */
    boolean hasPending() {
        return !pending.isEmpty();
    }

    @Override
    public void reset() {
        changing = true;
        rows.clear();
        changing = false;
        batch.clear();
        pending.clear();
        calls = 0;
        full = false;
    }

    @Override
    public void event(int number, TraceEvent event) {
        switch (event) {
            case TraceEvent.ParticipantCame e -> names.put(e.participant(), e.name());
            case TraceEvent.CallEntered e -> {
                calls++;
                pending.put(number, rows.size() + batch.size());
                batch.add(CallRow.entered(number, calls, e, names.get(e.participant())));
            }
            case TraceEvent.CallBlocked e -> {
                if (pending.containsKey(e.call())) {
                    replace(pending.get(e.call()), CallRow::blockedNow);
                }
            }
            case TraceEvent.CallReturned e -> replace(pending.remove(e.number()), row -> row.returned(number, e));
            case TraceEvent.Note e -> {
                full |= e.kind() == TraceEvent.Note.Kind.TRACE_FULL;
                batch.add(CallRow.note(number, e, names.get(e.participant()), explainer.of(e)));
            }
            case TraceEvent.ParticipantWent e -> { }
            case TraceEvent.CallWaiting e -> { }
            case TraceEvent.KernelSample e -> { }
        }
    }

    @Override
    public void settled(Picture picture) {
        if (!batch.isEmpty()) {
            changing = true;
            rows.addAll(batch);
            changing = false;
            batch.clear();
        }
        onBatch.run();
    }

    private void replace(int at, UnaryOperator<CallRow> change) {
        if (at < rows.size()) {
            changing = true;
            rows.set(at, change.apply(rows.get(at)));
            changing = false;
        } else {
            batch.set(at - rows.size(), change.apply(batch.get(at - rows.size())));
        }
    }
}
