package org.socketworkbench.diagram;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One column of the sequence diagram: a participant, or a program outside the workbench. */
public final class Lifeline {
    /** Where a lifeline stands, from left to right. */
    public enum Place { OUTSIDE_SERVER, SERVER, CLIENT, OUTSIDE_CLIENT }

    /** The participant number of a program outside. */
    public static final int OUTSIDE = -1;
    /** The row of something that has not happened. */
    public static final int NEVER = -1;

    private final String name;
    private final Place place;
    private final int participant;
    private final int firstRow;
    private final List<Activation> activations = new ArrayList<>();
    private int endRow = NEVER;
    private int labelLength;
    private int arrowLength;

    Lifeline(String name, Place place, int participant, int firstRow) {
        this.name = name;
        this.place = place;
        this.participant = participant;
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

    /** The length of the longest label of an arrow that begins or ends here, in characters. */
    int arrowLength() {
        return arrowLength;
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

    void makeRoomForArrow(String label) {
        arrowLength = Math.max(arrowLength, label.length());
    }
}
