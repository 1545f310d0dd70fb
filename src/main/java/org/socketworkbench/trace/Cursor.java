package org.socketworkbench.trace;

/**
 * A position in the log: how many of its first events are looked at. Live, it is always the end; else any earlier
 * point. The kernel cannot step back, but what is shown can. For one thread.
 */
public final class Cursor {
    private final TraceLog log;
    private int position;
    private boolean live = true;

    public Cursor(TraceLog log) {
        this.log = log;
    }

    /** How many events are looked at, 0 to {@code log.size()}. */
    public int position() {
        return live ? log.size() : position;
    }

    public boolean isLive() {
        return live;
    }

    /** Looks at the first {@code count} events, from 0 to {@code log.size()}; the end makes it live again. */
    public void moveTo(int count) {
        int end = log.size();
        position = Math.clamp(count, 0, end);
        live = position == end;
    }

    /** Follows the end from here on. */
    public void follow() {
        live = true;
    }
}
