package org.socketworkbench.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.socketworkbench.explain.Story.CLIENT;
import static org.socketworkbench.explain.Story.SERVER;
import static org.socketworkbench.explain.Story.done;
import static org.socketworkbench.explain.Story.opened;

import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketType;

/** Several numbers for one socket, and pairs of sockets, in words. */
class DuplicateWordsTest {
    private static final String SAME =
            "Descriptors 5 and 7 now refer to the same open socket. They share its data, its state and its settings. "
                    + "The connection ends only when the last of its numbers is closed: until then the peer's recv() "
                    + "does not return 0.";

    private final Story story = new Story();

    private static Call.SocketPair pair(Family family, SocketType type) {
        return new Call.SocketPair(family, type, 0, false);
    }

    @Test
    void aDuplicateIsASecondNumberOfTheSameSocket() {
        Explanation told = story.conversation().tell(CLIENT, new Call.Dup(5, false), opened(7));
        assertEquals("Makes the lowest free number refer to the same open socket, too. The socket is closed only when "
                + "the last of its numbers is closed.", told.does());
        assertEquals(SAME, told.happened());
    }

    @Test
    void closingOneOfTwoNumbersTellsThePeerNothing() {
        story.conversation().did(CLIENT, new Call.Dup(5, false), opened(7));
        Explanation first = story.tell(CLIENT, new Call.Close(5), done(0));
        assertEquals("The number is free again, but the socket stays open, because it still has another: 7. The peer "
                + "is told nothing; its recv() returns 0 only after the last number is closed.", first.happened());
        assertEquals("Put one handset down: the line stays open on the other.", first.telephone());
        Explanation last = story.did(CLIENT, new Call.Close(5), done(0)).tell(CLIENT, new Call.Close(7), done(0));
        assertEquals("The descriptor is free again; the next socket() or accept() may get the same number. This side "
                + "hangs up first: the peer's recv() returns 0 once it has read the rest. After the peer has hung up "
                + "too, the addresses linger here in TIME_WAIT for a minute.", last.happened());
    }

    @Test
    void dup2SaysWhatItHasClosed() {
        story.conversation();
        assertEquals(SAME, story.tell(CLIENT, new Call.Dup2(5, 7), opened(7)).happened());
        story.did(CLIENT, Story.socket(), opened(7));
        assertEquals(SAME + " Number 7 referred to another socket before. The number was closed in the same step, as "
                + "by close().",
                story.tell(CLIENT, new Call.Dup2(5, 7), opened(7)).happened());
        assertEquals("Descriptor 5 already refers to this socket, so nothing has changed.",
                story.tell(CLIENT, new Call.Dup2(5, 5), opened(5)).happened());
    }

    @Test
    void aNumberThatNoSocketCanHaveIsTheCause() {
        assertEquals("A socket cannot have the number 1 here: numbers go from 3 to 65535. 0, 1 and 2 are the standard "
                + "streams, which are not sockets in the workbench.",
                story.conversation().trouble(CLIENT, new Call.Dup2(5, 1), Errno.EBADF).cause());
    }

    @Test
    void aNumberThatAnotherCallHasTakenIsBusy() {
        assertEquals("Another thread is in a call that has taken the number for a new socket, such as accept().",
                story.conversation().trouble(CLIENT, new Call.Dup2(5, 7), Errno.EBUSY).cause());
    }

    @Test
    void aPairIsConnectedAtOnce() {
        Call.SocketPair call = pair(Family.AF_UNIX, SocketType.SOCK_STREAM);
        Outcome made = new Outcome.PairOpened(new Outcome.Opened(3), new Outcome.Opened(4));
        Explanation told = story.tell(SERVER, call, made);
        assertEquals("socketpair(AF_UNIX, SOCK_STREAM, 0) = 0 [3, 4]", told.title());
        assertEquals("The new sockets have descriptors 3 and 4. They are connected to each other, so no bind(), "
                + "listen(), connect() or accept() is needed. What one sends, the other receives. When one is closed, "
                + "the other's recv() returns 0.", told.happened());
        story.did(SERVER, call, made).did(SERVER, Story.send(3, "Hello"), done(5));
        assertEquals("As far as the calls show, 5 bytes from the peer had not been read. Then the kernel resets the "
                + "connection instead of closing it normally: the peer gets ECONNRESET.",
                story.tell(SERVER, new Call.Close(4), done(0)).happened().split("number. ")[1]);
    }

    @Test
    void onlyUnixSocketsComeInPairs() {
        assertEquals("Linux makes pairs only for AF_UNIX, not for AF_INET.",
                story.trouble(SERVER, pair(Family.AF_INET, SocketType.SOCK_STREAM), errno(95)).cause());
    }

    private static Errno errno(int number) {
        return new Errno(number);
    }
}
