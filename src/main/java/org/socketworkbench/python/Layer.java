package org.socketworkbench.python;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Holds what the programs of one run, or of one window, write. It overlays their folders: all programs read what each
 * of them wrote, while the folders themselves stay unchanged. It uses a temporary folder of its own, which is deleted
 * with it. Its paths are absolute, as the programs write them, and contain no links. Any thread may call any method.
 *
 * <p>A deleted file stays hidden: whatever replaces it is in the layer, which is searched first.
 */
public final class Layer implements AutoCloseable {
    /** The most that may be written, in bytes. */
    public static final long MAX_BYTES = 64 << 20;
    private static final int MAX_FILES = 10_000;
    /** Where programs put temporary files; the system's own files there are not visible. */
    static final Path TEMPORARY = Path.of("/tmp");

    private final boolean writesThrough;
    /** The folders that are written to directly. */
    private final Set<Path> through = new HashSet<>();
    private final LayerFolder place = new LayerFolder();
    private final Room room = new Room(MAX_BYTES, MAX_FILES);
    private final Set<Path> folders = new HashSet<>();
    /** The folders of programs that belong together, and the one that contains them all. */
    private final Set<Path> together = new HashSet<>();
    private final Set<Path> shared = new HashSet<>();
    private final Set<Path> hidden = new HashSet<>();
    private final Map<Path, String> writers = new TreeMap<>();

    /** A file that a program wrote: its name in the program's folder, or in "tmp", and its present location. */
    public record Written(Path name, Path file) {}

    private Layer(boolean writesThrough) {
        this.writesThrough = writesThrough;
    }

    /** Creates a layer that leaves the programs' folders unchanged. */
    public static Layer overFolders() {
        return new Layer(false);
    }

    /** Creates a layer through which a program writes directly into its folder. */
    public static Layer writingThrough() {
        return new Layer(true);
    }

    /** Adds a program's folder. */
    synchronized void add(Path folder) {
        folders.add(folder);
        if (writesThrough) {
            through.add(folder);
        }
    }

    /**
     * Lets all programs read the files beside them: the common folder of these and of those in earlier calls, unless
     * that holds more than programs, as a home folder does.
     */
    public synchronized void share(List<Path> ofPrograms) {
        together.addAll(ofPrograms);
        shared.clear();
        together.stream().reduce(Layer::common).filter(Layer::isProject).ifPresent(shared::add);
    }

    private static Path common(Path one, Path two) {
        return Stream.iterate(one, path -> path != null, Path::getParent).filter(two::startsWith).findFirst()
                .orElseThrow();
    }

    private static boolean isProject(Path folder) {
        return folder.getNameCount() > 1 && !Path.of(System.getProperty("user.home")).startsWith(folder);
    }

    /** Whether every program may read it. */
    synchronized boolean isShared(Path path) {
        return isIn(shared, path);
    }

    /**
     * Whether it is a temporary file outside the folders of programs that are below the temporary folder themselves.
     */
    synchronized boolean isTemporary(Path path) {
        return path.startsWith(TEMPORARY) && Stream.concat(folders.stream(), shared.stream())
                .filter(folder -> folder.startsWith(TEMPORARY) && !folder.equals(TEMPORARY))
                .noneMatch(folder -> path.startsWith(TEMPORARY.resolve(folder.getName(TEMPORARY.getNameCount()))));
    }

    /** Whether a real file may be there. */
    private boolean hasBelow(Path path) {
        return isIn(folders, path) || isIn(shared, path);
    }

    private static boolean isIn(Set<Path> roots, Path path) {
        return roots.stream().anyMatch(path::startsWith);
    }

    /** The real location of what programs write into {@link #TEMPORARY}. */
    Path temporary() throws IOException {
        return over(TEMPORARY);
    }

    /** The location on the disk; no file is there if the path does not exist. */
    synchronized Path find(Path path) throws IOException {
        Path over = over(path);
        return over.equals(path) || exists(over) || !isBelow(path) ? over : path;
    }

    /** The names in a folder. */
    synchronized Set<String> list(Path folder) throws IOException {
        Path found = find(folder);
        if (!exists(found)) {
            throw new NoSuchFileException(folder.toString());
        }
        if (!Files.isDirectory(found, LinkOption.NOFOLLOW_LINKS)) {
            throw new NotDirectoryException(folder.toString());
        }
        Set<String> names = new TreeSet<>(names(found));
        if (!found.equals(folder) && isBelow(folder) && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            names(folder).stream().filter(name -> !isHidden(folder.resolve(name))).forEach(names::add);
        }
        if (found.equals(folder)) {
            names.removeIf(name -> isHidden(folder.resolve(name)));
        }
        return names;
    }

