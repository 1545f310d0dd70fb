package org.socketworkbench.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which programs tests were skipped for want of: noted by the JVMs that the tests run in, told once when all have
 * ended.
 */
final class MissingTools {
    /** A file for each program, with the Debian package that has it. The build empties it before the tests. */
    private static final Path FOLDER = Path.of("target", "missing-tools");

    private MissingTools() {}

    static void note(String program, String debianPackage) {
        try {
            Files.writeString(Files.createDirectories(FOLDER).resolve(program), debianPackage);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Prints them in a line, if there are any. */
    public static void main(String[] none) throws IOException {
        if (Files.isDirectory(FOLDER)) {
            try (Stream<Path> noted = Files.list(FOLDER)) {
                List<Path> files = noted.sorted().toList();
                System.out.println("Some tests were skipped for want of "
                        + files.stream().map(file -> file.getFileName().toString()).collect(Collectors.joining(", "))
                        + ". To have them run, install the Debian packages "
                        + files.stream().map(MissingTools::text).distinct().collect(Collectors.joining(" ")) + ".");
            }
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
