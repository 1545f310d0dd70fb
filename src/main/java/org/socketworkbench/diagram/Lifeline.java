package org.socketworkbench.diagram;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One column of the sequence diagram: a participant, or a program outside the workbench. */
public final class Lifeline implements Comparable<Lifeline> {
    /** Where a lifeline stands, from left to right. */
    public enum Place { OUTSIDE_SERVER, SERVER, CLIENT, OUTSIDE_CLIENT }

    /** The participant number of a program outside. */
    public static final int OUTSIDE = -1;
    /** The row of something that has not happened. */
    public static final int NEVER = -1;

    private final String name;
    private final Place place;
    private final int participant;
    private final int order;
    private final int firstRow;
    private final List<Activation> activations = new ArrayList<>();
    private int endRow = NEVER;
    private int labelLength;
    private int leftwardLength;
    private int rightwardLength;

    /** @param order how many lifelines came before it */
    Lifeline(String name, Place place, int participant, int order, int firstRow) {
        this.name = name;
        this.place = place;
        this.participant = participant;
        this.order = order;
        this.firstRow = firstRow;
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

    /** The row above which there was no such participant. */
    public int firstRow() {
        return firstRow;
    }

    /** The row with which it left, or {@link #NEVER}. */
    public int endRow() {
        return endRow;
    }

    /** Its calls in order: each begins after the one before has ended. */
    public List<Activation> activations() {
        return Collections.unmodifiableList(activations);
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

    void add(Activation activation) {
        activations.add(activation);
    }

    void end(int row) {
        endRow = row;
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
