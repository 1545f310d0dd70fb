package org.socketworkbench.ui.panel;

import java.util.OptionalLong;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.SocketOption;

/** Parses the value of an option as typed. */
final class OptionText {
    private static final Messages TEXT = Messages.of(OptionText.class);
    private static final long NANOS_A_SECOND = 1_000_000_000;

    private OptionText() {}

    /** The typed text is not a value of the option; the message says what to write instead. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        private final String message;

        Malformed(String message) {
            super(null, null, false, false);
            this.message = message;
        }

        @Override
        public String getMessage() {
            return message;
        }
    }

    /** @param lingerOn whether close is to wait; for SO_LINGER only */
    static OptionValue value(SocketOption option, String typed, boolean lingerOn) throws Malformed {
        return switch (option.format()) {
            case INT -> new OptionValue.Int(number(typed));
            case LINGER -> new OptionValue.Linger(lingerOn, number(typed));
            case TIMEVAL -> time(typed);
            case STRUCT -> throw new Malformed(TEXT.text("options.value.struct", option));
        };
    }

    /** A whole number in decimal or, after 0x, in hexadecimal. */
    static int number(String typed) throws Malformed {
        String text = typed.strip();
        try {
            return Integer.decode(text.matches("[+-]?0+\\d+") ? text.replaceFirst("0+", "") : text);
        } catch (NumberFormatException e) {
            throw new Malformed(TEXT.text("options.value.no-number", text));
        }
    }

    private static OptionValue.Time time(String typed) throws Malformed {
        OptionalLong nanos = Seconds.nanos(typed);
        if (nanos.isEmpty()) {
            throw new Malformed(TEXT.text("options.value.no-time", typed.strip()));
        }
        return new OptionValue.Time(nanos.getAsLong() / NANOS_A_SECOND, nanos.getAsLong() % NANOS_A_SECOND / 1000);
    }
}
