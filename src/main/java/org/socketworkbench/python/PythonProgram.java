package org.socketworkbench.python;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.socketworkbench.engine.Program;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.platform.FileProblem;
import org.socketworkbench.trace.Origin;

/** One run of a script, in an interpreter of its own that is closed at its end. */
final class PythonProgram implements Program, Run.Owner {
    private static final Messages TEXT = Messages.of(PythonProgram.class);

    private final PythonEngine engine;
    private final Script script;
    private final LineBreakpoints breakpoints;
    private final Layer layer;
    private final String writer;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private @Nullable Interpreter interpreter;
    private @Nullable Run running;
    private Run.@Nullable Refusal refusal;
    /** How it ended itself at once, if it did. */
    private Interpreter.@Nullable End exit;
    private boolean exitedWell;

    PythonProgram(PythonEngine engine, Script script, LineBreakpoints breakpoints, Layer layer, String writer) {
        this.layer = layer;
        this.writer = writer;
        this.engine = engine;
        this.script = script;
        this.breakpoints = breakpoints;
    }

    @Override
    public String name() {
        return script.name();
    }

    @Override
    public void run(Process process) throws Ended {
        process.source(script.name(), script.text());
        Source source = Source.newBuilder("python", script.text(), script.name()).buildLiteral();
        Run run = new Run(process, this);
        try (Interpreter mine = interpreter();
                Stops stops = new Stops(engine.suspensions(), source, breakpoints, run)) {
            stops.install();
            engine.memory().began(run);
            begun(run);
            Optional<Interpreter.End> end = mine.run(script, source, run, layer, writer);
            process.endAll();
            if (end.isPresent()) {
                throw Ended.failed(end.get().origin(), end.get().why());
            }
        } catch (IOException e) {
            throw Ended.failed(Origin.NONE, TEXT.text("failed.layer", FileProblem.text(e)));
        } catch (PolyglotException | StoppedException e) {
            throwUnlessExited(e);
        } finally {
            engine.memory().ended(run);
            forget();
        }
    }

    /** The interpreter that is ready, or will be soon. */
    private Interpreter interpreter() throws Ended {
        CompletableFuture<Interpreter> taken = engine.take();
        try {
            CompletableFuture.anyOf(taken, stopped).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof NoPythonException none) {
                throw Ended.failed(Origin.NONE, none.getMessage());
            }
            throw new IllegalStateException("Python could not be started", e.getCause());
        }
        synchronized (this) {
            if (!stopped.isDone()) {
                interpreter = taken.join();
                return interpreter;
            }
        }
        taken.thenAccept(engine::giveBack);
        throw Ended.stopped();
    }

    private synchronized void begun(Run run) {
        running = run;
    }

    /** No part of the interpreter may outlive the run. */
    private synchronized void forget() {
        interpreter = null;
        running = null;
    }

    @Override
    public void stop() {
        stopped.complete(null);
        close();
    }

    @Override
    public synchronized void interrupt() {
        if (interpreter != null) {
            interpreter.interrupt();
        }
    }

    @Override
    public synchronized List<Integer> takeForgotten() {
        return running == null ? List.of() : running.held().takeForgotten();
    }

    @Override
    public String variables() {
        Interpreter mine = current();
        return mine == null ? "" : mine.variables();
    }

    private synchronized @Nullable Interpreter current() {
        return interpreter;
    }

    @Override
    public void refuse(Run.Refusal why) {
        synchronized (this) {
            refusal = why;
        }
        close();
    }

    @Override
    public void exit(Origin origin, int status) {
        synchronized (this) {
            exit = new Interpreter.End(origin, "SystemExit: " + status);
            exitedWell = status == 0;
        }
        close();
    }

    /** Closes once, however often it is called. The calling thread must not wait for the end. */
    private synchronized void close() {
        if (interpreter != null) {
            Thread.ofPlatform().daemon().name("python-stopper").start(interpreter::close);
            interpreter = null;
        }
    }

    private synchronized void throwUnlessExited(RuntimeException e) throws Ended {
        if (refusal != null) {
            throw switch (refusal) {
                case Run.Refusal.TooMuchOutput(Origin at) ->
                    Ended.failed(at, TEXT.text("refused.output", Integer.toString(Console.MAX_LINES)));
                case Run.Refusal.TooMuchMemory() -> Ended.failed(Origin.NONE, TEXT.text("refused.memory"));
            };
        }
        if (stopped.isDone()) {
            throw Ended.stopped();
        }
        if (exit == null) {
            // The interpreter cannot do what was asked, and has no Python exception for it; its own message is about
            // Java.
            LoggerFactory.getLogger(PythonProgram.class).debug("the interpreter has failed", e);
            throw Ended.failed(place(e), TEXT.text("failed.inside"));
        }
        if (!exitedWell) {
            throw Ended.failed(exit.origin(), exit.why());
        }
    }

    /** The last executed line of the program itself. */
    private Origin place(RuntimeException e) {
        if (!(e instanceof PolyglotException failure)) {
            return Origin.NONE;
        }
        for (PolyglotException.StackFrame frame : failure.getPolyglotStackTrace()) {
            if (frame.isGuestFrame() && frame.getSourceLocation() != null
                    && frame.getSourceLocation().getSource().getName().equals(script.name())) {
                return new Origin(0, script.name(), frame.getSourceLocation().getStartLine());
            }
        }
        return Origin.NONE;
    }
}
