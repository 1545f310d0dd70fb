package org.socketworkbench.python;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;

/** A file in a layer, open for writing: it grows only while there is room. */
final class MeteredChannel implements SeekableByteChannel {
    private final SeekableByteChannel file;
    private final Path name;
    private final boolean appends;
    private final Room room;
    private final Object key;

    /** @param key identifies the file to the system */
    MeteredChannel(SeekableByteChannel file, Path name, boolean appends, Room room, Object key) {
        this.file = file;
        this.name = name;
        this.appends = appends;
        this.room = room;
        this.key = key;
        room.opened(key);
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        return file.read(to);
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        // Other channels may have the same file open: checking its size and growing it must be one step.
        synchronized (room) {
            if (appends) {
                file.position(file.size());
            }
            room.take(name, Math.max(0, file.position() + from.remaining() - file.size()));
            return file.write(from);
        }
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
        synchronized (room) {
            long more = size - file.size();
            if (more > 0) {
                // As ftruncate(2) does and Java does not.
                room.take(name, more);
                long position = file.position();
                file.position(size - 1).write(ByteBuffer.allocate(1));
                file.position(position);
            } else {
                file.truncate(size);
                room.give(-more);
            }
        }
        return this;
    }

    @Override
    public void close() throws IOException {
        synchronized (room) {
            if (file.isOpen()) {
                long size = file.size();
                file.close();
                room.closed(key, size);
            }
        }
    }

    @Override
    public long position() throws IOException {
        return file.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
        file.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }
}
