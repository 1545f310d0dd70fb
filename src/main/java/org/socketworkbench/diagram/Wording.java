package org.socketworkbench.diagram;

/** How much the labels of a sequence diagram say. */
public enum Wording {
    /** Each call and its outcome as C writes them. */
    WHOLE,
    /** What matters at a glance, in {@value #LONGEST} characters at most, where there is little room. */
    BRIEF;

    static final int LONGEST = 25;

    /** The length of the longest label, if that has {@code whole} characters in full. */
    int length(int whole) {
        return this == WHOLE ? whole : Math.min(whole, LONGEST);
    }

    /** A label in this wording, given the label in full. */
    String label(String whole) {
        return this == WHOLE || whole.length() <= LONGEST ? whole : whole.substring(0, LONGEST - 1) + '\u2026';
    }

    String call(Activation activation) {
        return this == WHOLE ? DiagramText.call(activation) : label(DiagramText.briefCall(activation));
    }

    String callAndOutcome(Activation activation) {
        if (this == WHOLE) {
            return DiagramText.callAndOutcome(activation);
        }
        String brief = (DiagramText.briefCall(activation) + " " + DiagramText.briefOutcome(activation)).strip();
        // Why it failed must be read, and to whom it was made is seen elsewhere.
        return label(brief.length() > LONGEST && activation.hasFailed()
                ? DiagramText.briefCallOf(activation) + " " + DiagramText.briefOutcome(activation) : brief);
    }

    String outcome(Activation activation) {
        return this == WHOLE ? DiagramText.outcome(activation) : label(DiagramText.briefOutcome(activation));
    }
}
