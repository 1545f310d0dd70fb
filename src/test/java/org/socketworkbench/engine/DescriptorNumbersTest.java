package org.socketworkbench.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.PollEntry;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.testing.Await;
import org.socketworkbench.testing.Bench;

/** A participant's descriptors are numbered as those of a process of its own. */
class DescriptorNumbersTest {
    private static final Outcome EBADF = new Outcome.Failed(Errno.EBADF);

    private final Bench bench = new Bench();
    private final Participant server = bench.server();
    private final Participant client = bench.client();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void theFirstSocketOfEverybodyIsThree() {
        assertEquals(3, bench.socket(server));
        assertEquals(3, bench.socket(client));
        assertEquals(4, bench.socket(server));
    }

    @Test
    void theLowestFreeNumberComesFirst() {
        List<Integer> made = Stream.generate(() -> bench.socket(server)).limit(4).toList();
        assertEquals(List.of(3, 4, 5, 6), made);
        bench.call(server, new Call.Close(5));
        bench.call(server, new Call.Close(4));
        assertEquals(4, bench.socket(server));
        assertEquals(5, bench.socket(server));
    }

    @Test
    void theRealDescriptorsOfTwoParticipantsDiffer() {
        Outcome.Opened one = bench.call(server, Bench.NEW_SOCKET).opened().getFirst();
        Outcome.Opened other = bench.call(client, Bench.NEW_SOCKET).opened().getFirst();
        assertEquals(one.fd(), other.fd());
        assertNotEquals(one.real(), other.real());
    }

    @Test
    void aClosedNumberReachesNothing() {
        int fd = bench.socket(server);
        bench.call(server, new Call.Close(fd));
        assertEquals(EBADF, bench.call(server, new Call.Send(fd, Bytes.utf8("lost"), 0)));
        assertEquals(EBADF, bench.call(server, new Call.Close(fd)));
        assertEquals(EBADF, bench.call(server, new Call.Close(1)));
    }

    @Test
    void aCallThatMakesNoSocketTakesNoNumber() {
        int listener = bench.listener(server, 5);
        int own = bench.socket(server);
        assertEquals(new Outcome.Failed(Errno.EINVAL), bench.call(server, new Call.Accept(own)));
        assertEquals(own + 1, bench.socket(server));
        assertEquals(3, listener);
    }

    @Test
    void pollAndSelectAnswerInTheParticipantsNumbers() {
        int listener = bench.listener(server, 5);
        int idle = bench.socket(server);
        SocketAddress address = bench.nameOf(server, listener);
        bench.connected(client, address);
        bench.call(server, new Call.Close(idle));
        assertEquals(
                new Outcome.Polled(
                        List.of(new PollEntry(idle, PollEntry.POLLNVAL), new PollEntry(listener, PollEntry.POLLIN))),
                bench.call(server, new Call.Poll(List.of(new PollEntry(idle, PollEntry.POLLIN),
                        new PollEntry(listener, PollEntry.POLLIN)), 10_000)));
        assertEquals(new Outcome.Selected(List.of(listener), List.of(), List.of()),
                bench.call(server, new Call.Select(List.of(listener), List.of(), List.of(), 10_000_000)));
    }

    @Test
    void dupTakesTheLowestFreeNumber() {
        int first = bench.socket(server);
        bench.socket(server);
        bench.call(server, new Call.Close(first));
        Outcome.Opened made = opened(server, new Call.Dup(first + 1, false));
        assertEquals(first, made.fd());
        assertEquals(first + 2, opened(server, new Call.Dup(first + 1, true)).fd());
    }

    @Test
    void aDuplicateOfNothingTakesNoNumber() {
        assertEquals(EBADF, bench.call(server, new Call.Dup(7, false)));
        assertEquals(EBADF, bench.call(server, new Call.Dup2(7, 9)));
        assertEquals(3, bench.socket(server));
        assertEquals(EBADF, bench.call(server, new Call.Dup2(7, 3)));
        assertEquals(List.of(3), server.descriptors());
    }

    @Test
    void thePeerGetsItsEndOnlyWhenTheLastNumberIsClosed() {
        int listener = bench.listener(server, 5);
        int calling = bench.connected(client, bench.nameOf(server, listener));
        int called = bench.accept(server, listener);
        int second = opened(client, new Call.Dup(calling, false)).fd();
        bench.call(client, new Call.Close(calling));
        assertEquals(EBADF, bench.send(client, calling, "lost"));
        assertEquals(new Outcome.Done(5), bench.send(client, second, "Hello"));
        assertEquals(new Outcome.Received(Bytes.utf8("Hello")), bench.call(server, new Call.Recv(called, 10, 0)));
        assertEquals(new Outcome.Failed(Errno.EAGAIN),
                bench.call(server, new Call.Recv(called, 10, MessageFlags.MSG_DONTWAIT)));
        bench.call(client, new Call.Close(second));
        assertEquals(new Outcome.Received(Bytes.EMPTY), bench.call(server, new Call.Recv(called, 10, 0)));
    }

