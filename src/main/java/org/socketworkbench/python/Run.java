package org.socketworkbench.python;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.socketworkbench.engine.Program;
import org.socketworkbench.trace.Origin;

/** One run of a program: maps its threads to the engine's threads, and collects its output. */
final class Run {
    private final Program.Process main;
    private final ThreadLocal<Program.Process> own = new ThreadLocal<>();
    private final Set<Long> threads = ConcurrentHashMap.newKeySet();
    private final Console output = new Console();
    private final Console errors = new Console();
    private final HeldSockets held = new HeldSockets();
    private final Owner owner;

    /** Why the workbench ends a program. */
    sealed interface Refusal {
        /** @param at the line that printed more than is kept */
        record TooMuchOutput(Origin at) implements Refusal {}

        /** The line that asked for too much is not known: a program's memory is measured from outside. */
        record TooMuchMemory() implements Refusal {}
    }

    /** Ends the interpreter; any thread may call it, and does not wait for the end. */
    interface Owner {
        /** The program does more than it may. */
        void refuse(Refusal why);

        /** The program ends itself at once. */
        void exit(Origin origin, int status);
    }

    Run(Program.Process main, Owner owner) {
        this.main = main;
        this.owner = owner;
        own.set(main);
        threads.add(Thread.currentThread().threadId());
    }

    /** The JVM's ids of its threads. */
    long[] threadIds() {
        return threads.stream().mapToLong(Long::longValue).toArray();
    }

    /** Ends the program because of what it did. */
    void refuse(Refusal why) {
        owner.refuse(why);
        main.endAll();
    }

    /** Ends the program at once, with all of its threads, wherever they are. */
    void exit(Origin origin, int status) {
        owner.exit(origin, status);
        main.endAll();
        throw new StoppedException();
    }

    /** Its socket objects. */
    HeldSockets held() {
        return held;
    }

    /** The engine's view of the calling thread. */
    Program.Process process() {
        Program.Process process = own.get();
        if (process == null) {
            throw new IllegalStateException("a thread that the program did not start: " + Thread.currentThread());
        }
        return process;
    }

    /** Whether the calling thread belongs to this run. */
    boolean hasThisThread() {
        return own.get() != null;
    }

    /** The body of a thread that the program has started. */
    void thread(String name, Runnable body) {
        try (Program.Worker worker = main.thread(name)) {
            own.set(worker);
            threads.add(Thread.currentThread().threadId());
            body.run();
        } finally {
            threads.remove(Thread.currentThread().threadId());
            own.remove();
        }
    }

    void write(Origin origin, boolean isError, byte[] bytes) {
        Program.Process process = process();
        if (process.isStopped()) {
            throw new StoppedException();
        }
        boolean within = isError ? errors.write(bytes, line -> process.printError(origin, line))
                : output.write(bytes, line -> process.print(origin, line));
        if (!within) {
            refuse(new Refusal.TooMuchOutput(origin));
            throw new StoppedException();
        }
    }

    /** Waits for a line; the unfinished line of output is its prompt. */
    Optional<String> readLine(Program.Process process, Origin origin) throws Program.Ended {
        return process.input(origin, output.takeUnfinished());
    }

    /** Prints the unfinished lines. */
    void finish() {
        String rest = output.takeUnfinished();
        if (!rest.isEmpty()) {
            main.print(Origin.NONE, rest);
        }
        String restOfErrors = errors.takeUnfinished();
        if (!restOfErrors.isEmpty()) {
            main.printError(Origin.NONE, restOfErrors);
        }
    }
}
