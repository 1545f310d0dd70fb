package org.socketworkbench.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.socketworkbench.explain.Story.ADDRESS;
import static org.socketworkbench.explain.Story.CLIENT;
import static org.socketworkbench.explain.Story.done;
import static org.socketworkbench.explain.Story.failed;
import static org.socketworkbench.explain.Story.opened;
import static org.socketworkbench.explain.Story.received;
import static org.socketworkbench.explain.Story.recv;
import static org.socketworkbench.explain.Story.send;
import static org.socketworkbench.explain.Story.socket;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.PollEntry;
import org.socketworkbench.socket.SocketOption;

/** Python's calls in words: what came of them, and by which system calls. */
class LibraryWordsTest {
    private static final long TWO_SECONDS = 2_000_000_000L;

    private final Story story = new Story().conversation();

    private void happened(String expected, Call call, Outcome outcome) {
        assertEquals(expected, story.tellEntered(CLIENT, call, outcome).happened());
    }

    private static Call poll(int event) {
        return new Call.Poll(List.of(new PollEntry(5, event)), 2000);
    }

    private static Outcome ready(int event) {
        return new Outcome.Polled(List.of(new PollEntry(5, event)));
    }

    private static Outcome nothing() {
        return new Outcome.Polled(List.of());
    }

    private static Call sendAll(String text) {
        return new Call.SendAll(5, Bytes.utf8(text), 0);
    }

    @Test
    void sendallInOneGo() {
        story.enters(CLIENT, sendAll("Hello")).step(CLIENT, send(5, "Hello"), done(5));
        Explanation told = story.tellEntered(CLIENT, sendAll("Hello"), done(0));
        assertEquals("Calls send() until the kernel has taken all the bytes.", told.does());
        assertEquals(
                "All 5 bytes were handed over, with one send(): \"Hello\". This does not mean that the peer has read "
                        + "them. The system calls made for it, in order: send().",
                told.happened());
        assertEquals("Python: socket.sendall", told.manualPage());
    }

    @Test
    void sendallTellsHowManySendsTookHowMuch() {
        story.enters(CLIENT, sendAll("HelloWorld")).step(CLIENT, send(5, "HelloWorld"), done(6))
                .step(CLIENT, send(5, "orld"), done(3))
                .step(CLIENT, send(5, "d"), done(1));
        happened(
                "All 10 bytes were handed over, with 3 calls to send(), which took 6, 3 and 1 bytes. This does not "
                        + "mean that the peer has read them. The system calls made for it, in order: send() 3 times.",
                sendAll("HelloWorld"), done(0));
    }

    @Test
    void sendallThatFailsDoesNotSayHowFarItCame() {
        story.enters(CLIENT, sendAll("HelloWorld")).step(CLIENT, send(5, "HelloWorld"), done(6))
                .step(CLIENT, send(5, "orld"), failed(Errno.EPIPE));
        Explanation told = story.tellEntered(CLIENT, sendAll("HelloWorld"), failed(Errno.EPIPE));
        assertEquals(
                "Python raises an exception for the error EPIPE (32). Handed over by then: 6 bytes of 10 bytes. "
                        + "sendall() does not tell the program how many. The system calls made for it, in order: "
                        + "send() 2 times.",
                told.happened());
        assertEquals("The peer has hung up, or the connection was broken off: nobody takes the bytes any more.",
                told.trouble().orElseThrow().cause());
    }

    @Test
    void aStepTellsWhoseItIs() {
        story.enters(CLIENT, sendAll("Hello"));
        assertEquals(
                "The kernel took all 5 bytes: \"Hello\". This does not mean that the peer has read them. It is a step "
                        + "of sendall().",
                story.tellStep(CLIENT, send(5, "Hello"), done(5)).happened());
    }

    @Test
    void withATimeoutPollComesFirst() {
        Call timed = new Call.Timed(recv(5, 100), TWO_SECONDS);
        story.enters(CLIENT, timed).step(CLIENT, poll(PollEntry.POLLIN), ready(PollEntry.POLLIN));
        assertEquals(
                "5 bytes came: \"Hello\". That is less than the 100 bytes asked for, which is normal: recv() returns "
                        + "what is there. TCP keeps no message boundaries, so these bytes may come from one send() or "
                        + "from several. It is a step of recv() on a socket with a timeout.",
                story.tellStep(CLIENT, recv(5, 100), received("Hello")).happened());
        story.enters(CLIENT, timed).step(CLIENT, poll(PollEntry.POLLIN), ready(PollEntry.POLLIN))
                .step(CLIENT, recv(5, 100), received("Hello"));
        Explanation told = story.tellEntered(CLIENT, timed, received("Hello"));
        assertEquals("recv(5, 100, 0) = 5 \"Hello\"", told.title());
        assertEquals(
                "5 bytes came: \"Hello\". Because the socket has a timeout of 2 s, Python waits with poll() until it "
                        + "is ready, and then makes recv(). The system calls made for it, in order: poll() and recv().",
                told.happened());
        assertEquals("Python: socket.recv", told.manualPage());
        assertTrue(told.does().endsWith("The socket has a timeout, so Python makes several system calls for this."),
                told.does());
    }

