package org.socketworkbench.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;

class CheckTest {
    private static final Call CALL = new Call.Recv(3, 1024, 0);
    private static final Observed BLOCKED =
            new Observed(Optional.of(CALL), Optional.empty(), true, List.of(), Optional.empty());

    private static Observed returned(Outcome outcome) {
        return new Observed(Optional.of(CALL), Optional.of(outcome), false, List.of(), Optional.empty());
    }

    private static Observed failed(String symbol) {
        return returned(new Outcome.Failed(Errno.named(symbol).orElseThrow()));
    }

    private static Observed printed(String... lines) {
        return new Observed(Optional.empty(), Optional.empty(), false, List.of(lines), Optional.empty());
    }

    private static Observed ended(String failure) {
        return new Observed(Optional.empty(), Optional.empty(), false, List.of(), Optional.of(failure));
    }

    private static boolean holds(String check, Observed observed) {
        return Check.of(check).orElseThrow().holds(observed);
    }

    @Test
    void succeedsIsAnyAnswerButAnError() {
        assertTrue(holds("succeeds", returned(new Outcome.Done(0))));
        assertFalse(holds("succeeds", failed("EAGAIN")));
        assertFalse(holds("succeeds", returned(new Outcome.TimedOut())));
        assertFalse(holds("succeeds", BLOCKED));
        assertFalse(holds("succeeds", Observed.NOTHING));
    }

    @Test
    void blocksIsWhatTheKernelWasSeenToHold() {
        assertTrue(holds("blocks", BLOCKED));
        assertFalse(holds("blocks", returned(new Outcome.Done(0))));
        assertFalse(holds("blocks", Observed.NOTHING));
    }

    @Test
    void returnsComparesTheNumber() {
        assertTrue(holds("returns 5", returned(new Outcome.Done(5))));
        assertFalse(holds("returns 5", returned(new Outcome.Done(4))));
        assertFalse(holds("returns 5", BLOCKED));
        assertFalse(holds("returns 5", Observed.NOTHING));
        assertTrue(holds("returns 4", returned(new Outcome.Accepted(4, SocketAddress.Inet4.loopback(40_000)))));
        assertFalse(holds("returns -1", failed("EAGAIN")), "Python raises");
    }

    /** connect_ex returns the error's number where connect raises. */
    @Test
    void returnsKnowsAnErrorBySymbolAndByNumber() {
        assertTrue(holds("returns ECONNREFUSED", failed("ECONNREFUSED")));
        assertTrue(holds("returns " + Errno.named("ECONNREFUSED").orElseThrow().number(), failed("ECONNREFUSED")));
        assertTrue(holds("returns EINPROGRESS", failed("EINPROGRESS")));
        assertFalse(holds("returns EINPROGRESS", failed("ECONNREFUSED")));
        assertFalse(holds("returns 0", failed("ECONNREFUSED")));
        assertTrue(holds("returns 0", returned(new Outcome.Done(0))));
        assertFalse(holds("returns ECONNREFUSED", returned(new Outcome.Done(0))));
    }

    @ParameterizedTest
    @CsvSource({"ECONNREFUSED,ConnectionRefusedError", "ECONNRESET,ConnectionResetError",
            "ECONNABORTED,ConnectionAbortedError", "EPIPE,BrokenPipeError", "EAGAIN,BlockingIOError",
            "EINPROGRESS,BlockingIOError", "EALREADY,BlockingIOError", "ETIMEDOUT,TimeoutError",
            "ENOENT,FileNotFoundError", "EACCES,PermissionError", "EPERM,PermissionError", "ESHUTDOWN,BrokenPipeError",
            "EINTR,InterruptedError", "ECHILD,ChildProcessError", "EEXIST,FileExistsError", "EADDRINUSE,OSError",
            "ENOTCONN,OSError"})
    void raisesKnowsAnErrorByItsSymbolAndByPythonsException(String symbol, String exception) {
        assertTrue(holds("raises " + symbol, failed(symbol)));
        assertTrue(holds("raises " + exception, failed(symbol)));
        assertFalse(holds("raises EBADF", failed(symbol)));
        assertFalse(holds("raises ValueError", failed(symbol)));
        assertFalse(holds("raises " + symbol, returned(new Outcome.Done(0))));
        assertFalse(holds("raises " + exception, BLOCKED));
    }

    @Test
    void aTimeoutRaisesTimeoutError() {
        assertTrue(holds("raises TimeoutError", returned(new Outcome.TimedOut())));
        assertFalse(holds("raises ETIMEDOUT", returned(new Outcome.TimedOut())), "the kernel reported no error");
        assertFalse(holds("raises TimeoutError", returned(new Outcome.Done(0))));
    }

    @Test
    void raisesKnowsWhatAProgramEndedWith() {
        assertTrue(holds("raises ValueError", ended("ValueError: no number")));
        assertTrue(holds("raises KeyboardInterrupt", ended("KeyboardInterrupt")));
        assertFalse(holds("raises Value", ended("ValueError: no number")));
        assertFalse(holds("raises ValueError", Observed.NOTHING));
    }

    @Test
    void receivesCountsTheBytesOfWhateverReceives() {
        Bytes five = Bytes.utf8("hello");
        assertTrue(holds("receives 5 bytes", returned(new Outcome.Received(five))));
        assertTrue(holds("receives 5 bytes", returned(new Outcome.ReceivedFrom(five, Optional.empty()))));
        assertTrue(holds("receives 5 bytes",
                returned(new Outcome.ReceivedMessage(five, Optional.empty(), List.of(), 0))));
        assertTrue(holds("receives 1 byte", returned(new Outcome.Received(Bytes.utf8("h")))));
        assertTrue(holds("receives 0 bytes", returned(new Outcome.Received(Bytes.utf8("")))));
        assertFalse(holds("receives 4 bytes", returned(new Outcome.Received(five))));
        assertFalse(holds("receives 5 bytes", returned(new Outcome.Done(5))), "what send returned was not received");
        assertFalse(holds("receives 5 bytes", BLOCKED));
    }

    @Test
    void printsLooksForTheTextInALine() {
        assertTrue(holds("prints heard b'hello'", printed("heard b'hello'")));
        assertTrue(holds("prints hello", printed("first", "heard hello!")));
        assertFalse(holds("prints heard hello", printed("heard b'hello'")));
        assertFalse(holds("prints hello", Observed.NOTHING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "block", "blocks now", "returns", "returns five", "returns 1234567890123456789",
            "raises", "raises an error", "receives 5", "receives -1 bytes", "receives 1234567890 bytes", "prints",
            "prints "})
    void whatNamesNoCheckIsNone(String text) {
        assertEquals(Optional.empty(), Check.of(text));
    }
}
