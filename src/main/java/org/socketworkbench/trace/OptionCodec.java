package org.socketworkbench.trace;

import java.util.Optional;
import org.socketworkbench.socket.SocketOption;

/** A socket option: its level and, by that, its name. */
final class OptionCodec {
    private OptionCodec() {}

    static void write(FieldWriter to, SocketOption option) {
        to.spelled("level", option.level(), Level.INSTANCE);
        to.spelled("option", option, new OnLevel(option.level()));
    }

    static SocketOption read(FieldReader from) {
        return from.spelled("option", new OnLevel(from.spelled("level", Level.INSTANCE)));
    }

    private static final class Level implements Spelling<Integer> {
        static final Level INSTANCE = new Level();

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
            to.number("level", level);
        }

        @Override
        public Integer read(FieldReader from) {
            return from.integer("level");
        }
    }

    /** An option of a level that is known: one name can stand for different numbers on different levels. */
    private record OnLevel(int level) implements Spelling<SocketOption> {
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
            to.number("option", option.number());
        }

        @Override
        public SocketOption read(FieldReader from) {
            return new SocketOption(level, from.integer("option"));
        }
    }
}
