package org.socketworkbench.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.socketworkbench.lesson.Lesson.Step;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.CallName;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;

class ProgressTest {
    private static final int SERVER = 0;
    private static final int CLIENT = 1;
    private static final Call LISTEN = new Call.Listen(3, 5);
    private static final Call ACCEPT = new Call.Accept(3);

    private final Progress progress = new Progress(new Lesson("mine", "Mine", "", "", List.of(),
            List.of(new Step("server", CallName.LISTEN, new Check.Succeeds(), "", ""),
                    new Step("server", CallName.ACCEPT, new Check.Blocks(), "", ""),
                    new Step("client", CallName.CLOSE, new Check.Raises("EBADF"), "", "")),
            new Lesson.Closing("", "", List.of())));
    private int events;

    ProgressTest() {
        add(new TraceEvent.ParticipantCame(0, SERVER, "server", Role.SERVER));
        add(new TraceEvent.ParticipantCame(0, CLIENT, "client", Role.CLIENT));
    }

    @Test
    void aStepIsDoneWhenItsCallHasItsAnswer() {
        made(SERVER, LISTEN, new Outcome.Done(0));
        assertEquals(1, progress.done());
        int accept = add(new TraceEvent.CallEntered(1, SERVER, ACCEPT));
        assertEquals(1, progress.done());
        add(new TraceEvent.CallBlocked(2, SERVER, accept));
        assertEquals(2, progress.done());
        made(CLIENT, new Call.Close(9), new Outcome.Failed(Errno.EBADF));
        assertTrue(progress.isOver());
    }

    @Test
    void aCallOfAnotherOrAnotherCallIsADetour() {
        made(CLIENT, LISTEN, new Outcome.Failed(Errno.EBADF));
        assertEquals(Optional.of(new Progress.Detour("client", CallName.LISTEN, Optional.of(Errno.EBADF))),
                progress.detour());
        made(SERVER, ACCEPT, new Outcome.Failed(Errno.EINVAL));
        assertEquals(Optional.of(new Progress.Detour("server", CallName.ACCEPT, Optional.of(Errno.EINVAL))),
                progress.detour());
        assertEquals(0, progress.done());
        made(SERVER, LISTEN, new Outcome.Done(0));
        assertEquals(Optional.empty(), progress.detour());
    }

    @Test
    void anotherAnswerThanTheOneThatWasNamedDoesNotDoTheStep() {
        made(SERVER, LISTEN, new Outcome.Failed(Errno.EADDRINUSE));
        assertEquals(0, progress.done());
        assertEquals(Optional.of(Errno.EADDRINUSE), progress.detour().flatMap(Progress.Detour::errno));
    }

    private void made(int participant, Call call, Outcome outcome) {
        int number = add(new TraceEvent.CallEntered(1, participant, call));
        add(new TraceEvent.CallReturned(2, participant, number, 1, call, outcome));
    }

    private int add(TraceEvent event) {
        progress.event(events, event);
        return events++;
    }
}
