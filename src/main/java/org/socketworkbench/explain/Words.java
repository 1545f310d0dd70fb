package org.socketworkbench.explain;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.CText;

/** The package's texts; every value in them is written as it stands, without grouping or rounding. */
final class Words {
    /** How many bytes of a payload are shown. */
    private static final int GLANCE = 32;

    private final Messages messages = Messages.of(Words.class);

    String text(String key, Object... values) {
        return messages.text(key, Arrays.stream(values).map(String::valueOf).toArray());
    }

    boolean has(String key) {
        return messages.has(key);
    }

    /** "1 byte", "5 bytes". */
    String bytes(long count) {
        return count == 1 ? text("bytes.one") : text("bytes.many", count);
    }

    /** The first bytes, quoted and escaped. */
    String glance(Bytes bytes) {
        return CText.quoted(bytes, GLANCE);
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
