package org.socketworkbench.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.socketworkbench.model.Script.OK;
import static org.socketworkbench.model.Script.SERVER;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Call.EpollCtl.Operation;
import org.socketworkbench.socket.EpollEntry;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.PollEntry;

class WatchesTest {
    private static final int ONCE = PollEntry.POLLIN | EpollEntry.EPOLLONESHOT;

    private final Script script = Script.listening();

    private void ctl(Operation operation, int target, int events) {
        script.call(SERVER, new Call.EpollCtl(7, operation, target, events), OK);
    }

    private List<EpollEntry> watched(Picture picture) {
        return picture.participant(SERVER).orElseThrow().watchedBy(7);
    }

    @Test
    void whatAnEpollWatchesIsWhatItWasTold() {
        script.call(SERVER, new Call.EpollCreate(true), new Outcome.Opened(7));
        ctl(Operation.EPOLL_CTL_ADD, 3, PollEntry.POLLIN);
        ctl(Operation.EPOLL_CTL_ADD, 4, PollEntry.POLLIN);
        ctl(Operation.EPOLL_CTL_MOD, 4, ONCE);
        assertEquals(List.of(new EpollEntry(3, PollEntry.POLLIN), new EpollEntry(4, ONCE)), watched(script.picture()));
        assertEquals(watched(script.picture()), watched(script.picture().copy()));
        script.call(SERVER, new Call.EpollWait(7, 5, -1),
                new Outcome.EpollReady(List.of(new EpollEntry(4, PollEntry.POLLIN))));
        assertEquals(List.of(new EpollEntry(3, PollEntry.POLLIN), new EpollEntry(4, 0)), watched(script.picture()));
        ctl(Operation.EPOLL_CTL_DEL, 4, 0);
        assertEquals(List.of(new EpollEntry(3, PollEntry.POLLIN)), watched(script.picture()));
    }

    @Test
    void aSocketThatIsClosedIsWatchedNoMore() {
        script.call(SERVER, new Call.EpollCreate(true), new Outcome.Opened(7));
        ctl(Operation.EPOLL_CTL_ADD, 3, PollEntry.POLLIN);
        script.close(SERVER, 3);
        assertEquals(List.of(), watched(script.picture()));
    }

    @Test
    void anEpollThatIsClosedWatchesNothing() {
        script.call(SERVER, new Call.EpollCreate(true), new Outcome.Opened(7));
        ctl(Operation.EPOLL_CTL_ADD, 3, PollEntry.POLLIN);
        script.close(SERVER, 7);
        assertEquals(List.of(), watched(script.picture()));
    }
}
