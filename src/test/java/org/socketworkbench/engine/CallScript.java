package org.socketworkbench.engine;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A script of socket calls: the behaviour that it shows, and its steps. {@code cpython/README.md} among the test
 * resources describes the files that scripts are read from.
 */
record CallScript(String name, List<String> steps) {

    /** The scripts of several files, in their order; scenes are known to the files behind. */
    static List<CallScript> read(List<Path> files) throws IOException {
        List<CallScript> scripts = new ArrayList<>();
        Map<String, List<String>> scenes = new HashMap<>();
        List<String> steps = List.of();
        for (Path file : files) {
            for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
                String[] words = line.strip().split(" ", 2);
                switch (words[0]) {
                    case "", "#" -> {}
                    case "scene" -> {
                        steps = new ArrayList<>();
                        scenes.put(words[1], steps);
                    }
                    case "script" -> {
                        steps = new ArrayList<>();
                        scripts.add(new CallScript(words[1], steps));
                    }
                    case "given" -> steps.addAll(scenes.get(words[1]));
                    default -> steps.add(line.strip());
                }
            }
        }
        return scripts;
    }

    /** All scripts. */
    static List<CallScript> all() throws IOException {
        return read(files());
    }

    /** The files that they are read from, in order. */
    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(resource("run_scripts.py").getParent())) {
            return files.filter(file -> file.toString().endsWith(".calls")).sorted().toList();
        }
    }

    /** A file beside the scripts. */
    static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(CallScript.class.getResource("cpython/" + name), name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