    @Test
    void aTimeoutIsTheLibrarysAnswer() {
        Call timed = new Call.Timed(recv(5, 100), TWO_SECONDS);
        story.enters(CLIENT, timed).step(CLIENT, poll(PollEntry.POLLIN), nothing());
        Explanation told = story.tellEntered(CLIENT, timed, new Outcome.TimedOut());
        assertEquals("recv(5, 100, 0) = timed out", told.title());
        assertEquals(
                "The timeout of 2 s expired: Python raises TimeoutError. That is the library's own answer; the kernel "
                        + "set no errno, and poll() only said that nothing was ready. Nothing is lost: the call can be "
                        + "made again. Because the socket has a timeout of 2 s, Python waits with poll() until it is "
                        + "ready, and then makes recv(). The system calls made for it, in order: poll().",
                told.happened());
        assertTrue(told.trouble().isEmpty());
    }

    @Test
    void connectWithATimeoutDoesNotWaitItself() {
        story.did(CLIENT, socket(), opened(9));
        Call timed = new Call.Timed(new Call.Connect(9, ADDRESS), TWO_SECONDS);
        Call error = new Call.GetSockOpt(9, SocketOption.SO_ERROR);
        story.enters(CLIENT, timed).step(CLIENT, new Call.Connect(9, ADDRESS), failed(Errno.EINPROGRESS));
        Call wait = new Call.Poll(List.of(new PollEntry(9, PollEntry.POLLOUT)), 2000);
        assertEquals(
                "Descriptor 9 is ready: POLLOUT. POLLOUT: the connection that was being opened is established or has "
                        + "failed; getsockopt() with SO_ERROR shows which. It is a step of connect() on a socket with "
                        + "a timeout.",
                story.tellStep(CLIENT, wait, new Outcome.Polled(List.of(new PollEntry(9, PollEntry.POLLOUT))))
                        .happened());
        assertEquals(
                "No error: the connection that was being opened is now established. It is a step of connect() on a "
                        + "socket with a timeout.",
                story.tellStep(CLIENT, error, new Outcome.OptionRead(new OptionValue.Int(0))).happened());
        happened(
                "The connection to 127.0.0.1:8080 is established. Because the socket has a timeout of 2 s, connect() "
                        + "itself does not wait: Python waits with poll() and then asks getsockopt() how it ended. The "
                        + "system calls made for it, in order: connect().",
                timed, done(0));
    }

    @Test
    void connectExAnswersWithTheNumber() {
        story.did(CLIENT, socket(), opened(9));
        Call.ConnectEx call = new Call.ConnectEx(9, Story.at("127.0.0.1", 8081));
        story.enters(CLIENT, call).step(CLIENT, new Call.Connect(9, call.address()), failed(Errno.ECONNREFUSED));
        Explanation told = story.tellEntered(CLIENT, call, done(111));
        assertEquals(
                "connect_ex() raises nothing: it returns the error number, ECONNREFUSED (111). The system calls made "
                        + "for it, in order: connect().",
                told.happened());
        assertEquals("Nothing is listening on 127.0.0.1:8081. server listens on 127.0.0.1:8080, another port.",
                told.trouble().orElseThrow().cause());
    }

    @Test
    void connectExThatTimedOutAnswersWithPythonsOwnNumber() {
        story.did(CLIENT, socket(), opened(9));
        Call.ConnectEx call = new Call.ConnectEx(9, ADDRESS);
        story.enters(CLIENT, call).step(CLIENT, new Call.Connect(9, ADDRESS), failed(Errno.EINPROGRESS))
                .step(CLIENT, poll(PollEntry.POLLOUT), nothing());
        Explanation told = story.tellEntered(CLIENT, call, done(11));
        assertEquals(
                "connect_ex() raises nothing: it returns the error number, EAGAIN (11). The socket's timeout expired. "
                        + "This number is Python's own: the kernel has reported no error. The system calls made for "
                        + "it, in order: connect() and poll().",
                told.happened());
        assertTrue(told.trouble().isEmpty());
    }

