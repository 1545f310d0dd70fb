package org.socketworkbench.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.socketworkbench.socket.SocketAddress;

/**
 * The files that bind has made for UNIX sockets. The kernel leaves them behind when a socket is closed, so whoever made
 * them has to remove them. Any thread may call it.
 */
final class BoundPaths {
    /** Each path with the file that was made there: a file that somebody else has put in its place is left alone. */
    private final Map<Bound, Object> files = new LinkedHashMap<>();

    /**
     * A path that was bound.
     *
     * @param folder the folder in which it begins if it is relative; null for the one in which the JVM was started
     */
    record Bound(SocketAddress.Unix address, @Nullable Path folder) {
        private @Nullable Object file() {
            try {
                Path path = Path.of(new String(address.path().toArray(), StandardCharsets.UTF_8));
                return Files.readAttributes(
                        folder == null ? path : folder.resolve(path), BasicFileAttributes.class,
                        LinkOption.NOFOLLOW_LINKS)
                        .fileKey();
            } catch (IOException | IllegalArgumentException e) {
                return null;
            }
        }
    }

    /** Remembers a path that was bound; abstract names and unnamed sockets leave nothing behind. */
    synchronized void bound(Bound path) {
        if (!path.address().isAbstract() && !path.address().isUnnamed()) {
            Object file = path.file();
            if (file != null) {
                files.put(path, file);
            }
        }
    }

    /** The paths whose files are still there and still the same. */
    synchronized List<Bound> remaining() {
        files.entrySet().removeIf(entry -> !entry.getValue().equals(entry.getKey().file()));
        return List.copyOf(files.keySet());
    }
}
