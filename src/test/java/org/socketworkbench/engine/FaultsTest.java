package org.socketworkbench.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Calls that fail for reasons that a test cannot bring about: strace lets them. Whatever fails is told as it was, in
 * words of its own; made again it succeeds, nothing that was said on the line is lost, and nothing stays open.
 *
 * <p>There is a run of the programs for each error; in it the first attempt of each thread at each of the error's calls
 * fails, and every other one after it. Two calls are left out. {@code close}: strace keeps the call from the kernel, so
 * that the descriptor would stay open, but Linux's own close gives it back whatever it answers. {@code connect} with
 * EINTR: after a real one the kernel goes on connecting, after this one it has never begun; {@code InterruptionTest}
 * has the real one.
 */
class FaultsTest {
    /**
     * An error, a call that strace lets fail with it, and a part of the words for it. Some words depend on what the
     * peer
     * has done by then, and so on who is quicker: {@code |} stands between them.
     */
    private static final String TOLD = """
            EMFILE       socket       Many sockets were opened and not closed
            EMFILE       accept       The caller is not lost: it goes on waiting in the queue
            ENFILE       socket       The programs on this machine together have reached the system's limit
            ENFILE       accept       The caller is not lost: it goes on waiting in the queue
            EAGAIN       accept       No caller waits in the queue
            EAGAIN       connect      no free local port
            EAGAIN       send         The send buffer has no room
            EAGAIN       recv         No bytes have arrived
            EAGAIN       sendto       has no room
            EAGAIN       recvfrom     No datagram has arrived yet
            ECONNABORTED accept       The caller gave up while its connection was waiting in the queue
            ECONNABORTED send         This machine itself ended the connection
            ECONNABORTED recv         This machine itself ended the connection
            ECONNRESET   connect      The server ended the connection while it was being opened
            ECONNRESET   send         The peer closed while bytes were unread, or its program ended in the middle|closed its socket with bytes unread
            ECONNRESET   recv         The peer closed while bytes were unread, or its program ended in the middle|closed its socket with bytes unread
            EPIPE        send         nobody takes the bytes any more
            ETIMEDOUT    accept       Call accept() again for the next caller
            ETIMEDOUT    connect      Nothing answers at this address
            ETIMEDOUT    send         The other machine has stopped answering
            ETIMEDOUT    recv         The other machine has stopped answering
            ENOBUFS      socket       short of memory for its network connections
            ENOBUFS      setsockopt   short of memory for its network connections
            ENOBUFS      getsockopt   short of memory for its network connections
            ENOBUFS      bind         short of memory for its network connections
            ENOBUFS      listen       short of memory for its network connections
            ENOBUFS      getsockname  short of memory for its network connections
            ENOBUFS      accept       short of memory for its network connections
            ENOBUFS      getpeername  short of memory for its network connections
            ENOBUFS      connect      short of memory for its network connections
            ENOBUFS      send         short of memory for its network connections
            ENOBUFS      recv         short of memory for its network connections
            ENOBUFS      sendto       short of memory for its network connections
            ENOBUFS      recvfrom     short of memory for its network connections
            ENOBUFS      shutdown     short of memory for its network connections
            ENOMEM       socket       This machine is short of memory
            ENOMEM       setsockopt   This machine is short of memory
            ENOMEM       getsockopt   This machine is short of memory
            ENOMEM       bind         This machine is short of memory
            ENOMEM       listen       This machine is short of memory
            ENOMEM       getsockname  This machine is short of memory
            ENOMEM       accept       This machine is short of memory
            ENOMEM       getpeername  This machine is short of memory
            ENOMEM       connect      This machine is short of memory
            ENOMEM       send         This machine is short of memory
            ENOMEM       recv         This machine is short of memory
            ENOMEM       sendto       This machine is short of memory
            ENOMEM       recvfrom     This machine is short of memory
            ENOMEM       shutdown     This machine is short of memory
            ENOMEM       poll         This machine is short of memory
            ENOMEM       select       This machine is short of memory
            """;
    /** A signal that nobody asked for: the call is made again, as Python does (PEP 475), and nothing is told. */
    private static final String MADE_AGAIN = """
            EINTR        accept
            EINTR        send
            EINTR        recv
            EINTR        sendto
            EINTR        recvfrom
            EINTR        poll
            EINTR        select
            """;
    /** One run for each error, made when the first of its tests asks for it. */
    private static final Map<String, FaultRun> RUNS = new HashMap<>();

    @TempDir
    private static Path folder;

    /**
     * One fault.
     *
     * @param call    the call's name in the trace
     * @param attempt which of a thread's attempts at this call fails, from 1
     * @param words   a part of the words for it; empty if it is not told
     */
    record Fault(String errno, String call, int attempt, String words) {
        /** As the C library makes it (man 2 send, man 2 select). */
        String systemCall() {
            return switch (call) {
                case "send" -> "sendto";
                case "recv" -> "recvfrom";
                case "select" -> "pselect6";
                default -> call;
            };
        }

        @Override
        public String toString() {
            return errno + " on " + call + ", attempt " + attempt;
        }
    }

    /** For each row a fault on the first attempt and one on a later, the one after an attempt that has succeeded. */
    private static Stream<Fault> faults(String rows) {
        return rows.lines().map(row -> row.split(" +", 3)).flatMap(column -> IntStream.of(1, 3)
                .mapToObj(attempt -> new Fault(column[0], column[1], attempt, column.length > 2 ? column[2] : "")));
    }

