package org.socketworkbench.trace;

import java.util.Locale;
import org.socketworkbench.socket.OptionValue;

/** The value of a socket option, written among the fields of what contains it. */
final class OptionValueCodec implements Codec<OptionValue> {
    private static final Field<Kind> FORM = Field.symbol("form", Kind.values());
    private static final Form<OptionValue.Linger> LINGER = Form.of(OptionValue.Linger::new,
            Field.flag("on").of(OptionValue.Linger::on), new Field.Int("seconds").of(OptionValue.Linger::seconds));
    private static final Form<OptionValue.Time> TIME = Form.of(OptionValue.Time::new,
            new Field.Whole("seconds").of(OptionValue.Time::seconds),
            new Field.Whole("micros").of(OptionValue.Time::micros));
    private static final Form<OptionValue.Raw> RAW =
            Form.of(OptionValue.Raw::new, Field.bytes("bytes").of(OptionValue.Raw::bytes));

    private final Form<OptionValue.Int> number;

    private enum Kind {
        INT, LINGER, TIME, RAW;

        private final String text = name().toLowerCase(Locale.ROOT);

        @Override
        public String toString() {
            return text;
        }
    }

    /** @param name the name of the field if the value is one number */
    OptionValueCodec(String name) {
        number = Form.of(OptionValue.Int::new, new Field.Int(name).of(OptionValue.Int::value));
    }

    @Override
    public void write(FieldWriter to, OptionValue value) {
        switch (value) {
            case OptionValue.Int v -> write(to, Kind.INT, number, v);
            case OptionValue.Linger v -> write(to, Kind.LINGER, LINGER, v);
            case OptionValue.Time v -> write(to, Kind.TIME, TIME, v);
            case OptionValue.Raw v -> write(to, Kind.RAW, RAW, v);
        }
    }

    private static <T extends OptionValue> void write(FieldWriter to, Kind kind, Form<T> form, T value) {
        FORM.write(to, kind);
        form.write(to, value);
    }

    @Override
    public OptionValue read(FieldReader from) {
        return switch (FORM.read(from)) {
            case INT -> number.read(from);
            case LINGER -> LINGER.read(from);
            case TIME -> TIME.read(from);
            case RAW -> RAW.read(from);
        };
    }
}
