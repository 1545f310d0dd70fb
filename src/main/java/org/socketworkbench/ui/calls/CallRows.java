package org.socketworkbench.ui.calls;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import javafx.collections.ObservableList;
import javafx.collections.ObservableListBase;
import org.jspecify.annotations.Nullable;
import org.socketworkbench.explain.Explainer;
import org.socketworkbench.model.Picture;
import org.socketworkbench.socket.CText;
import org.socketworkbench.socket.Call;
import org.socketworkbench.trace.Origin;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.ui.support.IntList;
import org.socketworkbench.ui.support.TraceFeed;

/**
 * The rows of the calls list at the moment shown, in the order in which things happened: the answer to a call that the
 * kernel held gets a row of its own if other rows have come meanwhile. Only event numbers are stored. A row is made
 * from the trace when it is
 * viewed, so that a long trace costs little.
 */
final class CallRows implements TraceFeed.Listener {
    private static final int NEVER = Integer.MAX_VALUE;
    private static final int NONE = -1;

    private final Explainer explainer;
    private final IntFunction<TraceEvent> log;
    private final Consumer<ObservableList<CallRow>> onList;
    private final Runnable onShow;

    /** For each row: the event with which it begins, and its position among the requested calls, or 0. */
    private final IntList begins = new IntList();
    private final IntList counts = new IntList();
    /** The event of its return, and of its blocking in the kernel; {@link #NEVER} as long as there is none. */
    private final IntList ends = new IntList();
    private final IntList held = new IntList();
    /** The row of the library call that makes it, and the row of its last blocked system call, or {@link #NONE}. */
    private final IntList parents = new IntList();
    private final IntList heldIn = new IntList();
    /** Of a call, the row of its answer, if that has its own; of such an answer, the row of its call. */
    private final IntList links = new IntList();
    /** The rows of calls that close what a program left open, and who is closing so. */
    private final BitSet tidying = new BitSet();
    private final Set<Integer> exits = new HashSet<>();

    /** The rows of unfinished calls by call number. */
    private final Map<Integer, Integer> pending = new HashMap<>();
    private final Map<Integer, String> names = new HashMap<>();
    /** Rows that have changed since they were last shown. */
    private final TreeSet<Integer> touched = new TreeSet<>();
    private int calls;
    private int fullAt = NEVER;
    private String filter = "";
    private int count;
    private Rows rows = new Rows();
    private boolean changing;
    private boolean byHand;

    /**
     * @param log    the trace's events by number
     * @param onList receives a new list whenever the old one cannot continue: after looking back, or filtering
     * @param onShow called after each moment that is shown
     */
    CallRows(Explainer explainer, IntFunction<TraceEvent> log, Consumer<ObservableList<CallRow>> onList,
            Runnable onShow) {
        this.explainer = explainer;
        this.log = log;
        this.onList = onList;
        this.onShow = onShow;
    }

    ObservableList<CallRow> rows() {
        return rows;
    }

    /** Whether the trace has reported that it is full. */
    boolean isFull() {
        return fullAt < count;
    }

    /** Whether the list is changing now: the table's selection is then not the user's choice. */
    boolean isChanging() {
        return changing;
    }

    /** Whether a call was made by hand since this was asked last. */
    boolean takeByHand() {
        boolean was = byHand;
        byHand = false;
        return was;
    }

    /** Whether any call so far has not returned yet. */
    boolean hasPending() {
        return !pending.isEmpty();
    }

    /** Shows only rows that contain all these words; all rows if there are none. */
    void filter(String words) {
        filter = words.strip();
        begin(count);
    }

    /**
     * The index of the newest call: notes do not replace its story, nor do the answers of calls that were made earlier,
     * nor the calls that close what a program left open. The first row if there is no call yet; -1 if there is no row.
     */
    int newestCall() {
        int newest = rows.size() - 1;
        while (newest > 0 && (tidying.get(rows.rowAt(newest)) || isLaterAnswer(rows.rowAt(newest))
                || !rows.get(newest).isCall())) {
            newest--;
        }
        int whole = newest >= 0 && rows.get(newest).isPart() ? indexOf(rows.get(newest).parent()) : newest;
        return whole < 0 ? newest : whole; // The filter may show a part and hide its whole.
    }

