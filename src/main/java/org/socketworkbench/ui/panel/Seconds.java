package org.socketworkbench.ui.panel;

import java.math.BigDecimal;
import java.util.OptionalLong;

/** A time typed in seconds, as in {@code 2} or {@code 0.5}. */
final class Seconds {
    private Seconds() {}

    /** The time in nanoseconds; empty if the text is not a number from 0 to 999,999,999. */
    static OptionalLong nanos(String typed) {
        String text = typed.strip();
        return text.matches("\\d{1,9}(\\.\\d{0,9})?|\\.\\d{1,9}")
                ? OptionalLong.of(new BigDecimal(text).movePointRight(9).longValueExact()) : OptionalLong.empty();
    }
}
