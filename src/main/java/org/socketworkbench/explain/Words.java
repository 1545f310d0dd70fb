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

/** The package's texts; every value in them is written as it is, without grouping or rounding. */
final class Words {
    /** The number of payload bytes that are shown. */
    private static final int GLANCE = 32;
    /** The number of list values that are shown. */
    private static final int LISTED = 6;

    private final Messages messages = Messages.of(Words.class);

    String text(String key, Object... values) {
        return messages.text(key, Arrays.stream(values).map(String::valueOf).toArray());
    }

    boolean has(String key) {
        return messages.has(key);
    }

    /** The text of a key for this kind of socket, else the text for all kinds. */
    String text(String key, Kind kind, Object... values) {
        String own = key + kind.suffix();
        return text(has(own) ? own : key, values);
    }

    /** "3", "3 and 2", "3, 2 and 1"; for a long list only the first values. */
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

    /** Says that an IPv6 address stands for an IPv4 address, if it does. */
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

    /** Joins whole sentences. */
    String sentences(List<String> sentences) {
        return sentences.stream().filter(sentence -> !sentence.isEmpty()).collect(Collectors.joining(" "));
    }
}
