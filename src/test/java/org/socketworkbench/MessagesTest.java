package org.socketworkbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Texts and those who use them agree, package by package: what is asked for exists, what exists is asked for, and
 * nothing is written twice. Looked at are the sources: {@code .text("key"} and {@code .has("key"} in Java, {@code %key}
 * in FXML.
 */
class MessagesTest {
    private static final Path JAVA = Path.of("src/main/java");
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final String BUNDLE = "messages.properties";

    /**
     * Beginnings of keys that are put together when the program runs, as in {@code text("errno." + symbol)}. In Java
     * the literal before the plus is such a beginning and counts by itself; here stand those that no pattern can see,
     * as {@code package: beginning}, each with the reason.
     */
    private static final Set<String> BUILT_KEYS = Set.of(
            // picocli itself asks for these.
            "org.socketworkbench.cli: socket-workbench.",
            // A cause's or an error's key with .cause, .meaning or .try behind it; that package's own TextsTest checks
            // both ways.
            "org.socketworkbench.explain: ");

    private static final Pattern LITERAL = Pattern.compile("\\.(?:text|has)\\(\\s*\"([^\"]+)\"\\s*([,)+])");
    private static final Pattern CHOSEN =
            Pattern.compile("\\.(?:text|has)\\(([^;\"]*\\?\\s*\"[^\"]+\"\\s*:\\s*\"[^\"]+\")");
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
    private static final Pattern IN_FXML = Pattern.compile("\"%([^\"]+)\"");
    private static final Pattern ENTRY = Pattern.compile("^\\s*([^#!\\s=:][^\\s=:]*)\\s*[=:]");

    /** One package: the keys it asks for, in full or by their beginning, and the keys that its bundle has. */
    private static final class Texts {
        final Set<String> asked = new TreeSet<>();
        final Set<String> beginnings = new TreeSet<>();
        /** Every literal of the package: a key that is chosen far from where it is asked for stands among them. */
        final Set<String> literals = new TreeSet<>();
        final Set<String> there = new TreeSet<>();
        final List<String> twice = new ArrayList<>();

        boolean begins(String key) {
            return beginnings.stream().anyMatch(key::startsWith);
        }
    }

    @Test
    void everyTextThatIsAskedForExists() {
        List<String> missing = new ArrayList<>();
        texts().forEach((where, texts) -> {
            texts.asked.stream().filter(key -> !texts.there.contains(key))
                    .forEach(key -> missing.add(where + ": " + key));
            texts.beginnings.stream().filter(begin -> texts.there.stream().noneMatch(key -> key.startsWith(begin)))
                    .forEach(begin -> missing.add(where + ": " + begin + "…"));
        });
        assertEquals(List.of(), missing);
    }

    @Test
    void everyTextIsAskedFor() {
        List<String> unused = new ArrayList<>();
        texts().forEach((where, texts) -> texts.there.stream()
                .filter(key -> !texts.asked.contains(key) && !texts.literals.contains(key) && !texts.begins(key))
                .forEach(key -> unused.add(where + ": " + key)));
        assertEquals(List.of(), unused);
    }

    @Test
    void noKeyIsWrittenTwice() {
        List<String> twice = new ArrayList<>();
        texts().forEach((where, texts) -> texts.twice.forEach(key -> twice.add(where + ": " + key)));
        assertEquals(List.of(), twice);
    }

    @Test
    void theSourcesWereRead() {
        assertTrue(files(JAVA, ".java").size() > 30);
    }

    @Test
    void keysAreRecognisedAsTheyAreWritten() {
        Texts texts = new Texts();
        readJava("""
                messages.text("a.plain", 1); messages.text("b.begun." + name); messages.text(
                    "c.wrapped"); messages.text(open ? "d.open" : "d.closed"); note.text();
                """, texts);
        readFxml("<Label text=\"%e.label\" style=\"x\"/>", texts);
        assertEquals(Set.of("a.plain", "c.wrapped", "d.open", "d.closed", "e.label"), texts.asked);
        assertEquals(Set.of("b.begun."), texts.beginnings);
        readBundle("# x = y\na.plain = A = B\nb.long = one \\\n  two: three\na.plain=again\n", texts);
        assertEquals(Set.of("a.plain", "b.long"), texts.there);
        assertEquals(List.of("a.plain"), texts.twice);
    }

    /** All packages that ask for texts or have some. */
    private static TreeMap<String, Texts> texts() {
        TreeMap<String, Texts> all = new TreeMap<>();
        for (Path file : files(JAVA, ".java")) {
            readJava(read(file), of(all, JAVA, file));
        }
        for (Path file : files(RESOURCES, ".fxml")) {
            readFxml(read(file), of(all, RESOURCES, file));
        }
        for (Path file : files(RESOURCES, BUNDLE)) {
            readBundle(read(file), of(all, RESOURCES, file));
        }
        for (String built : BUILT_KEYS) {
            String[] part = built.split(": ", -1);
            all.computeIfAbsent(part[0], where -> new Texts()).beginnings.add(part[1]);
        }
        return all;
    }

    private static Texts of(TreeMap<String, Texts> all, Path root, Path file) {
        return all.computeIfAbsent(root.relativize(file.getParent()).toString().replace('/', '.'),
                where -> new Texts());
    }

    private static void readJava(String source, Texts texts) {
        QUOTED.matcher(source).results().forEach(found -> texts.literals.add(found.group(1)));
        LITERAL.matcher(source).results()
                .forEach(found -> (found.group(2).equals("+") ? texts.beginnings : texts.asked).add(found.group(1)));
        CHOSEN.matcher(source).results().flatMap(found -> QUOTED.matcher(found.group(1)).results())
                .forEach(found -> texts.asked.add(found.group(1)));
    }

    private static void readFxml(String fxml, Texts texts) {
        IN_FXML.matcher(fxml).results().forEach(found -> texts.asked.add(found.group(1)));
    }

    private static void readBundle(String bundle, Texts texts) {
        Set<String> seen = new HashSet<>();
        boolean goesOn = false;
        for (String line : bundle.lines().toList()) {
            var entry = ENTRY.matcher(line);
            if (!goesOn && entry.find()) {
                texts.there.add(entry.group(1));
                if (!seen.add(entry.group(1))) {
                    texts.twice.add(entry.group(1));
                }
            }
            goesOn = line.endsWith("\\");
        }
    }

    private static List<Path> files(Path root, String ending) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