    /** Whether a row is only the answer of a call that has a row above others. */
    private boolean isLaterAnswer(int row) {
        return links.get(row) != NONE && links.get(row) < row;
    }

    /** The index of the row that begins with an event; -1 if it is not in the list. */
    int indexOf(int event) {
        int row = begins.countBelow(event);
        return row < begins.size() && begins.get(row) == event ? rows.indexOfRow(row) : NONE;
    }

    @Override
    public void event(int number, TraceEvent event) {
        switch (event) {
            case TraceEvent.ParticipantCame e -> names.put(e.participant(), e.name());
            case TraceEvent.CallEntered e -> {
                int parent = pending.getOrDefault(e.parent(), NONE);
                pending.put(number, begins.size());
                calls += parent == NONE ? 1 : 0;
                if (!(e.call() instanceof Call.Close)) {
                    exits.remove(e.participant());
                }
                boolean tidies = exits.contains(e.participant());
                tidying.set(begins.size(), tidies);
                byHand |= parent == NONE && !tidies && e.origin().equals(Origin.NONE);
                add(number, parent == NONE ? calls : 0, parent, NEVER);
            }
            case TraceEvent.CallBlocked e -> blocked(number, pending.getOrDefault(e.call(), NONE));
            case TraceEvent.CallReturned e -> {
                Integer row = pending.remove(e.number());
                if (row != null) {
                    returned(number, row);
                }
            }
            // The listing shows them; each call that waits would have a second row.
            case TraceEvent.Note e when e.kind() == TraceEvent.Note.Kind.VARIABLES -> {}
            case TraceEvent.Note e -> {
                fullAt = e.kind() == TraceEvent.Note.Kind.TRACE_FULL ? Math.min(fullAt, number) : fullAt;
                if (e.kind() == TraceEvent.Note.Kind.EXIT) {
                    exits.add(e.participant());
                }
                add(number, 0, NONE, number);
            }
            case TraceEvent.ParticipantWent e -> {}
            case TraceEvent.CallWaiting e -> {}
            case TraceEvent.KernelSample e -> {}
            case TraceEvent.Unknown e -> {}
        }
    }

    private void add(int event, int place, int parent, int end) {
        begins.add(event);
        counts.add(place);
        parents.add(parent);
        ends.add(end);
        held.add(NEVER);
        heldIn.add(NONE);
        links.add(NONE);
    }

    private void blocked(int event, int row) {
        if (row == NONE) {
            return; // It returned meanwhile.
        }
        hold(event, row);
        int parent = parents.get(row);
        if (parent != NONE) {
            hold(event, parent);
            heldIn.set(parent, row);
        }
    }

    private void hold(int event, int row) {
        held.set(row, Math.min(held.get(row), event));
        touched.add(row);
    }

    private void returned(int event, int row) {
        ends.set(row, event);
        touched.add(row);
        if (parents.get(row) != NONE) {
            touched.add(parents.get(row));
        }
        if (held.get(row) != NEVER && isFollowedByOthers(row)) {
            links.set(row, begins.size());
            add(event, counts.get(row), parents.get(row), event);
            links.set(begins.size() - 1, row);
        }
    }