    @Test
    void dup2TakesAFreeNumber() {
        int fd = bench.socket(server);
        assertEquals(70, opened(server, new Call.Dup2(fd, 70)).fd());
        assertEquals(List.of(fd, 70), server.descriptors());
        assertEquals(fd + 1, bench.socket(server));
    }

    @Test
    void dup2ClosesWhatTheNumberStoodFor() {
        Outcome.PairOpened pair = pair(server);
        int listener = bench.listener(server, 5);
        Outcome.Opened made = opened(server, new Call.Dup2(listener, pair.first().fd()));
        assertEquals(pair.first(), made);
        assertEquals(new Outcome.Received(Bytes.EMPTY),
                bench.call(server, new Call.Recv(pair.second().fd(), 10, 0)));
        assertEquals(bench.nameOf(server, listener), bench.nameOf(server, made.fd()));
    }

    @Test
    void dup2ToItselfChangesNothing() {
        Outcome.Opened made = opened(server, Bench.NEW_SOCKET);
        bench.call(server, new Call.SetTimeout(made.fd(), 1_000_000));
        assertEquals(made, opened(server, new Call.Dup2(made.fd(), made.fd())));
        assertEquals(List.of(made.fd()), server.descriptors());
        assertEquals(new Outcome.TimeoutIs(1_000_000), bench.call(server, new Call.GetTimeout(made.fd())));
    }

    @Test
    void dup2ForgetsTheTimeoutOfWhatTheNumberStoodFor() {
        int fd = bench.socket(server);
        int other = bench.socket(server);
        bench.call(server, new Call.SetTimeout(other, 1_000_000));
        bench.call(server, new Call.Dup2(fd, other));
        assertEquals(new Outcome.TimeoutIs(Call.FOR_EVER), bench.call(server, new Call.GetTimeout(other)));
    }

    @Test
    void aNumberThatNoSocketCanHaveIsEbadf() {
        int fd = bench.socket(server);
        for (int target : new int[] {-1, 0, 1, 2, 65_536, Integer.MAX_VALUE}) {
            assertEquals(EBADF, bench.call(server, new Call.Dup2(fd, target)), () -> "dup2 to " + target);
        }
        assertEquals(List.of(fd), server.descriptors());
        assertEquals(65_535, opened(server, new Call.Dup2(fd, 65_535)).fd());
    }

    @Test
    void aPairTalks() {
        Outcome.PairOpened pair = pair(server);
        assertEquals(List.of(3, 4), server.descriptors());
        bench.send(server, pair.first().fd(), "Hello");
        bench.send(server, pair.second().fd(), "HELLO");
        assertEquals(new Outcome.Received(Bytes.utf8("Hello")),
                bench.call(server, new Call.Recv(pair.second().fd(), 10, 0)));
        assertEquals(new Outcome.Received(Bytes.utf8("HELLO")),
                bench.call(server, new Call.Recv(pair.first().fd(), 10, 0)));
        assertEquals(new Outcome.Named(SocketAddress.Unix.UNNAMED),
                bench.call(server, new Call.GetPeerName(pair.first().fd())));
    }

    @Test
    void aPairThatCannotBeTakesNoNumbers() {
        assertEquals(new Outcome.Failed(Errno.EOPNOTSUPP),
                bench.call(server, new Call.SocketPair(Family.AF_INET, SocketType.SOCK_STREAM, 0, false)));
        assertEquals(3, bench.socket(server));
    }

    @Test
    void theKernelsTableIsReadForEachEndOfAPair() {
        Outcome.PairOpened pair = pair(server);
        bench.send(server, pair.first().fd(), "Hello");
        Await.until("five bytes are seen to wait at the other end",
                () -> bench.picture().participant(server.id()).orElseThrow().open(pair.second().fd()).orElseThrow()
                        .row().filter(row -> row.receiveQueue() == 5).isPresent());
    }

    private Outcome.PairOpened pair(Participant who) {
        return assertInstanceOf(Outcome.PairOpened.class,
                bench.call(who, new Call.SocketPair(Family.AF_UNIX, SocketType.SOCK_STREAM, 0, false)));
    }

    private Outcome.Opened opened(Participant who, Call call) {
        return assertInstanceOf(Outcome.Opened.class, bench.call(who, call));
    }
}
