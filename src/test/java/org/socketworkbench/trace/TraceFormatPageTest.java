package org.socketworkbench.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page on the trace format names every field that is written, and none that is not. */
class TraceFormatPageTest {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Set<String> FORMS = Set.of("form", "value", "on", "seconds", "micros", "bytes");
    private static final List<JsonObjects.Fields> WRITTEN = new ArrayList<>();
    private static String page;

    @BeforeAll
    static void writeEveryEvent() throws IOException {
        page = Files.readString(Path.of("docs/trace-format.md"));
        for (List<TraceEvent> trace : EveryEvent.traces()) {
            TraceLog log = new TraceLog();
            trace.forEach(log::append);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            TraceFile.write(log, bytes);
            JsonObjects objects = new JsonObjects(new ByteArrayInputStream(bytes.toByteArray()));
            for (Optional<JsonObjects.Fields> next = objects.next(); next.isPresent(); next = objects.next()) {
                WRITTEN.add(next.get());
            }
        }
    }

    @Test
    void theHeaderIsAsThePageSays() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TraceFile.write(new TraceLog(), bytes);
        String header = bytes.toString(java.nio.charset.StandardCharsets.US_ASCII).strip();
        assertTrue(page.contains("`" + header + "`"), header);
    }

    @Test
    void everyKindOfEventHasItsFields() {
        Set<String> common = Set.of("event", "nanos", "kind", "participant", "thread", "line", "file");
        common.forEach(field -> assertTrue(page.contains("`" + field + "`"), field));
        Map<String, Set<String>> written = new TreeMap<>();
        WRITTEN.stream().filter(line -> line.containsKey("kind")).forEach(
                event -> written.computeIfAbsent((String) event.get("kind"), kind -> new TreeSet<>())
                        .addAll(event.keySet()));
        written.values().forEach(fields -> fields.removeAll(common));
        Map<String, Set<String>> told = table("## The kinds", 2);
        told.values().forEach(fields -> fields.removeIf(word -> word.matches("SERVER|CLIENT|nanos|call-entered")));
        assertEquals(told, written);
    }

    @Test
    void everyCallHasItsFields() {
        Map<String, Set<String>> written = fieldsOf("name");
        written.values().forEach(fields -> fields.removeAll(Set.of("name", "withinNanos")));
        written.get("setsockopt").removeAll(FORMS);
        Map<String, Set<String>> told = table("## `call`", 1);
        told.values().forEach(fields -> fields.removeIf(word -> word.startsWith("SHUT_") || word.equals("events")));
        told.get("poll").remove("fd");
        assertEquals(told, written);
    }

    @Test
    void everyOutcomeHasItsFields() {
        Map<String, Set<String>> written = new TreeMap<>();
        forEachObject((name, object) -> {
            if (name.equals("outcome")) {
                written.computeIfAbsent((String) object.get("kind"), kind -> new TreeSet<>()).addAll(object.keySet());
            }
        });
        written.values().forEach(fields -> fields.removeAll(Set.of("kind", "value")));
        written.get("option-read").removeAll(FORMS);
        written.get("option-read").remove("option");
        Map<String, Set<String>> told = table("## `outcome`", 1);
        told.values().forEach(fields -> fields.removeAll(Set.of("value", "opened", "events", "fd")));
        assertEquals(told, written);
    }

    @Test
    void everyAddressHasItsFields() {
        Map<String, Set<String>> written = new TreeMap<>();
        forEachObject((name, object) -> {
            if (object.get("family") instanceof String family && !object.containsKey("type")) {
                written.computeIfAbsent(family, f -> new TreeSet<>()).addAll(object.keySet());
            }
        });
        written.values().forEach(fields -> fields.remove("family"));
        Map<String, Set<String>> told = table("## Addresses, bytes, rows", 1);
        told.values().forEach(fields -> fields.remove("%"));
        assertEquals(told, written);
    }

    @Test
    void everyFieldOfARowIsNamed() {
        Set<String> written = new TreeSet<>();
        forEachObject((name, object) -> {
            if (Set.of("rows", "tcpInfo", "udpBuffer").contains(name)) {
                written.addAll(object.keySet());
            }
        });
        String rows = page.substring(page.indexOf("A row of `rows`"));
        assertEquals(Set.of(), written.stream().filter(field -> !rows.contains("`" + field + "`"))
                .collect(Collectors.toSet()));
    }

    /** The fields of the objects of a name, by what another field says. */
    private static Map<String, Set<String>> fieldsOf(String by) {
        Map<String, Set<String>> fields = new TreeMap<>();
        forEachObject((name, object) -> {
            if (name.equals("call")) {
                fields.computeIfAbsent((String) object.get(by), key -> new TreeSet<>()).addAll(object.keySet());
            }
        });
        return fields;
    }

    private static void forEachObject(BiConsumer<String, JsonObjects.Fields> visitor) {
        WRITTEN.forEach(event -> visit(event, visitor));
    }

    private static void visit(JsonObjects.Fields object, BiConsumer<String, JsonObjects.Fields> visitor) {
        object.forEach((name, value) -> {
            List<?> values = value instanceof List<?> list ? list : List.of(value);
            for (Object each : values) {
                if (each instanceof JsonObjects.Fields nested) {
                    visitor.accept(name, nested);
                    visit(nested, visitor);
                }
            }
        });
    }

    /** The first table below a heading: what stands in code in its first column, with what does in a later one. */
    private static Map<String, Set<String>> table(String heading, int column) {
        Map<String, Set<String>> table = new TreeMap<>();
        page.substring(page.indexOf(heading + "\n")).lines().dropWhile(line -> !line.startsWith("|---"))
                .skip(1).takeWhile(line -> line.startsWith("|")).forEach(row -> {
                    String[] cells = row.split("\\|");
                    code(cells[1]).forEach(key -> table.put(key, new TreeSet<>(code(cells[1 + column]))));
                });
        assertTrue(table.size() > 2, heading);
        return table;
    }

    private static List<String> code(String cell) {
        return CODE.matcher(cell).results().map((MatchResult match) -> match.group(1)).toList();
    }
}