    /** Whether any row below is not a system call by which this one is made. */
    private boolean isFollowedByOthers(int row) {
        for (int below = row + 1; below < begins.size(); below++) {
            if (parents.get(below) != row) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void show(int events, Picture picture) {
        if (events < count) {
            begin(events);
        } else if (events > count) {
            changing = true;
            count = events;
            rows.goOn(events);
            changing = false;
        }
        touched.clear();
        onShow.run();
    }

    private void begin(int events) {
        count = events;
        rows = new Rows();
        rows.goOn(events);
        changing = true;
        onList.accept(rows);
        changing = false;
    }

    /** The row as of this many events. */
    private CallRow row(int row, int events) {
        int number = begins.get(row);
        return switch (log.apply(number)) {
            case TraceEvent.Note e -> CallRow.note(number, e, name(e.participant()), explainer.of(e));
            case TraceEvent.CallEntered e -> call(row, number, e, events);
            case TraceEvent.CallReturned e -> {
                int asked = links.get(row);
                TraceEvent.CallEntered entered = (TraceEvent.CallEntered) log.apply(begins.get(asked));
                CallRow call = CallRow.entered(e.number(), counts.get(row), entered, name(e.participant()),
                        within(row));
                yield call.blockedNow().answer(number, e);
            }
            case TraceEvent other -> throw new IllegalStateException("no row begins with " + other);
        };
    }

    private CallRow call(int row, int number, TraceEvent.CallEntered e, int events) {
        CallRow made = CallRow.entered(number, counts.get(row), e, name(e.participant()), within(row));
        if (ends.get(row) < events && links.get(row) != NONE) {
            return made.answeredBelow();
        }
        if (held.get(row) < events) {
            made = heldIn.get(row) == NONE ? made.blockedNow() : made.blockedIn(heldIn(row, events));
        }
        return ends.get(row) < events ? made.returned(ends.get(row), (TraceEvent.CallReturned) log.apply(ends.get(row)))
                : made;
    }

    /** The text of the library call that a row is a part of, or "". */
    private String within(int row) {
        int parent = parents.get(row);
        return parent == NONE ? "" : CText.of(((TraceEvent.CallEntered) log.apply(begins.get(parent))).call());
    }

    private String name(int participant) {
        return names.getOrDefault(participant, "");
    }

    /** The name of the system call that the kernel blocks at that moment, or "". */
    private String heldIn(int row, int events) {
        int step = heldIn.get(row);
        return held.get(step) < events && ends.get(step) >= events
                ? ((TraceEvent.CallEntered) log.apply(begins.get(step))).call().word() : "";
    }

    /** The rows of the list. It can move to later moments, but never back. */
    private final class Rows extends ObservableListBase<CallRow> {
        private final String words = filter;
        /** The rows that pass the filter; null if all do. */
        private final @Nullable IntList matching = words.isEmpty() ? null : new IntList();
        private int events;
        private int seen;

        @Override
        public CallRow get(int index) {
            return row(rowAt(index), events);
        }

        @Override
        public int size() {
            return matching == null ? seen : matching.size();
        }

        @Override
        public int indexOf(Object wanted) {
            return wanted instanceof CallRow one ? CallRows.this.indexOf(one.event()) : NONE;
        }

        int rowAt(int index) {
            return matching == null ? index : matching.get(index);
        }

        int indexOfRow(int row) {
            if (matching == null) {
                return row < seen ? row : NONE;
            }
            int at = matching.countBelow(row);
            return at < matching.size() && matching.get(at) == row ? at : NONE;
        }

        void goOn(int to) {
            List<Integer> changed = new ArrayList<>(touched.headSet(seen));
            List<CallRow> before = changed.stream().map(row -> row(row, events)).toList();
            beginChange();
            events = to;
            for (int i = 0; i < changed.size(); i++) {
                int at = indexOfRow(changed.get(i));
                if (at != NONE) {
                    nextSet(at, before.get(i));
                } else if (matching != null && row(changed.get(i), to).matches(words)) {
                    int place = matching.countBelow(changed.get(i));
                    matching.insert(place, changed.get(i));
                    nextAdd(place, place + 1);
                }
            }
            int size = size();
            int end = begins.countBelow(to);
            if (matching != null) {
                for (int row = seen; row < end; row++) {
                    if (row(row, to).matches(words)) {
                        matching.add(row);
                    }
                }
            }
            seen = end;
            if (size() > size) {
                nextAdd(size, size());
            }
            endChange();
        }
    }
}
