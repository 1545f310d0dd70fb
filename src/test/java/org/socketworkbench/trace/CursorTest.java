package org.socketworkbench.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CursorTest {
    private final TraceLog log = new TraceLog();
    private final Cursor cursor = new Cursor(log);

    @BeforeEach
    void threeEvents() {
        append();
        append();
        append();
    }

    @Test
    void aNewCursorFollowsTheEnd() {
        assertTrue(cursor.isLive());
        assertEquals(3, cursor.position());
        append();
        assertEquals(4, cursor.position());
    }

    @Test
    void anEarlierPointStaysWhileTheLogGrows() {
        cursor.moveTo(1);
        append();
        assertFalse(cursor.isLive());
        assertEquals(1, cursor.position());
    }

    @Test
    void theEndMakesItLiveAgain() {
        cursor.moveTo(1);
        cursor.moveTo(3);
        append();
        assertTrue(cursor.isLive());
        assertEquals(4, cursor.position());
    }

    @Test
    void followingMakesItLiveAgain() {
        cursor.moveTo(0);
        cursor.follow();
        assertEquals(3, cursor.position());
    }

    @Test
    void aPointOutsideTheLogIsTheNearestOneInIt() {
        cursor.moveTo(-5);
        assertEquals(0, cursor.position());
        cursor.moveTo(99);
        assertEquals(3, cursor.position());
        assertTrue(cursor.isLive());
    }

    private void append() {
        log.append(new TraceEvent.ParticipantWent(0, 0));
    }
}
