package org.socketworkbench.python;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.graalvm.polyglot.io.FileSystem;
import org.jspecify.annotations.Nullable;

/**
 * The part of the file system that a program sees: its own folder and a place for temporary files, for reading and
 * writing, and what the programs share, for reading. What it writes goes into a {@link Layer}. A link out of this area
 * leads nowhere. Everything else is forbidden, whether it exists or not; the program can see only that a socket's file
 * exists.
 */
final class ScriptFolder implements FileSystem {
    private static final Path ROOT = Path.of("/");
    /** The most links that the kernel follows in one path (man 7 path_resolution). */
    private static final int MAX_LINKS = 40;
    /** From {@code <linux/stat.h>}. */
    private static final int S_IFMT = 0170000;
    private static final int S_IFSOCK = 0140000;

    private volatile @Nullable Place place;
    private volatile Path current = ROOT;

    /** @param temporary the real location of the temporary files; a program can use that path too */
    private record Place(Layer layer, Path folder, String writer, Path temporary) {
        boolean mayWrite(Path path) {
            return path.startsWith(folder) || layer.isTemporary(path);
        }

        boolean mayRead(Path path) {
            return mayWrite(path) || layer.isShared(path);
        }
    }

    /**
     * From here on the program has files. A program without a folder works in the temporary one.
     *
     * @param folder its folder; the path has no links
     * @param writer its name in the layer
     */
    void open(Layer layer, Optional<Path> folder, String writer) throws IOException {
        folder.ifPresent(layer::add);
        place = new Place(layer, folder.orElse(Layer.TEMPORARY), writer, layer.temporary());
        current = place.folder();
    }

    /** The real location of the program's working folder. */
    Path workingFolder() throws IOException {
        return place().layer().find(virtual(current));
    }

    /**
     * Whether the path is a socket's file that the program may remove: in its own folder, or in the shared temporary
     * one.
     */
    boolean hasLooseSocket(Path path) throws IOException {
        Path working = workingFolder();
        Path whole = working.resolve(path).normalize();
        return isSocket(whole) && (whole.startsWith(working) || place().mayWrite(virtual(whole))
                || Layer.TEMPORARY.equals(whole.getParent()));
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
        Path found = existing(path, follows(options));
        if (modes.contains(AccessMode.WRITE) && !place().mayWrite(follow(path, follows(options)))) {
            throw forbidden(path);
        }
        found.getFileSystem().provider().checkAccess(found, modes.toArray(AccessMode[]::new));
    }

