package org.socketworkbench.trace;

import java.util.Locale;
import org.socketworkbench.socket.OptionValue;

/**
 * The value of a socket option, between the fields of what carries it.
 *
 * @param name the name of the value if it is one number
 */
record OptionValueCodec(String name) implements Codec<OptionValue> {
    private static final Form[] FORMS = Form.values();

    private enum Form {
        INT, LINGER, TIME, RAW;

        private final String text = name().toLowerCase(Locale.ROOT);

        static Form of(OptionValue value) {
            return switch (value) {
                case OptionValue.Int v -> INT;
                case OptionValue.Linger v -> LINGER;
                case OptionValue.Time v -> TIME;
                case OptionValue.Raw v -> RAW;
            };
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @Override
    public void write(FieldWriter to, OptionValue value) {
        to.symbol("form", Form.of(value));
        switch (value) {
            case OptionValue.Int v -> to.number(name, v.value());
            case OptionValue.Linger v -> {
                to.flag("on", v.on());
                to.number("seconds", v.seconds());
            }
            case OptionValue.Time v -> {
                to.number("seconds", v.seconds());
                to.number("micros", v.micros());
            }
            case OptionValue.Raw v -> to.bytes("bytes", v.bytes());
        }
    }

    @Override
    public OptionValue read(FieldReader from) {
        return switch (from.symbol("form", FORMS)) {
            case INT -> new OptionValue.Int(from.integer(name));
            case LINGER -> new OptionValue.Linger(from.flag("on"), from.integer("seconds"));
            case TIME -> new OptionValue.Time(anyLong(from, "seconds"), anyLong(from, "micros"));
            case RAW -> new OptionValue.Raw(from.bytes("bytes"));
        };
    }

    private static long anyLong(FieldReader from, String field) {
        return from.number(field, Long.MIN_VALUE, Long.MAX_VALUE);
    }
}
