package org.socketworkbench.python;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Map;
import java.util.Set;
import org.graalvm.polyglot.io.FileSystem;

/**
 * All of the file system that a program sees: the folder that it lies in, to be read. A link that leads out of it leads nowhere.
 * Everything else is forbidden, whether it is there or not.
 */
final class ScriptFolder implements FileSystem {
    private volatile Path folder;
    private volatile Path current = Path.of("/");

    /** From here on the program may read this folder; it has no links in its path. */
    void open(Path folder) {
        this.folder = folder;
    }

    @Override
    public Path parsePath(URI uri) {
        return Path.of(uri);
    }

    @Override
    public Path parsePath(String path) {
        return Path.of(path);
    }

    @Override
    public void checkAccess(Path path, Set<? extends AccessMode> modes, LinkOption... options) throws IOException {
        if (modes.contains(AccessMode.WRITE) || modes.contains(AccessMode.EXECUTE)) {
            throw forbidden(path);
        }
        Path allowed = allowed(path);
        allowed.getFileSystem().provider().checkAccess(allowed, modes.toArray(AccessMode[]::new));
    }

    @Override
    public void createDirectory(Path path, FileAttribute<?>... attributes) throws AccessDeniedException {
        throw forbidden(path);
    }

    @Override
    public void createLink(Path link, Path existing) throws AccessDeniedException {
        throw forbidden(link);
    }

    @Override
    public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes) throws AccessDeniedException {
        throw forbidden(link);
    }

    @Override
    public void delete(Path path) throws AccessDeniedException {
        throw forbidden(path);
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws AccessDeniedException {
        throw forbidden(target);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws AccessDeniedException {
        throw forbidden(source);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws AccessDeniedException {
        throw forbidden(path);
    }

    @Override
    public SeekableByteChannel newByteChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        if (!Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS).containsAll(options)) {
            throw forbidden(path);
        }
        return Files.newByteChannel(allowed(path), options);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path path, DirectoryStream.Filter<? super Path> filter) throws IOException {
        return Files.newDirectoryStream(allowed(path), filter);
    }

    @Override
    public Path toAbsolutePath(Path path) {
        return path.isAbsolute() ? path : current.resolve(path);
    }

    @Override
    public Path toRealPath(Path path, LinkOption... options) throws IOException {
        return allowed(path);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return Files.readAttributes(allowed(path), attributes, options);
    }

    @Override
    public void setCurrentWorkingDirectory(Path path) {
        current = path;
    }

    /** Where it really lies, if that is in the folder. */
    private Path allowed(Path path) throws IOException {
        Path root = folder;
        Path whole = toAbsolutePath(path).normalize();
        if (root == null || !whole.startsWith(root)) {
            throw forbidden(path);
        }
        Path real = existing(whole);
        if (!real.startsWith(root)) {
            throw forbidden(path);
        }
        return real;
    }

    private static Path existing(Path whole) throws IOException {
        try {
            return whole.toRealPath();
        } catch (NoSuchFileException e) {
            // Told as such by whoever looks at it; that it is in the folder is known already.
            return whole;
        }
    }

    private static AccessDeniedException forbidden(Path path) {
        return new AccessDeniedException(path.toString());
    }
}
