package org.socketworkbench.python;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socketworkbench.engine.Program;
import org.socketworkbench.platform.Platform;

/**
 * Python for all programs of the workbench: what they share, and an interpreter that is ready for the next one. The
 * first interpreter takes seconds, so its creation begins before anybody asks. Any thread may call any method, and all
 * but {@link #awaitReady} and {@link #close} return at once.
 */
public final class PythonEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PythonEngine.class);

    private final ExecutorService maker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("python-maker").priority(Thread.MIN_PRIORITY).factory());
    private final Platform platform;
    private final MemoryBound memory = new MemoryBound();
    private final Layer layer = Layer.overFolders();
    private final CompiledModules compiled = new CompiledModules();
    /** Those that may not be closed yet; none is kept alive by it. */
    private final Set<Interpreter> made = Collections.newSetFromMap(new WeakHashMap<>());
    private @Nullable Engine engine;
    private @Nullable Suspensions suspensions;
    private @Nullable CompletableFuture<Interpreter> next;
    private boolean closed;
    private int expected = Integer.MAX_VALUE;
    private volatile boolean started;

    public PythonEngine(Platform platform) {
        this.platform = platform;
    }

    /** Begins to create the first interpreter, unless that has begun already. */
    public void warmUp() {
        next();
    }

    /** Whether a program that starts now need not wait for an interpreter. */
    public boolean isReady() {
        return next().isDone();
    }

    /**
     * Whether an interpreter has ever been created: a program waits seconds for the first one, and hardly at all for
     * later ones.
     */
    public boolean hasStarted() {
        return started;
    }

    /**
     * Waits until a program that starts now need not wait for an interpreter.
     *
     * @throws NoPythonException if there will never be one on this machine
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
     * @param layer  receives what it writes
     * @param writer its name in the layer
     */
    public Program program(Script script, LineBreakpoints breakpoints, Layer layer, String writer) {
        return new PythonProgram(this, script, breakpoints, layer, writer);
    }

    /** A program that runs once; what it writes is deleted with this engine. */
    public Program program(Script script, LineBreakpoints breakpoints) {
        return program(script, breakpoints, layer, script.name());
    }

    /** A program that runs once, with no breakpoints. */
    public Program program(Script script) {
        return program(script, new LineBreakpoints());
    }

    /**
     * Says how many programs will still be started, so that no interpreter is created for nobody: each takes seconds of
     * processor time, which the programs would rather have. Until this is called, there may always be another one.
     */
    public synchronized void expect(int programs) {
        expected = programs;
    }

    /**
     * The interpreter for the next program; the creation of another one begins once it is ready, if one may be asked
     * for.
     */
    synchronized CompletableFuture<Interpreter> take() {
        CompletableFuture<Interpreter> taken = next();
        next = null;
        expected--;
        if (expected > 0) {
            taken.thenRun(this::warmUp);
        }
        return taken;
    }

    /** The layer for programs that are given no other; it lives as long as this engine. */
    public Layer layer() {
        return layer;
    }

    /** Monitors the memory of the running programs. */
    MemoryBound memory() {
        return memory;
    }

    /** Holds programs at their breakpoints. */
    synchronized Suspensions suspensions() {
        if (suspensions == null) {
            suspensions = new Suspensions(engine());
        }
        return suspensions;
    }

    /** Takes back an interpreter that was not needed. */
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

    /**
     * GraalPy fails inside now and then while it prepares an interpreter beside running ones. Another try succeeds, so
     * the user is told nothing of it.
     */
    private Interpreter make() {
        try {
            return prepared();
        } catch (PolyglotException e) {
            if (!e.isInternalError()) {
                throw e;
            }
            LOG.debug("an interpreter could not be prepared, and another one is", e);
            return prepared();
        }
    }

    private Interpreter prepared() {
        Interpreter interpreter;
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("Python is closed");
            }
            interpreter = new Interpreter(engine(), compiled, platform);
            made.add(interpreter);
        }
        interpreter.prepare();
        started = true;
        return interpreter;
    }

    private synchronized Engine engine() {
        if (engine == null) {
            LibraryFolder.choose(platform);
            // A JDK like this has no compiler for it; that is known, so the warning is switched off.
            engine = Engine.newBuilder("python").option("engine.WarnInterpreterOnly", "false").build();
        }
        return engine;
    }

    /**
     * Ends every program, and waits until they have ended. The interpreters are closed first, each by itself: an engine
     * that is closed holds a lock while it waits for them, and one that needs this lock just then, as it does at its
     * start, would never end.
     */
    @Override
    public void close() {
        List<Interpreter> left;
        Engine last;
        synchronized (this) {
            closed = true;
            maker.shutdownNow();
            memory.close();
            left = List.copyOf(made);
            last = engine;
        }
        left.parallelStream().forEach(Interpreter::close);
        if (last != null) {
            last.close(true);
        }
        layer.close();
    }
}
