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
    private final Map<Integer, Pending> pending = new HashMap<>();
    private final Map<Integer, String> names = new HashMap<>();
    private final Runnable onBatch;
    private int calls;
    private boolean full;
    private boolean changing;

    /**
     * An unfinished call.
     *
     * @param row    where its row stands
     * @param parent the number of the call that it is a part of, or {@link TraceEvent.CallEntered#NO_PARENT}
     */
    private record Pending(int row, int parent, String call) {}

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
            case TraceEvent.CallEntered e -> entered(number, e);
            case TraceEvent.CallBlocked e -> blocked(pending.get(e.call()));
            case TraceEvent.CallReturned e -> returned(number, e);
            case TraceEvent.Note e -> {
                full |= e.kind() == TraceEvent.Note.Kind.TRACE_FULL;
                batch.add(CallRow.note(number, e, names.get(e.participant()), explainer.of(e)));
            }
            case TraceEvent.ParticipantWent e -> {}
            case TraceEvent.CallWaiting e -> {}
            case TraceEvent.KernelSample e -> {}
            case TraceEvent.Unknown e -> {}
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

    private void entered(int number, TraceEvent.CallEntered e) {
        Pending parent = pending.get(e.parent());
        pending.put(number, new Pending(rows.size() + batch.size(), e.parent(), e.call().name()));
        if (parent == null) {
            calls++;
            batch.add(CallRow.entered(number, calls, e, names.get(e.participant())));
        } else {
            batch.add(CallRow.entered(number, row(parent.row()), e));
        }
    }

    private void blocked(Pending call) {
        if (call == null) {
            return; // It came back meanwhile.
        }
        replace(call.row(), CallRow::blockedNow);
        Pending parent = pending.get(call.parent());
        if (parent != null) {
            replace(parent.row(), row -> row.blockedIn(call.call()));
        }
    }

    private void returned(int number, TraceEvent.CallReturned e) {
        Pending call = pending.remove(e.number());
        boolean wasBlocked = row(call.row()).blocked();
        replace(call.row(), row -> row.returned(number, e));
        Pending parent = pending.get(call.parent());
        if (parent != null && wasBlocked) {
            replace(parent.row(), row -> row.blockedIn(""));
        }
    }

    private CallRow row(int at) {
        return at < rows.size() ? rows.get(at) : batch.get(at - rows.size());
    }

    private void replace(int at, UnaryOperator<CallRow> change) {
        if (at < rows.size()) {
            changing = true;
            rows.set(at, change.apply(row(at)));
            changing = false;
        } else {
            batch.set(at - rows.size(), change.apply(row(at)));
        }
    }
}
