package org.socketworkbench.trace;

import java.util.Optional;
import org.socketworkbench.socket.SocketOption;

/** A socket option: its level, and its name on that level. */
final class OptionCodec {
    /** The level and the option, among the fields of a call. */
    static final Field<SocketOption> FIELD = new Field<>(OptionCodec::write, OptionCodec::read);

    private static final Field<Integer> LEVEL = Field.spelled("level", Level.INSTANCE);

    private OptionCodec() {}

    private static void write(FieldWriter to, SocketOption option) {
        LEVEL.write(to, option.level());
        onLevel(option.level()).write(to, option);
    }

    private static SocketOption read(FieldReader from) {
        return onLevel(LEVEL.read(from)).read(from);
    }

    private static Field<SocketOption> onLevel(int level) {
        return Field.spelled("option", new OnLevel(level));
    }

    private static final class Level implements Spelling<Integer> {
        static final Level INSTANCE = new Level();
        private static final Field.Int NUMBER = new Field.Int("level");

        @Override
        public String text(Integer level) {
            return new SocketOption(level, 0).levelName();
        }

        @Override
        public Optional<Integer> of(String text) {
            return SocketOption.level(text);
        }

        @Override
        public void write(FieldWriter to, Integer level) {
            NUMBER.write(to, level);
        }

        @Override
        public Integer read(FieldReader from) {
            return NUMBER.read(from);
        }
    }

    /** An option of a known level: one name can stand for different numbers on different levels. */
    private record OnLevel(int level) implements Spelling<SocketOption> {
        private static final Field.Int NUMBER = new Field.Int("option");

        @Override
        public String text(SocketOption option) {
            return option.name();
        }

        @Override
        public Optional<SocketOption> of(String text) {
            return SocketOption.of(level, text);
        }

        @Override
        public void write(FieldWriter to, SocketOption option) {
            NUMBER.write(to, option.number());
        }

        @Override
        public SocketOption read(FieldReader from) {
            return new SocketOption(level, NUMBER.read(from));
        }
    }
}
