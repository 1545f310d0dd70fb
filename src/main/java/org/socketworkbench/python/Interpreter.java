package org.socketworkbench.python;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.FileSystem;
import org.graalvm.polyglot.io.IOAccess;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.jspecify.annotations.Nullable;
import org.socketworkbench.platform.Platform;
import org.socketworkbench.trace.Origin;

/**
 * An interpreter that is ready for one program: its own world, with nothing in it but Python's library and the engine's
 * calls. One thread creates it, another uses it after that.
 */
final class Interpreter implements AutoCloseable {
    private static final String LANGUAGE = "python";
    /** In this order: each module builds on those before. */
    private static final ProxyArray MODULES = Answers.list(
            Stream.of("_struct", "_locks", "_files", "_socket_constants", "_socket_names", "_socket", "select",
                    "_descriptors",
                    "_control", "termios", "_absent", "_variables")
                    .map(Interpreter::module).toList());
    private static final Source PREPARE =
            Source.newBuilder(LANGUAGE, Script.resource("lib/prepare.py"), "<workbench prepare>").buildLiteral();
    private static final String START = Script.resource("lib/start.py");

    private final ScriptFolder folder = new ScriptFolder();
    private final HostFunctions functions;
    private final Context context;
    private @Nullable Value start;
    /**
     * Makes the running program's main thread check for Ctrl+C, whatever Python code it is in; no effect if none runs.
     */
    private volatile Runnable interrupt = () -> {};

    /** How and where a program ended. */
    record End(Origin origin, String why) {}

    /** @param compiled what the interpreters of this engine share */
    Interpreter(Engine engine, CompiledModules compiled, Platform platform) {
        functions = new HostFunctions(folder, compiled, new HostNames(platform));
        context = Context.newBuilder(LANGUAGE)
                .engine(engine)
                .allowHostAccess(HostAccess.newBuilder(HostAccess.NONE).build())
                .allowPolyglotAccess(PolyglotAccess.NONE)
                .allowIO(IOAccess.newBuilder().fileSystem(FileSystem.allowInternalResources(folder)).build())
                .allowCreateThread(true)
                .useSystemExit(false)
                // SystemExit arrives as an exception, with its place and its code, and not as a number.
                .option("python.InspectFlag", "true")
                .in(InputStream.nullInputStream())
                .out(OutputStream.nullOutputStream())
                .err(OutputStream.nullOutputStream())
                .build();
    }

    /** Makes it ready for a program, which takes long; once, before it is used. */
    void prepare() {
        start = context.eval(PREPARE).execute(functions.proxy(), START, MODULES);
    }

    private static ProxyArray module(String name) {
        return Answers.array(name, Script.resource("lib/" + name + ".py"));
    }

    /**
     * Runs a program to its end on the calling thread, which is its main thread; returns the error with which it
     * ended, if any.
     *
     * @throws IOException if there is no place for what it writes
     */
    Optional<End> run(Script script, Source source, Run run, Layer layer, String writer) throws IOException {
        folder.open(layer, script.folder(), writer);
        AtomicBoolean inProgram = new AtomicBoolean();
        interrupt = interrupt(inProgram::get);
        functions.serve(run, start().getMember("interrupted")::executeVoid);
        start().invokeMember("begin", script.name(), script.text(), script.folder().map(Object::toString).orElse(""),
                Answers.list(script.arguments()), layer.temporary().toString());
        Optional<End> end = within(inProgram, () -> context.eval(source));
        Optional<End> endOfRest = within(inProgram, () -> start().invokeMember("finish"));
        run.finish();
        return end.or(() -> endOfRest);
    }

    private Value start() {
        return Objects.requireNonNull(start, "not prepared");
    }

    private Runnable interrupt(BooleanSupplier wanted) {
        context.enter();
        try {
            return Interrupts.of(context.getEngine()).onThisThread("__import__('_workbench').look", wanted);
        } finally {
            context.leave();
        }
    }

    /** Ctrl+C must end the program, but not the report of its end. */
    private Optional<End> within(AtomicBoolean inProgram, Runnable body) {
        inProgram.set(true);
        interrupt.run();
        try {
            body.run();
            return Optional.empty();
        } catch (PolyglotException e) {
            inProgram.set(false);
            return end(e);
        } finally {
            inProgram.set(false);
        }
    }

    /** Handles Ctrl+C: the running program's main thread checks for it. Any thread may call it; returns at once. */
    void interrupt() {
        interrupt.run();
    }

    /** The variables that the calling thread, one of the program's, sees where it is; "" if it is being ended. */
    String variables() {
        try {
            return start().invokeMember("variables").asString();
        } catch (PolyglotException | IllegalStateException e) {
            return "";
        }
    }

    private Optional<End> end(PolyglotException e) {
        Value thrown = e.getGuestObject();
        if (e.isCancelled() || e.isHostException() || thrown == null) {
            // Not an exception of the program: it was ended, or the interpreter failed.
            throw e;
        }
        Value told = start().invokeMember("report", thrown);
        if (told.isNull()) {
            return Optional.empty();
        }
        int line = told.getArrayElement(1).asInt();
        Origin origin = line > 0 ? new Origin(0, told.getArrayElement(0).asString(), line) : Origin.NONE;
        return Optional.of(new End(origin, told.getArrayElement(2).asString()));
    }

    /** Ends whatever runs in it. Any thread may call it; waits until it has ended. */
    @Override
    public void close() {
        context.close(true);
    }
}
