package org.socketworkbench.diagram;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One column of the sequence diagram: a participant, or a program outside the workbench. */
public final class Lifeline implements Comparable<Lifeline> {
    /** Where a lifeline is, from left to right. */
    public enum Place {
        OUTSIDE_SERVER, SERVER, CLIENT, OUTSIDE_CLIENT
    }

    /** The participant number of a program outside. */
    public static final int OUTSIDE = -1;
    /** The row of something that has not happened. */
    public static final int NEVER = -1;

    private final String name;
    private final Place place;
    private final int participant;
    private final int order;
    private final int firstRow;
    private final int firstEvent;
    private final List<Track> tracks = new ArrayList<>();
    /** The running threads other than the main one, by number. */
    private final Map<Integer, ThreadSpan> threads = new HashMap<>();
    private int endRow = NEVER;
    private int endEvent = NEVER;
    private int labelLength;
    private int leftwardLength;
    private int rightwardLength;

    /**
     * @param order      how many lifelines came before it
     * @param firstEvent the number of the event that created it
     */
    Lifeline(String name, Place place, int participant, int order, int firstRow, int firstEvent) {
        this.name = name;
        this.place = place;
        this.participant = participant;
        this.order = order;
        this.firstRow = firstRow;
        this.firstEvent = firstEvent;
        tracks.add(new Track(this, 0));
    }

    public String name() {
        return name;
    }

    public Place place() {
        return place;
    }

    /** The participant's number, or {@link #OUTSIDE}. */
    public int participant() {
        return participant;
    }

    public boolean isOutside() {
        return participant == OUTSIDE;
    }

    /** The first row of the lifeline. Above this row the participant was not there yet. */
    public int firstRow() {
        return firstRow;
    }

    /** The row before which it left, or {@link #NEVER}. */
    public int endRow() {
        return endRow;
    }

    /** Whether it was there after the first {@code count} events of the trace. */
    boolean hasComeBy(int count) {
        return firstEvent < count;
    }

    boolean hasEndedBy(int count) {
        return endRow != NEVER && endEvent < count;
    }

    /** The places for its threads' bars, from left to right; the first is the main thread's. */
    public List<Track> tracks() {
        return Collections.unmodifiableList(tracks);
    }

    /** The length of the longest call label so far, in characters. */
    int labelLength() {
        return labelLength;
    }

    /** The length of the longest label of an arrow that leaves to the left, in characters. */
    int leftwardLength() {
        return leftwardLength;
    }

    /** The length of the longest label of an arrow that leaves to the right, or comes back, in characters. */
    int rightwardLength() {
        return rightwardLength;
    }

    /** From left to right: by place, and by age within a place. */
    @Override
    public int compareTo(Lifeline other) {
        int byPlace = place.compareTo(other.place);
        return byPlace != 0 ? byPlace : Integer.compare(order, other.order);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /** The track of a thread's bars. A thread whose start is not in the trace is started here. */
    Track track(int thread, int row, int event) {
        if (thread == 0) {
            return tracks.getFirst();
        }
        ThreadSpan running = threads.get(thread);
        return running == null ? started(thread, "", row, event).track() : running.track();
    }

    /** A thread starts: it gets the leftmost track that is free. */
    ThreadSpan started(int thread, String name, int row, int event) {
        Track free = tracks.stream().skip(1).filter(Track::isFree).findFirst().orElseGet(this::newTrack);
        ThreadSpan span = new ThreadSpan(free, thread, name, row, event);
        free.add(span);
        threads.put(thread, span);
        return span;
    }

    private Track newTrack() {
        Track track = new Track(this, tracks.size());
        tracks.add(track);
        return track;
    }

    void ended(int thread, int row, int event) {
        ThreadSpan span = threads.remove(thread);
        if (span != null) {
            span.end(row, event);
        }
    }

    /** The program has ended, and with it all of its threads. */
    void programEnded(int row, int event) {
        threads.values().forEach(span -> span.end(row, event));
        threads.clear();
    }

    void end(int row, int event) {
        programEnded(row, event);
        endRow = row;
        endEvent = event;
    }

    void makeRoomForLabel(String label) {
        labelLength = Math.max(labelLength, label.length());
    }

    void makeRoomForArrow(Lifeline to, String label) {
        if (compareTo(to) > 0) {
            leftwardLength = Math.max(leftwardLength, label.length());
        } else {
            rightwardLength = Math.max(rightwardLength, label.length());
        }
    }
}
