package org.socketworkbench.trace;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The rows of the kernel's tables, of which most are in one look as they were in the last: each is kept once, and a
 * sample only names it by its number. One thread at a time writes; any thread reads.
 */
final class RecentRows implements Codec<SocketRow> {
    /** More than one look has. A row that was not seen for so many others is kept anew. */
    private static final int REMEMBERED = 1024;

    private final Records records = new Records();
    private final CompactWriter writer = new CompactWriter(records);
    private final Map<SocketRow, Integer> numbers = new LastSeen();

    /** How many bytes they take. For the thread that writes. */
    long bytes() {
        return records.bytes();
    }

    @Override
    public void write(FieldWriter to, SocketRow row) {
        to.number("row", numbers.computeIfAbsent(row, this::append));
    }

    private int append(SocketRow row) {
        writer.begin();
        RowCodec.INSTANCE.write(writer, row);
        return writer.append();
    }

    @Override
    public SocketRow read(FieldReader from) {
        return RowCodec.INSTANCE.read(records.at(from.integer("row")));
    }

    /** Forgets those that were not asked for longest. */
    private static final class LastSeen extends LinkedHashMap<SocketRow, Integer> {
        private static final long serialVersionUID = 1;

        LastSeen() {
            super(2 * REMEMBERED, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<SocketRow, Integer> eldest) {
            return size() > REMEMBERED;
        }
    }
}