    /** Opens a file for writing; creates it if the options say so. */
    synchronized SeekableByteChannel write(String writer, Path path, Set<? extends OpenOption> options,
            FileAttribute<?>... attributes) throws IOException {
        Path found = find(path);
        boolean there = exists(found);
        if (there && options.contains(StandardOpenOption.CREATE_NEW)) {
            throw new FileAlreadyExistsException(path.toString());
        }
        if (!there && !options.contains(StandardOpenOption.CREATE)
                && !options.contains(StandardOpenOption.CREATE_NEW)) {
            throw new NoSuchFileException(path.toString());
        }
        if (there && !Files.isRegularFile(found, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(path.toString(), null,
                    Files.isDirectory(found) ? FileErrno.IS_FOLDER : "Permission denied");
        }
        Path over = raise(path, !options.contains(StandardOpenOption.TRUNCATE_EXISTING));
        boolean appends = options.contains(StandardOpenOption.APPEND);
        Set<OpenOption> asked = new HashSet<>(options);
        asked.removeAll(
                Set.of(StandardOpenOption.APPEND, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.CREATE_NEW));
        asked.addAll(Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
        if (!exists(over)) {
            made(path, over);
            asked.add(StandardOpenOption.CREATE_NEW);
        }
        if (!exists(over) || Files.isReadable(over)) {
            // A file opened for appending may be read too, which Java does not offer.
            asked.add(StandardOpenOption.READ);
        }
        SeekableByteChannel opened = Files.newByteChannel(over, asked, attributes);
        writers.put(path, writer);
        SeekableByteChannel metered =
                new MeteredChannel(opened, path, appends, isMetered(path, over) ? room : new Room(Long.MAX_VALUE, 0),
                        Files.readAttributes(over, BasicFileAttributes.class).fileKey());
        return options.contains(StandardOpenOption.TRUNCATE_EXISTING) ? metered.truncate(0) : metered;
    }

    synchronized void makeFolder(Path path, FileAttribute<?>... attributes) throws IOException {
        Path over = free(path);
        made(path, over);
        Files.createDirectory(over, attributes);
    }

    /** @param target the target as read from the link */
    synchronized void makeLink(Path path, Path target) throws IOException {
        Path over = free(path);
        made(path, over);
        Files.createSymbolicLink(over, target);
    }

    /** Gives a file a second name, a hard link. */
    synchronized void makeName(String writer, Path path, Path existing) throws IOException {
        if (!Files.isRegularFile(find(existing), LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException(existing.toString());
        }
        Path over = free(path);
        Path file = raise(existing, true);
        made(path, over);
        Files.createLink(over, file);
        writers.put(path, writer);
    }

    synchronized void setAttribute(Path path, String attribute, Object value) throws IOException {
        if (!exists(find(path))) {
            throw new NoSuchFileException(path.toString());
        }
        Files.setAttribute(raise(path, true), attribute, value, LinkOption.NOFOLLOW_LINKS);
    }

    /** Deletes a file or an empty folder. */
    synchronized void delete(Path path) throws IOException {
        Path found = find(path);
        if (!exists(found)) {
            throw new NoSuchFileException(path.toString());
        }
        if (Files.isDirectory(found, LinkOption.NOFOLLOW_LINKS) && !list(path).isEmpty()) {
            throw new DirectoryNotEmptyException(path.toString());
        }
        Path over = over(path);
        if (exists(over)) {
            if (isMetered(path, over)) {
                room.delete(over);
            } else {
                Files.delete(over);
            }
        }
        hide(path);
        writers.remove(path);
    }

    /** Renames a file or folder; what already has the new name is replaced, as by rename(2). */
    synchronized void move(String writer, Path from, Path to) throws IOException {
        Path found = find(from);
        if (!exists(found)) {
            throw new NoSuchFileException(from.toString());
        }
        if (from.equals(to)) {
            return;
        }
        if (to.startsWith(from)) {
            throw new FileSystemException(from.toString(), to.toString(), FileErrno.INVALID);
        }
        boolean isFolder = Files.isDirectory(found, LinkOption.NOFOLLOW_LINKS);
        Path replaced = find(to);
        boolean replacesFolder = Files.isDirectory(replaced, LinkOption.NOFOLLOW_LINKS);
        if (exists(replaced) && isFolder != replacesFolder) {
            throw new FileSystemException(to.toString(), null,
                    replacesFolder ? FileErrno.IS_FOLDER : FileErrno.NOT_FOLDER);
        }
        raiseAll(from);
        if (exists(replaced)) {
            delete(to);
        }
        Path over = free(to);
        Files.move(over(from), over);
        hide(from);
        moveWriters(writer, from, to);
    }

    private void moveWriters(String writer, Path from, Path to) {
        for (Path one : List.copyOf(writers.keySet())) {
            if (one.startsWith(from)) {
                writers.put(to.resolve(from.relativize(one)), writers.remove(one));
            }
        }
        if (Files.isRegularFile(overOrNone(to), LinkOption.NOFOLLOW_LINKS)) {
            writers.put(to, writer);
        }
    }

    private Path overOrNone(Path path) {
        try {
            return over(path);
        } catch (IOException e) {
            return path;
        }
    }

    /** The existing files that a program was the last to write, except those written directly into its real folder. */
    public synchronized List<Written> written(String writer) throws IOException {
        List<Written> found = new ArrayList<>();
        for (Map.Entry<Path, String> entry : writers.entrySet()) {
            Path path = entry.getKey();
            Path over = over(path);
            if (entry.getValue().equals(writer) && !over.equals(path)
                    && Files.isRegularFile(over, LinkOption.NOFOLLOW_LINKS)) {
                found.add(new Written(name(path), over));
            }
        }
        return found;
    }

    private Path name(Path path) {
        return folders.stream().filter(path::startsWith).findFirst().map(folder -> folder.relativize(path))
                .orElseGet(() -> Path.of("/").relativize(path));
    }

    /** Copies what a program wrote into a folder; files of the same names are replaced. */
    public synchronized void copy(String writer, Path into) throws IOException {
        for (Written one : written(writer)) {
            Path copy = into.resolve(one.name());
            Files.createDirectories(copy.getParent());
            Files.copy(one.file(), copy, StandardCopyOption.REPLACE_EXISTING, LinkOption.NOFOLLOW_LINKS);
        }
    }

    /** From here on a program's output to this folder is written there directly; earlier output is copied there. */
    public synchronized void writeThrough(Path folder) throws IOException {
        for (Map.Entry<Path, String> entry : List.copyOf(writers.entrySet())) {
            Path path = entry.getKey();
            Path over = over(path);
            if (path.startsWith(folder) && !over.equals(path) && Files.isRegularFile(over, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(path.getParent());
                Files.copy(over, path, StandardCopyOption.REPLACE_EXISTING, LinkOption.NOFOLLOW_LINKS);
            }
        }
        hidden.removeIf(path -> path.startsWith(folder));
        through.add(folder);
    }

    /** Deletes everything that was written. */
    @Override
    public void close() {
        place.close();
    }

    private Path over(Path path) throws IOException {
        return isIn(through, path) ? path : place.path().resolve(Path.of("/").relativize(path));
    }

    /** Whether the real file there is visible. */
    private boolean isBelow(Path path) {
        return hasBelow(path) && !isHidden(path);
    }

    private boolean isHidden(Path path) {
        return Stream.iterate(path, one -> one != null, Path::getParent).anyMatch(hidden::contains);
    }

    private void hide(Path path) throws IOException {
        if (!over(path).equals(path) && hasBelow(path) && exists(path)) {
            hidden.add(path);
        }
    }

    /** The location for something new. */
    private Path free(Path path) throws IOException {
        if (exists(find(path))) {
            throw new FileAlreadyExistsException(path.toString());
        }
        raiseParent(path);
        return over(path);
    }

    private void raiseParent(Path path) throws IOException {
        Path parent = path.getParent();
        if (parent == null) {
            return; // The root is always there.
        }
        Path found = find(parent);
        if (!exists(found)) {
            throw new NoSuchFileException(path.toString());
        }
        if (!Files.isDirectory(found, LinkOption.NOFOLLOW_LINKS)) {
            throw new NotDirectoryException(path.toString());
        }
        Files.createDirectories(over(parent));
    }

    /** Copies it into the layer, if it exists; returns its location there. */
    private Path raise(Path path, boolean withContent) throws IOException {
        Path over = over(path);
        if (exists(over)) {
            return over;
        }
        raiseParent(path);
        if (isBelow(path) && exists(path)) {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(over);
            } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(path)) {
                made(path, over);
                if (withContent) {
                    room.take(path, Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) ? Files.size(path) : 0);
                    Files.copy(path, over, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
                } else {
                    Files.createFile(over);
                }
            } else {
                throw new AccessDeniedException(path.toString());
            }
        }
        return over;
    }

    private void raiseAll(Path path) throws IOException {
        raise(path, true);
        if (Files.isDirectory(over(path), LinkOption.NOFOLLOW_LINKS)) {
            for (String name : list(path)) {
                raiseAll(path.resolve(name));
            }
        }
    }

    private void made(Path path, Path over) throws IOException {
        if (isMetered(path, over)) {
            room.takeFile(path);
        }
    }

    private static boolean isMetered(Path path, Path over) {
        return !over.equals(path);
    }

    private static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
