package org.socketworkbench.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.PollEntry;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.testing.Bench;

/** A participant's descriptors are numbered as those of a process of its own. */
class DescriptorNumbersTest {
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
        Outcome ebadf = new Outcome.Failed(Errno.EBADF);
        assertEquals(ebadf, bench.call(server, new Call.Send(fd, Bytes.utf8("lost"), 0)));
        assertEquals(ebadf, bench.call(server, new Call.Close(fd)));
        assertEquals(ebadf, bench.call(server, new Call.Close(1)));
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
}
