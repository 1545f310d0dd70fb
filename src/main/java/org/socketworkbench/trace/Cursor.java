package org.socketworkbench.trace;

/**
 * A position in the log: how many of its first events are shown. A live cursor is always at the end; otherwise it is at
 * any earlier point. The kernel cannot step back, but the views can. For one thread.
 */
public final class Cursor {
    private final TraceLog log;
    private int position;
    private boolean live = true;

    public Cursor(TraceLog log) {
        this.log = log;
    }

    /** How many events are shown, 0 to {@code log.size()}. */
    public int position() {
        return live ? log.size() : position;
    }

    public boolean isLive() {
        return live;
    }

    /** Shows the first {@code count} events, from 0 to {@code log.size()}; the end makes the cursor live again. */
    public void moveTo(int count) {
        int end = log.size();
        position = Math.clamp(count, 0, end);
        live = position == end;
    }

    /** Follows the end from now on. */
    public void follow() {
        live = true;
    }
}