    @Override
    public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
        place().layer().makeFolder(writable(path, false), attributes);
    }

    @Override
    public void createLink(Path link, Path existing) throws IOException {
        place().layer().makeName(place().writer(), writable(link, false), writable(existing, false));
    }

    /** Creates a symbolic link; a relative target starts at the link's folder. */
    @Override
    public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes) throws IOException {
        Path where = writable(link, false);
        if (!place().mayRead(virtual(where.resolveSibling(target).normalize()))) {
            throw forbidden(target);
        }
        place().layer().makeLink(where, target);
    }

    @Override
    public Path readSymbolicLink(Path link) throws IOException {
        return Files.readSymbolicLink(existing(link, false));
    }

    @Override
    public void delete(Path path) throws IOException {
        place().layer().delete(writable(path, false));
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        place().layer().move(place().writer(), writable(source, false), writable(target, false));
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        place().layer().setAttribute(writable(path, follows(options)), attribute, value);
    }

    @Override
    public SeekableByteChannel newByteChannel(Path path, Set<? extends OpenOption> options,
            FileAttribute<?>... attributes) throws IOException {
        boolean follows = !options.contains(LinkOption.NOFOLLOW_LINKS);
        if (!Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS).containsAll(options)) {
            return place().layer().write(place().writer(), writable(path, follows), options, attributes);
        }
        Path found = existing(path, follows);
        if (!Files.isRegularFile(found, LinkOption.NOFOLLOW_LINKS)
                && !Files.isDirectory(found, LinkOption.NOFOLLOW_LINKS)) {
            // A pipe would block the thread, and a device teaches nothing.
            throw forbidden(path);
        }
        return Files.newByteChannel(found, options);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path path, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        List<Path> all = new ArrayList<>();
        for (String name : place().layer().list(readable(path, true))) {
            Path one = path.resolve(name);
            if (filter.accept(one)) {
                all.add(one);
            }
        }
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() throws DirectoryIteratorException {
                return all.iterator();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public Path toAbsolutePath(Path path) {
        return path.isAbsolute() ? path : current.resolve(path);
    }

    @Override
    public Path toRealPath(Path path, LinkOption... options) throws IOException {
        existing(path, follows(options));
        return follow(path, follows(options));
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        Path found = isForeignSocket(path) ? toAbsolutePath(path) : existing(path, follows(options));
        return Files.readAttributes(found, attributes, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void setCurrentWorkingDirectory(Path path) {
        current = path;
    }

    /** A socket's file is visible everywhere, unless a file of the program hides it. */
    private boolean isForeignSocket(Path path) throws IOException {
        if (place == null) {
            return false;
        }
        Path whole = virtual(toAbsolutePath(path).normalize());
        return !whole.startsWith(place().folder())
                && !Files.exists(place().layer().find(whole), LinkOption.NOFOLLOW_LINKS)
                && isSocket(toAbsolutePath(path));
    }

    /** Whether the file is a UNIX socket's. */
    static boolean isSocket(Path real) {
        try {
            return ((int) Files.getAttribute(real, "unix:mode", LinkOption.NOFOLLOW_LINKS) & S_IFMT) == S_IFSOCK;
        } catch (IOException e) {
            return false;
        }
    }

    /** The location on the disk of an existing file. */
    private Path existing(Path path, boolean follows) throws IOException {
        Path whole = readable(path, follows);
        Path found = place().layer().find(whole);
        if (!Files.exists(found, LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException(path.toString());
        }
        return found;
    }

    private Path readable(Path path, boolean follows) throws IOException {
        Path whole = follow(path, follows);
        if (!place().mayRead(whole)) {
            throw forbidden(path);
        }
        return whole;
    }

    private Path writable(Path path, boolean follows) throws IOException {
        Path whole = follow(path, follows);
        if (!place().mayWrite(whole)) {
            throw forbidden(path);
        }
        return whole;
    }

    /** Resolves a path; links to folders are always followed. A path that may not be read is not examined. */
    private Path follow(Path path, boolean last) throws IOException {
        if (place == null) {
            throw forbidden(path);
        }
        Deque<Path> left = new ArrayDeque<>();
        virtual(toAbsolutePath(path)).forEach(left::add);
        Path whole = ROOT;
        int links = 0;
        while (!left.isEmpty()) {
            Path name = left.remove();
            Path next = whole.resolve(name).normalize();
            Path found = place().mayRead(next) ? place().layer().find(next) : next;
            if (place().mayRead(next) && (last || !left.isEmpty()) && Files.isSymbolicLink(found)) {
                if (++links > MAX_LINKS) {
                    throw new FileSystemLoopException(path.toString());
                }
                Path target = Files.readSymbolicLink(found);
                List<Path> names = new ArrayList<>();
                virtual(target).forEach(names::add);
                names.reversed().forEach(left::addFirst);
                whole = target.isAbsolute() ? ROOT : whole;
            } else {
                whole = next;
            }
        }
        return whole;
    }

    private Place place() {
        return Objects.requireNonNull(place, "no program has files yet");
    }

    /** Maps a temporary file to the path that the program uses for it. */
    private Path virtual(Path path) {
        return path.startsWith(place().temporary()) ? Layer.TEMPORARY.resolve(place().temporary().relativize(path))
                : path;
    }

    private static boolean follows(LinkOption... options) {
        return options.length == 0;
    }

    private static AccessDeniedException forbidden(Path path) {
        return new AccessDeniedException(path.toString());
    }
}
