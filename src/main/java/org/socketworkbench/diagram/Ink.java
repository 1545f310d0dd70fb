package org.socketworkbench.diagram;

import java.util.Locale;

/**
 * What a shape means: a view or a file turns it into a look.
 *
 * @param colour    the number of the participant's colour, 0 to {@link Palette#SIZE} - 1, or {@link #PLAIN}
 * @param call      the number of the call that it belongs to, or {@link #NO_CALL}
 * @param concluded whether it was concluded, not read from the kernel
 */
public record Ink(Role role, int colour, int call, boolean concluded) {
    public static final int PLAIN = -1;
    public static final int NO_CALL = -1;

    /** What a shape stands for. */
    public enum Role {
        LIFELINE, OUTSIDE_LIFELINE, LIFELINE_END, HEADER, OUTSIDE_HEADER, NAME,
        ACTIVATION, BLOCKED, LABEL, FAILED_LABEL, BLOCKED_LABEL, TIME,
        HANDSHAKE, DATA, FIN, RESET, QUEUED, ARROW_LABEL,
        FLOW, FLOW_BOX, FLOW_NEXT, FLOW_CALL, STANDS, NEXT, CHIP_LABEL, TITLE, NOTE,
        STATE, GONE, CLIENT_WAY, SERVER_WAY, OTHER_WAY, WAY_LABEL;

        /** The role as a style class: {@code "blocked-label"}. */
        public String styleClass() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static Ink plain(Role role) {
        return new Ink(role, PLAIN, NO_CALL, false);
    }

    static Ink of(Role role, int participant) {
        return new Ink(role, colourOf(participant), NO_CALL, false);
    }

    static Ink ofCall(Role role, Activation activation) {
        return new Ink(role, colourOf(activation.lifeline().participant()), activation.number(), false);
    }

    private static int colourOf(int participant) {
        return participant < 0 ? PLAIN : Palette.indexOf(participant);
    }
}
