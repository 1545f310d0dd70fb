package org.socketworkbench.explain;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.CText;
import org.socketworkbench.socket.SocketAddress;

/** The package's texts; every value in them is written as it stands, without grouping or rounding. */
final class Words {
    /** How many bytes of a payload are shown. */
    private static final int GLANCE = 32;
    /** How many values of a list are shown. */
    private static final int LISTED = 6;

    private final Messages messages = Messages.of(Words.class);

    String text(String key, Object... values) {
        return messages.text(key, Arrays.stream(values).map(String::valueOf).toArray());
    }

    boolean has(String key) {
        return messages.has(key);
    }

    /** The text of a key that this kind of socket has for itself, else the one for all. */
    String text(String key, Kind kind, Object... values) {
        String own = key + kind.suffix();
        return text(has(own) ? own : key, values);
    }

    /** "3", "3 and 2", "3, 2 and 1"; of a long list the first ones. */
    String list(List<?> values) {
        if (values.size() > LISTED) {
            return text("list.more", joined(values.subList(0, LISTED)), values.size() - LISTED);
        }
        return values.size() < 2 ? joined(values)
                : text("list.and", joined(values.subList(0, values.size() - 1)), values.getLast());
    }

    private static String joined(List<?> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** "1 byte", "5 bytes". */
    String bytes(long count) {
        return count == 1 ? text("bytes.one") : text("bytes.many", count);
    }

    /** The first bytes, quoted and escaped. */
    String glance(Bytes bytes) {
        return CText.quoted(bytes, GLANCE);
    }

    /** That an IPv6 address stands for one of IPv4, if it does. */
    Optional<String> mapped(SocketAddress address) {
        return address.unmapped().equals(address) ? Optional.empty()
                : Optional.of(text("address.mapped", Scene.host(address), Scene.host(address.unmapped())));
    }

    /** "412 ms", "3.2 s". */
    String time(long nanos) {
        long millis = nanos / 1_000_000;
        return millis < 1000 ? text("time.millis", millis)
                : text("time.seconds", String.format(Locale.ROOT, "%.1f", millis / 1000.0));
    }

    /** Whole sentences one after the other. */
    String sentences(List<String> sentences) {
        return sentences.stream().filter(sentence -> !sentence.isEmpty()).collect(Collectors.joining(" "));
    }
}
