package org.socketworkbench.python;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** How much may still be written into a layer. A file that is deleted while open takes up room until it is closed. */
final class Room {
    private final Map<Object, Integer> open = new HashMap<>();
    private final Set<Object> deleted = new HashSet<>();
    private long bytes;
    private int files;

    /**
     * @param bytes the limit for all files together
     * @param files the limit for files and folders
     */
    Room(long bytes, int files) {
        this.bytes = bytes;
        this.files = files;
    }

    synchronized void takeFile(Path file) throws FileSystemException {
        if (files == 0) {
            throw new FileSystemException(file.toString(), null, FileErrno.FULL);
        }
        files--;
    }

    synchronized void take(Path file, long more) throws FileSystemException {
        if (more > bytes) {
            throw new FileSystemException(file.toString(), null, FileErrno.FULL);
        }
        bytes -= more;
    }

    synchronized void give(long less) {
        bytes += less;
    }

    synchronized void opened(Object key) {
        open.merge(key, 1, Integer::sum);
    }

    synchronized void closed(Object key, long size) {
        if (open.merge(key, -1, Integer::sum) == 0) {
            open.remove(key);
            if (deleted.remove(key)) {
                bytes += size;
            }
        }
    }

    /** Deletes it from the disk. */
    synchronized void delete(Path file) throws IOException {
        Map<String, Object> found =
                Files.readAttributes(file, "unix:fileKey,nlink,size,isRegularFile", LinkOption.NOFOLLOW_LINKS);
        Files.delete(file);
        files++;
        if (Boolean.TRUE.equals(found.get("isRegularFile")) && Integer.valueOf(1).equals(found.get("nlink"))
                && found.get("size") instanceof Long size) {
            if (open.containsKey(found.get("fileKey"))) {
                deleted.add(found.get("fileKey"));
            } else {
                bytes += size;
            }
        }
    }
}