    static Stream<Fault> told() {
        return faults(TOLD);
    }

    static Stream<Fault> madeAgain() {
        return faults(MADE_AGAIN);
    }

    static Stream<String> errors() {
        return Stream.concat(told(), madeAgain()).map(Fault::errno).distinct();
    }

    private static FaultRun run(String errno) throws IOException, InterruptedException {
        FaultRun run = RUNS.get(errno);
        if (run == null) {
            run = FaultRun.of(errno, Stream.concat(told(), madeAgain()).filter(fault -> fault.errno().equals(errno))
                    .map(Fault::systemCall).collect(Collectors.toSet()), folder);
            RUNS.put(errno, run);
        }
        return run;
    }

    @ParameterizedTest
    @MethodSource("told")
    void aFaultIsToldInWordsOfItsOwnAndTheCallCanBeMadeAgain(Fault fault) throws Exception {
        int met = 0;
        for (List<FaultRun.Said> calls : run(fault.errno()).said().values()) {
            List<FaultRun.Said> attempts = calls.stream().filter(said -> said.name().equals(fault.call())).toList();
            if (attempts.size() >= fault.attempt()) {
                met++;
                FaultRun.Said failed = attempts.get(fault.attempt() - 1);
                FaultRun.Said again = attempts.get(fault.attempt());
                assertTrue(failed.call().endsWith(" = -1 " + fault.errno()), failed::call);
                assertTrue(failed.trouble().startsWith(fault.errno() + " ("), failed::trouble);
                assertTrue(Stream.of(fault.words().split("\\|")).anyMatch(failed.trouble()::contains), failed::trouble);
                assertFalse(again.failed(), again::call);
                assertEquals(arguments(failed.call()), arguments(again.call()));
            }
        }
        assertNotEquals(0, met, "nobody made the call so often");
    }

    @ParameterizedTest
    @MethodSource("madeAgain")
    void aCallThatAStraySignalInterruptsIsMadeAgainAndNotTold(Fault fault) throws Exception {
        FaultRun run = run(fault.errno());
        int met = 0;
        for (long thread : run.said().keySet()) {
            boolean makes = run.said().get(thread).stream().anyMatch(said -> said.name().equals(fault.call()));
            List<String> attempts = run.seen().get(thread).stream()
                    .filter(call -> call.startsWith(fault.systemCall() + "(")).toList();
            if (makes && attempts.size() >= fault.attempt()) {
                met++;
                assertTrue(attempts.get(fault.attempt() - 1).endsWith(" = -1 " + fault.errno()), attempts::toString);
                assertFalse(attempts.get(fault.attempt()).contains(" = -1 "), attempts::toString);
            }
        }
        assertNotEquals(0, met, "nobody made the call so often");
        assertEquals(List.of(),
                run.said().values().stream().flatMap(List::stream).filter(FaultRun.Said::failed).toList());
    }

    @ParameterizedTest
    @MethodSource("errors")
    void underFaultsTheTraceSaysWhatStraceSees(String errno) throws Exception {
        FaultRun run = run(errno);
        Set<String> silent = madeAgain().map(fault -> " = -1 " + fault.errno()).collect(Collectors.toSet());
        assertEquals(2 * Duet.all().size(), run.said().size());
        run.said().forEach((thread, calls) -> assertEquals(
                calls.stream().map(said -> withoutTime(said.strace())).collect(Collectors.joining("\n")),
                run.seen().get(thread).stream().filter(call -> silent.stream().noneMatch(call::endsWith))
                        .map(FaultsTest::withoutTime).collect(Collectors.joining("\n"))));
    }

    /** A poll that is made again waits only for what is left of its time. */
    private static String withoutTime(String call) {
        return call.replaceFirst("^(poll\\(.*), \\d+\\) =", "$1, MILLIS) =");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ENOMEM", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOBUFS"})
    void aLibraryCallTellsTheErrorThatItMet(String errno) throws Exception {
        List<String> failed = run(errno).library();
        assertNotEquals(List.of(), failed);
        assertEquals(List.of(), failed.stream().filter(call -> !call.endsWith(" = -1 " + errno)).toList());
    }

    @Test
    void aLibraryCallThatWaitsWithATimeoutWaitsOnWhenTheKernelThoughtAgain() throws Exception {
        assertEquals(List.of(), run("EAGAIN").library());
    }

    @ParameterizedTest
    @MethodSource("errors")
    void underFaultsNothingIsLost(String errno) throws Exception {
        FaultRun run = run(errno);
        assertEquals(List.of(), run.failed());
        for (Duet duet : Duet.all()) {
            assertEquals(Duet.TALKS.stream().map(PersistentProgram::brief).toList(),
                    run.heard().get(duet.server().name()));
            assertEquals(Duet.TALKS.stream().map(Duet::answer).map(PersistentProgram::brief).toList(),
                    run.heard().get(duet.client().name()));
        }
    }

    @ParameterizedTest
    @MethodSource("errors")
    void afterFaultsNothingStaysOpen(String errno) throws Exception {
        FaultRun run = run(errno);
        assertEquals(0, run.sockets());
        assertEquals(0, run.threads());
    }

    private static String arguments(String call) {
        return call.substring(0, call.lastIndexOf(" = "));
    }
}
