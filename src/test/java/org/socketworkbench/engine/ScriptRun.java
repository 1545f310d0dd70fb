package org.socketworkbench.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;

/** A script as a program: makes its calls, and writes down each step with its answer. */
final class ScriptRun implements Program {
    /** How long a step is repeated until it has the answer that it waits for. */
    private static final long UNTIL_NANOS = 10_000_000_000L;
    private static final long REPEAT_NANOS = 1_000_000;
    private static final int LIMIT_SECONDS = 60;

    private final CallScript script;
    private final ScriptAddresses addresses;
    private final Map<String, Integer> sockets = new LinkedHashMap<>();
    private final Map<String, SocketType> types = new LinkedHashMap<>();
    private final ScriptCalls calls;
    private final CompletableFuture<List<String>> answers = new CompletableFuture<>();

    ScriptRun(CallScript script, ScriptAddresses addresses) {
        this.script = script;
        this.addresses = addresses;
        calls = new ScriptCalls(addresses, sockets);
    }

    @Override
    public String name() {
        return script.name();
    }

    /** A line a step: the step and its answer. Waits for the last one. */
    List<String> answers() throws InterruptedException, ExecutionException, TimeoutException {
        return answers.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void run(Process process) throws Ended {
        List<String> lines = new ArrayList<>();
        try {
            for (String step : script.steps()) {
                lines.add(step + " -> " + answer(process, step));
            }
            answers.complete(lines);
        } catch (RuntimeException e) {
            answers.completeExceptionally(e);
        }
    }

    private String answer(Process process, String text) throws Ended {
        if (!text.startsWith("until ")) {
            return once(process, ScriptStep.of(text));
        }
        String[] words = text.split(" ", 3);
        ScriptStep step = ScriptStep.of(words[2]);
        long due = System.nanoTime() + UNTIL_NANOS;
        while (true) {
            String answer = once(process, step);
            if (answer.equals(words[1]) || System.nanoTime() > due) {
                return answer;
            }
            LockSupport.parkNanos(REPEAT_NANOS);
        }
    }

    private String once(Process process, ScriptStep step) throws Ended {
        if (step.call().equals("touch")) {
            return touch(step);
        }
        Call call;
        try {
            call = calls.of(step);
        } catch (NoSuchElementException e) {
            return "no such address";
        }
        Outcome outcome = process.attempt(call);
        String answer = new ScriptAnswer(addresses, sockets, step.on().map(types::get)).text(call, outcome);
        remember(step, call, outcome);
        return answer;
    }

    /** No socket call: it lets a script meet a path where an ordinary file is. */
    private String touch(ScriptStep step) {
        SocketAddress.Unix file = (SocketAddress.Unix) addresses.of(step.argument(0)).orElseThrow();
        try {
            Files.createFile(Path.of(new String(file.path().toArray(), StandardCharsets.ISO_8859_1)));
            return "ok";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remember(ScriptStep step, Call call, Outcome outcome) {
        switch (call) {
            // The number may soon be another's.
            case Call.Close close -> sockets.put(step.on().orElseThrow(), Call.NO_DESCRIPTOR);
            case Call.GetSockName asked when outcome instanceof Outcome.Named named ->
                addresses.learn(step.on().orElseThrow(), named.address());
            case Call.Socket made when outcome instanceof Outcome.Opened opened -> put(step, opened.fd(), made.type());
            case Call.Accept taken when outcome instanceof Outcome.Accepted accepted ->
                put(step, accepted.fd(), SocketType.SOCK_STREAM);
            case Call.EpollCreate made when outcome instanceof Outcome.Opened opened ->
                sockets.put(step.variable().orElseThrow(), opened.fd());
            case Call.MakeFile file -> put(step, file.fd(), SocketType.SOCK_STREAM);
            default -> {}
        }
    }

    private void put(ScriptStep step, long fd, SocketType type) {
        sockets.put(step.variable().orElseThrow(), (int) fd);
        types.put(step.variable().orElseThrow(), type);
    }
}
