package org.socketworkbench.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.model.NextCall;
import org.socketworkbench.socket.CallName;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.SocketOption;

/** Every key of the bundle is used, and every key that is used is there. */
class TextsTest {
    private static final Path SOURCE = Path.of("src/main/java/org/socketworkbench/explain");
    private static final Pattern TEXT = Pattern.compile("\"([a-zA-Z0-9]+(?:\\.[a-zA-Z-]+)*)\"");
    private static final Pattern CAUSE = Pattern.compile("\"([a-zA-Z]+\\.[a-zA-Z.]+)\"");
    private static final List<String> CALLS = Stream.of(CallName.values()).map(CallName::toString).toList();
    private static final List<String> REASONS =
            Stream.of(NextCall.Why.values()).map(why -> why.name().toLowerCase(Locale.ROOT)).toList();
    private static final Set<String> ERRNOS = IntStream.rangeClosed(1, 133).mapToObj(n -> new Errno(n).symbol())
            .collect(Collectors.toSet());

    private static final Set<String> TOLD_WITH_THE_BYTES = Set.of("MSG_OOB", "MSG_PEEK", "MSG_TRUNC", "MSG_WAITALL");

    private final Set<String> keys = new TreeSet<>(Messages.of(Explainer.class).bundle().keySet());

    private static String source() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(SOURCE)) {
            for (Path file : files.sorted().toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    private static Set<String> literals(Pattern pattern) throws IOException {
        return pattern.matcher(source()).results().map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyKeyIsUsed() throws IOException {
        Set<String> literals = literals(TEXT);
        List<String> unused = new ArrayList<>();
        for (String key : keys) {
            String cause = key.replaceFirst("\\.(cause|try)$", "");
            if (!literals.contains(key) && !literals.contains(cause) && !literals.contains(forAll(key))
                    && !isOfAFamily(forAll(key))) {
                unused.add(key);
            }
        }
        assertEquals(List.of(), unused);
    }

    /** The key that stands for all kinds of sockets, of one that is for a kind alone. */
    private static String forAll(String key) {
        for (Kind kind : Kind.values()) {
            if (key.endsWith(kind.suffix())) {
                return key.substring(0, key.length() - kind.suffix().length());
            }
        }
        return key;
    }

    /** The keys that are put together: for each call, errno with or without a call, option and flag. */
    private static boolean isOfAFamily(String key) {
        String[] part = key.split("\\.");
        return switch (part[0]) {
            case "call" -> part.length == 3 && CALLS.contains(part[1]) && Set.of("does", "telephone").contains(part[2]);
            case "errno" -> ERRNOS.contains(part[1]) && (part.length == 3
                    ? Set.of("meaning", "cause", "try").contains(part[2])
                    : part.length == 4 && CALLS.contains(part[2]) && Set.of("cause", "try").contains(part[3]));
            case "option" -> part.length == 2 && SocketOption.NAMED.containsKey(part[1]);
            case "next" -> part.length == 2 && REASONS.contains(part[1]);
            case "flag" -> part.length == 2 && MessageFlags.NAMES.containsValue(part[1]);
            default -> false;
        };
    }

    @Test
    void everyKeyThatIsUsedIsThere() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (String literal : literals(CAUSE)) {
            if (!keys.contains(literal) && !(keys.contains(literal + ".cause") && keys.contains(literal + ".try"))) {
                missing.add(literal);
            }
        }
        for (String call : CALLS) {
            missing.addAll(absent("call." + call + ".does", "call." + call + ".telephone"));
        }
        REASONS.forEach(why -> missing.addAll(absent("next." + why)));
        SocketOption.NAMED.keySet().forEach(option -> missing.addAll(absent("option." + option)));
        MessageFlags.NAMES.values().stream().filter(flag -> !TOLD_WITH_THE_BYTES.contains(flag))
                .forEach(flag -> missing.addAll(absent("flag." + flag)));
        for (String key : keys) {
            if (key.endsWith(".cause")) {
                missing.addAll(absent(key.replaceFirst("cause$", "try")));
            }
            if (key.matches("errno\\.[A-Z0-9]+\\.cause")) {
                missing.addAll(absent(key.replaceFirst("cause$", "meaning")));
            }
        }
        assertEquals(Set.of(), missing);
    }

    private List<String> absent(String... wanted) {
        return Stream.of(wanted).filter(key -> !keys.contains(key)).toList();
    }

    @Test
    void noKeyIsThereTwice() throws IOException {
        List<String> lines =
                Files.readAllLines(Path.of("src/main/resources/org/socketworkbench/explain/messages.properties"))
                        .stream().filter(line -> line.contains("=") && !line.startsWith("#"))
                        .map(line -> line.substring(0, line.indexOf('='))).toList();
        assertEquals(List.of(), lines.stream().filter(key -> lines.indexOf(key) != lines.lastIndexOf(key)).toList());
    }

    @Test
    void everyApostropheIsWrittenTwice() {
        Messages messages = Messages.of(Explainer.class);
        assertEquals(List.of(), keys.stream()
                .filter(key -> messages.bundle().getString(key).replace("''", "").contains("'")).toList());
    }
}
