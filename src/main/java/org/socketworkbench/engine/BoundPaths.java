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
import org.socketworkbench.socket.SocketAddress;

/**
 * The files that bind made for UNIX sockets: the kernel leaves them behind when the socket is closed, so that who made them
 * has to take them away. Any thread.
 */
final class BoundPaths {
    /** Each path with the file that was made there, so that what somebody else has put in its place is left alone. */
    private final Map<SocketAddress.Unix, Object> files = new LinkedHashMap<>();

    /** Takes note of a path that was bound; abstract names and unnamed sockets leave nothing behind. */
    synchronized void bound(SocketAddress.Unix address) {
        if (!address.isAbstract() && !address.isUnnamed()) {
            Object file = file(address);
            if (file != null) {
                files.put(address, file);
            }
        }
    }

    /** Those that are still there and still the same. */
    synchronized List<SocketAddress.Unix> remaining() {
        files.entrySet().removeIf(entry -> !entry.getValue().equals(file(entry.getKey())));
        return List.copyOf(files.keySet());
    }

    private static Object file(SocketAddress.Unix address) {
        try {
            Path path = Path.of(new String(address.path().toArray(), StandardCharsets.UTF_8));
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey();
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }
}
