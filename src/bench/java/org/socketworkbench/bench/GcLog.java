package org.socketworkbench.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/** What the garbage collector wrote of its pauses. */
record GcLog(List<String> lines) {
    private static final Pattern PAUSE = Pattern.compile("Pause (\\w+).* ([0-9.]+)ms");

    static String asJvmArgument(Path file) {
        return "-Xlog:gc:file=" + file + "::filecount=0";
    }

    static GcLog read(Path file) throws IOException {
        return new GcLog(Files.readAllLines(file));
    }

    /** The longest full collection in milliseconds, but the first: that one clears the way for the measurement. */
    double longestFull() {
        return pauses(true).skip(1).max().orElse(0);
    }

    /** The longest pause for a part of the heap only, in milliseconds. */
    double longestOther() {
        return pauses(false).max().orElse(0);
    }

    private DoubleStream pauses(boolean full) {
        return lines.stream().flatMap(line -> PAUSE.matcher(line).results())
                .filter(pause -> pause.group(1).equals("Full") == full)
                .mapToDouble(pause -> Double.parseDouble(pause.group(2)));
    }
}
