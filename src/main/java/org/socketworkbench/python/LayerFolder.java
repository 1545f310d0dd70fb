package org.socketworkbench.python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The temporary folder of a layer: created when first needed, and deleted with the layer, or when the program ends.
 * Thread-safe.
 */
final class LayerFolder implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(LayerFolder.class.getName());

    private @Nullable Path path;
    private boolean closed;

    /** The folder, which only its user can enter; it contains "tmp". */
    synchronized Path path() throws IOException {
        if (closed) {
            throw new IOException("the run is over");
        }
        if (path == null) {
            Path made = Files.createTempDirectory("socket-workbench-").toRealPath();
            Files.createDirectory(made.resolve("tmp"));
            path = made;
            try {
                Runtime.getRuntime().addShutdownHook(new Thread(this::close, "layer-remover"));
            } catch (IllegalStateException e) {
                close();
                throw new IOException("the run is over", e);
            }
        }
        return path;
    }

    /** What cannot be deleted now is tried again when the program ends. */
    @Override
    public synchronized void close() {
        closed = true;
        if (path != null) {
            try {
                delete(path);
                path = null;
            } catch (IOException e) {
                LOGGER.log(System.Logger.Level.WARNING, "What programs wrote could not be deleted from " + path, e);
            }
        }
    }

    private static void delete(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            // A program may have removed the permissions.
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            List<Path> all;
            try (Stream<Path> files = Files.list(path)) {
                all = files.toList();
            }
            for (Path one : all) {
                delete(one);
            }
        }
        Files.delete(path);
    }
}
