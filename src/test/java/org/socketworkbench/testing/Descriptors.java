package org.socketworkbench.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What this process has open, as the kernel says. */
public final class Descriptors {
    private Descriptors() {}

    /** How many sockets this process holds. */
    public static long sockets() {
        return count("socket:");
    }

    private static long count(String kind) {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(descriptor -> is(descriptor, kind)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many flags of eventfd(2) this process holds. */
    public static long flags() {
        return count("anon_inode:[eventfd]");
    }

    private static boolean is(Path descriptor, String kind) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith(kind);
        } catch (IOException e) {
            return false; // Closed meanwhile: the listing's own descriptor is.
        }
    }
}
