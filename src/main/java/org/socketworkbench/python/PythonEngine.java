package org.socketworkbench.python;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.graalvm.polyglot.Engine;
import org.socketworkbench.engine.Program;

/**
 * Python for all programs of the workbench: what they share, and an interpreter that stands ready for the next one. The
 * first takes seconds, so that it is begun before anybody asks. All methods may be called by any thread, and all but
 * {@link #awaitReady} return at once.
 */
public final class PythonEngine implements AutoCloseable {
    private final ExecutorService maker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("python-maker").priority(Thread.MIN_PRIORITY).factory());
    private final MemoryBound memory = new MemoryBound();
    private final Layer layer = Layer.overFolders();
    private Engine engine;
    private Suspensions suspensions;
    private CompletableFuture<Interpreter> next;
    private boolean closed;
    private volatile boolean started;

    /** Begins to make the first interpreter, if that has not been begun. */
    public void warmUp() {
        next();
    }

    /** Whether a program that starts now need not wait for an interpreter. */
    public boolean isReady() {
        return next().isDone();
    }

    /**
     * Whether an interpreter has ever been made: a program waits for the first one for seconds, for a later one hardly
     * at all.
     */
    public boolean hasStarted() {
        return started;
    }

    /**
     * Waits until a program that starts now need not wait for an interpreter.
     *
     * @throws NoPythonException if there will never be one, as this machine is
     */
    public void awaitReady() throws InterruptedException {
        try {
            next().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NoPythonException none) {
                throw none;
            }
            throw new IllegalStateException("Python could not be started", e.getCause());
        }
    }

    /**
     * A program that runs once.
     *
     * @param layer  gets what it writes
     * @param writer who it is to the layer
     */
    public Program program(Script script, LineBreakpoints breakpoints, Layer layer, String writer) {
        return new PythonProgram(this, script, breakpoints, layer, writer);
    }

    /** A program that runs once; what it writes goes with this. */
    public Program program(Script script, LineBreakpoints breakpoints) {
        return program(script, breakpoints, layer, script.name());
    }

    /** A program that runs once, with no breakpoints. */
    public Program program(Script script) {
        return program(script, new LineBreakpoints());
    }

    /** The interpreter for the next program; another one is begun once it is there. */
    synchronized CompletableFuture<Interpreter> take() {
        CompletableFuture<Interpreter> taken = next();
        next = null;
        taken.thenRun(this::warmUp);
        return taken;
    }

    /** Where what programs write goes that are given no other place: it lives as long as Python does. */
    public Layer layer() {
        return layer;
    }

    /** What looks after the memory of the programs that run. */
    MemoryBound memory() {
        return memory;
    }

    /** What holds programs at their breakpoints. */
    synchronized Suspensions suspensions() {
        if (suspensions == null) {
            suspensions = new Suspensions(engine());
        }
        return suspensions;
    }

    /** An interpreter that was taken and not needed. */
    synchronized void giveBack(Interpreter interpreter) {
        maker.execute(interpreter::close);
    }

    private synchronized CompletableFuture<Interpreter> next() {
        if (next == null) {
            next = closed ? CompletableFuture.failedFuture(new IllegalStateException("Python is closed"))
                    : CompletableFuture.supplyAsync(this::make, maker);
        }
        return next;
    }

    private Interpreter make() {
        Interpreter made = new Interpreter(engine());
        started = true;
        return made;
    }

    private synchronized Engine engine() {
        if (engine == null) {
            LibraryFolder.choose();
            // There is no compiler for it on a JDK like this, which is known and need not be told.
            engine = Engine.newBuilder("python").option("engine.WarnInterpreterOnly", "false").build();
        }
        return engine;
    }

    /** Ends every program. */
    @Override
    public synchronized void close() {
        closed = true;
        maker.shutdownNow();
        memory.close();
        if (engine != null) {
            engine.close(true);
        }
        layer.close();
    }
}
