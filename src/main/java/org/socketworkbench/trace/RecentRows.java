package org.socketworkbench.trace;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The rows of the kernel's tables. Most rows are the same in one look as in the last, so each is kept once, and a
 * sample only gives its number. One thread at a time writes; any thread reads.
 */
final class RecentRows implements Codec<SocketRow> {
    /** More rows than one look has. A row is kept again if this many others were seen since. */
    private static final int REMEMBERED = 1024;

    private static final Field.Int ROW = new Field.Int("row");

    private final Records records = new Records();
    private final CompactWriter writer = new CompactWriter(records);
    private final Map<SocketRow, Integer> numbers = new LastSeen();

    /** How many bytes the rows take. For the thread that writes. */
    long bytes() {
        return records.bytes();
    }

    @Override
    public void write(FieldWriter to, SocketRow row) {
        ROW.write(to, numbers.computeIfAbsent(row, this::append));
    }

    private int append(SocketRow row) {
        writer.begin();
        RowCodec.FORM.write(writer, row);
        return writer.append();
    }

    @Override
    public SocketRow read(FieldReader from) {
        return RowCodec.FORM.read(records.at(ROW.read(from)));
    }

    /** Forgets the least recently seen rows. */
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
