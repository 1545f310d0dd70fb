package org.socketworkbench.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;

/** What a socket's file sends, and when. The sizes are those that CPython 3.11 was seen to send under strace. */
class SocketFileTest {
    private static final Outcome FAILED = new Outcome.Failed(Errno.EPIPE);

    private final SocketFile file = new SocketFile(5);
    private final List<Integer> sent = new ArrayList<>();

    private Outcome send(Call call) {
        int length = ((Call.Send) call).data().length();
        sent.add(length);
        return new Outcome.Done(length);
    }

    private Outcome write(int length) {
        return file.write(Bytes.owning(new byte[length]), this::send);
    }

    @Test
    void aWriteThatDoesNotFitSendsWhatTheBufferHoldsFirst() {
        assertEquals(new Outcome.Done(5000), write(5000));
        assertEquals(List.of(), sent);
        assertEquals(new Outcome.Done(5000), write(5000));
        assertEquals(List.of(5000), sent);
        file.flush(this::send);
        assertEquals(List.of(5000, 5000), sent);
    }

    @Test
    void aWriteThatIsLargerThanTheBufferIsSentAtOnce() {
        write(20_000);
        assertEquals(List.of(20_000), sent);
    }

    @Test
    void aWriteThatFillsTheBufferToItsLastByteIsKept() {
        write(1);
        write(8191);
        assertEquals(List.of(), sent);
        write(2);
        assertEquals(List.of(8192), sent);
        file.flush(this::send);
        assertEquals(List.of(8192, 2), sent);
    }

    @Test
    void aWriteThatFailedHasTakenNothingAndCanBeMadeAgain() {
        write(5000);
        assertEquals(FAILED, file.write(Bytes.owning(new byte[6000]), call -> FAILED));
        assertEquals(new Outcome.Done(6000), write(6000));
        file.flush(this::send);
        assertEquals(List.of(5000, 6000), sent);
    }

    @Test
    void aFlushThatFailedKeepsWhatWasNotSent() {
        write(5000);
        assertEquals(FAILED, file.flush(call -> sent.isEmpty() ? new Outcome.Done(onlySome(sent)) : FAILED));
        assertEquals(new Outcome.Done(0), file.flush(this::send));
        assertEquals(List.of(2000, 3000), sent);
    }

    private static int onlySome(List<Integer> sent) {
        sent.add(2000);
        return 2000;
    }
}
