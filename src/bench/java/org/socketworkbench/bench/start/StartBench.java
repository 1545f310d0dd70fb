package org.socketworkbench.bench.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.spi.ToolProvider;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures how long the program takes to be ready, beside a bare window and a bare interpreter, which it takes turns
 * with.
 */
@Command(name = "start",
        description = "Measures how soon the program is ready, and its memory then. Needs Xvfb and "
                + "target/workbench.aot.")
public final class StartBench implements Callable<Integer> {
    private static final Path OUT = Path.of("target", "bench");
    private static final Path JAR = OUT.resolve("bare.jar");
    private static final Duration IDLE = Duration.ofSeconds(9);

    @Option(names = "--starts", description = "Starts of each kind (default: ${DEFAULT-VALUE}).")
    private int starts = 9;

    private final Map<String, List<Double>> seconds = new LinkedHashMap<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Files.createDirectories(OUT);
        ToolProvider.findFirst("jar").orElseThrow().run(System.out, System.err, "--create", "--file", JAR.toString(),
                "-C", OUT.resolve("classes").toString(), "org/socketworkbench/bench/start");
        Path script = Files.writeString(OUT.resolve("first.py"), "import socket\nsocket.socket().close()\n");
        String ours = "-XX:AOTCache=target/workbench.aot";
        String window = rehearsed(BareWindow.class, "javafx.controls", "-Dglass.platform=Headless", "-Dprism.order=sw");
        String context = rehearsed(BareContext.class, "org.graalvm.polyglot,org.graalvm.truffle");
        for (int start = 0; start < starts; start++) {
            window("a bare window", new Start(bare(BareWindow.class, "javafx.controls", List.of(window))));
            window("the window", new Start(program(List.of(ours))));
            window("a bare window, no cache", new Start(bare(BareWindow.class, "javafx.controls", List.of())));
            window("the window, no cache", new Start(program(List.of())));
            add("a bare interpreter",
                    new Start(bare(BareContext.class, "org.graalvm.polyglot,org.graalvm.truffle", List.of(context)))
                            .untilItSays("ready"));
            add("the window opened, Python ready, closed",
                    new Start(program(List.of(ours), "--rehearse")).untilItEnds());
            add("the first call of run",
                    new Start(program(List.of(ours), "run", script.toString())).untilItSays("socket("));
        }
        seconds.forEach((what, all) -> System.out.printf("%-42s %8.2f%n", what, median(all)));
        return 0;
    }

    private void window(String what, Start start) throws IOException, InterruptedException {
        Start.Shown shown = start.untilComplete(IDLE);
        add(what + ", s", shown.complete());
        add(what + ", s of CPU", shown.cpu());
        add(what + ", MiB when idle", shown.resident());
    }

    private void add(String what, double value) {
        seconds.computeIfAbsent(what, name -> new ArrayList<>()).add(value);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    /** The flag that lets it use what a first run has left. */
    private static String rehearsed(Class<?> main, String modules, String... flags)
            throws IOException, InterruptedException {
        Path cache = OUT.resolve(main.getSimpleName() + ".aot");
        List<String> all = new ArrayList<>(Arrays.asList(flags));
        all.add("-XX:AOTCacheOutput=" + cache);
        List<String> command = new ArrayList<>(bare(main, modules, all));
        command.add("once");
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException("no cache: " + command);
        }
        return "-XX:AOTCache=" + cache;
    }

    private static List<String> bare(Class<?> main, String modules, List<String> flags) {
        return java(flags, "--module-path", "target/app", "--add-modules", modules, "--class-path", JAR.toString(),
                main.getName());
    }

    private static List<String> program(List<String> flags, String... arguments) {
        List<String> command = java(flags, "--module-path", "target/app", "--module", "org.socketworkbench");
        command.addAll(List.of(arguments));
        return command;
    }

    private static List<String> java(List<String> flags, String... rest) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "@target/app/flags"));
        command.addAll(flags);
        command.addAll(List.of(rest));
        return command;
    }
}