    @Test
    void aTimeoutIsSetWithoutTheKernelKnowingIt() {
        Call call = new Call.SetTimeout(5, 1_500_000_000L);
        story.enters(CLIENT, call);
        assertEquals(
                "The descriptor no longer blocks: a call that would have to wait fails at once, with EAGAIN (connect() "
                        + "with EINPROGRESS). It is a step of settimeout().",
                story.tellStep(CLIENT, new Call.SetNonBlocking(5, true), done(0)).happened());
        happened(
                "Calls on this socket now wait at most 1.5 s. Its descriptor no longer blocks: Python waits with "
                        + "poll() before each call. No system call was made for it.",
                call, done(0));
    }

    @Test
    void someAnswersNeedNoSystemCall() {
        story.enters(CLIENT, new Call.GetTimeout(5));
        happened("None: calls on this socket wait as long as it takes. No system call was made for it.",
                new Call.GetTimeout(5), new Outcome.TimeoutIs(Call.FOR_EVER));
        happened("Calls on this socket do not wait at all. No system call was made for it.",
                new Call.GetTimeout(5), new Outcome.TimeoutIs(0));
        happened("The kernel knows this socket by the number 5. No system call was made for it.", new Call.FileNo(5),
                done(5));
        happened("The answer is -1: there is no open socket. No system call was made for it.", new Call.FileNo(-1),
                done(-1));
    }

    @Test
    void readlineTellsWhatWaitsInTheBuffer() {
        Call line = new Call.ReadLine(5);
        story.enters(CLIENT, line).step(CLIENT, recv(5, 8192), received("one\ntwo\nthr"));
        happened(
                "A line of 4 bytes came: \"one\\n\". To get it, recv() took bytes from the kernel: 11. In the file's "
                        + "buffer, for the next readline(): 7 bytes. A recv() that bypasses the file does not see "
                        + "them. The system calls made for it, in order: recv().",
                line, received("one\n"));
        story.did(CLIENT, line, received("one\n")).enters(CLIENT, line);
        happened(
                "A line of 4 bytes came: \"two\\n\". It was in the file's buffer already. In the file's buffer, for "
                        + "the next readline(): 3 bytes. A recv() that bypasses the file does not see them. No system "
                        + "call was made for it.",
                line, received("two\n"));
    }

    @Test
    void aLineWithoutAnEndIsTheStreamsLast() {
        Call line = new Call.ReadLine(5);
        story.enters(CLIENT, line).step(CLIENT, recv(5, 8192), received("rest")).step(CLIENT, recv(5, 8192),
                received(""));
        happened(
                "A line of 4 bytes came: \"rest\". It has no line ending: the stream ended after it, or it is too "
                        + "long. To get it, recv() took bytes from the kernel: 4 and 0. Nothing is left in the file's "
                        + "buffer. The system calls made for it, in order: recv() 2 times.",
                line, received("rest"));
    }

    @Test
    void writeOnlyFillsTheBufferAndFlushEmptiesIt() {
        Call write = new Call.FileWrite(5, Bytes.utf8("Hello"));
        story.did(CLIENT, write, done(5)).enters(CLIENT, write);
        happened(
                "5 bytes were put into the file's buffer, which now holds 10 bytes. Nothing was sent: flush() does "
                        + "that. No system call was made for it.",
                write, done(5));
        story.enters(CLIENT, new Call.Flush(5)).step(CLIENT, send(5, "HelloHello"), done(10));
        happened(
                "The file's buffer was sent, in bytes: 10. It is empty now. The system calls made for it, in order: "
                        + "send().",
                new Call.Flush(5), done(0));
        story.enters(CLIENT, new Call.Flush(5));
        happened("The file's buffer was empty: there was nothing to send. No system call was made for it.",
                new Call.Flush(5), done(0));
    }

    @Test
    void aHeldStepIsPythonsPoll() {
        Call timed = new Call.Timed(recv(5, 100), TWO_SECONDS);
        story.enters(CLIENT, timed);
        assertEquals(
                "The kernel holds the call until bytes arrive or the peer ends. It is Python's poll() that is held, "
                        + "for at most 2 s. Interrupt ends the wait.",
                story.onItsWay(CLIENT, timed, true).happened());
        assertEquals(
                "The kernel holds the call until one of these descriptors is ready, but for at most 2.0 s: 5. It is a "
                        + "step of recv() on a socket with a timeout. Interrupt ends the wait.",
                story.onItsWay(CLIENT, poll(PollEntry.POLLIN), true).happened());
    }

    @Test
    void filesHaveTheirOwnManual() {
        assertEquals("Python: io.BufferedReader.readline",
                story.onItsWay(CLIENT, new Call.ReadLine(5), false).manualPage());
        assertEquals("Python: io.BufferedWriter.flush", story.onItsWay(CLIENT, new Call.Flush(5), false).manualPage());
        assertEquals("ioctl(2)", story.onItsWay(CLIENT, new Call.SetNonBlocking(5, true), false).manualPage());
    }
}
