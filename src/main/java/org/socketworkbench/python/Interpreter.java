package org.socketworkbench.python;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
import org.socketworkbench.trace.Origin;

/**
 * An interpreter that is ready for one program: its own world, with nothing in it but Python's library and the engine's
 * calls. Made by one thread, used by another after that.
 */
final class Interpreter implements AutoCloseable {
    private static final String LANGUAGE = "python";
    /** In this order: each builds on those before. */
    private static final ProxyArray MODULES = Answers.list(
            Stream.of("_struct", "_locks", "_files", "_socket_constants", "_socket_names", "_socket", "select",
                    "_descriptors",
                    "_absent")
                    .map(Interpreter::module).toList());
    private static final Source PREPARE = Source.newBuilder(LANGUAGE, """
            def prepare(text, host, modules):
                import types
                start = types.ModuleType('_start')
                start.host, start.modules = host, modules
                exec(compile(text, '<workbench start>', 'exec'), start.__dict__)
                return start
            prepare
            """, "<workbench>").buildLiteral();
    private static final String START = Script.resource("lib/start.py");

    private final ScriptFolder folder = new ScriptFolder();
    private final HostFunctions functions = new HostFunctions(folder);
    private final Context context;
    private final Value start;
    /** Has the program's main thread look whether Ctrl+C was pressed, whatever Python it runs; while one runs. */
    private volatile Runnable interrupt = () -> {};

    /** How a program's last line was reached. */
    record End(Origin origin, String why) {}

    Interpreter(Engine engine) {
        context = Context.newBuilder(LANGUAGE)
                .engine(engine)
                .allowHostAccess(HostAccess.newBuilder(HostAccess.NONE).build())
                .allowPolyglotAccess(PolyglotAccess.NONE)
                .allowIO(IOAccess.newBuilder().fileSystem(FileSystem.allowInternalResources(folder)).build())
                .allowCreateThread(true)
                .useSystemExit(false)
                // SystemExit comes out as what it is, with its place and its code, and not as a number.
                .option("python.InspectFlag", "true")
                .in(InputStream.nullInputStream())
                .out(OutputStream.nullOutputStream())
                .err(OutputStream.nullOutputStream())
                .build();
        start = context.eval(PREPARE).execute(START, functions.proxy(), MODULES);
    }

    private static ProxyArray module(String name) {
        return Answers.array(name, Script.resource("lib/" + name + ".py"));
    }

    /**
     * Runs a program to its end, on the calling thread, which is its main one; answers how it ended, null if well.
     *
     * @throws IOException if there is no place for what it writes
     */
    End run(Script script, Source source, Run run, Layer layer, String writer) throws IOException {
        folder.open(layer, script.folder(), writer);
        AtomicBoolean inProgram = new AtomicBoolean();
        interrupt = interrupt(inProgram::get);
        functions.serve(run, start.getMember("interrupted")::executeVoid);
        start.invokeMember("begin", script.name(), script.text(), script.folder().map(Object::toString).orElse(""),
                Answers.list(script.arguments()), layer.temporary().toString());
        End end = within(inProgram, () -> context.eval(source));
        End endOfRest = within(inProgram, () -> start.invokeMember("finish"));
        run.finish();
        return end == null ? endOfRest : end;
    }

    private Runnable interrupt(BooleanSupplier wanted) {
        context.enter();
        try {
            return Interrupts.of(context.getEngine()).onThisThread("__import__('_workbench').look", wanted);
        } finally {
            context.leave();
        }
    }

    /** What Ctrl+C is to end is the program, not what is told of its end. */
    private End within(AtomicBoolean inProgram, Runnable body) {
        inProgram.set(true);
        interrupt.run();
        try {
            body.run();
            return null;
        } catch (PolyglotException e) {
            inProgram.set(false);
            return end(e);
        } finally {
            inProgram.set(false);
        }
    }

    /** Ctrl+C was pressed: the main thread of the program that runs looks for it. Any thread; returns at once. */
    void interrupt() {
        interrupt.run();
    }

    private End end(PolyglotException e) {
        Value thrown = e.getGuestObject();
        if (e.isCancelled() || e.isHostException() || thrown == null) {
            // Not an exception of the program's: it was ended, or the interpreter failed.
            throw e;
        }
        Value told = start.invokeMember("report", thrown);
        if (told.isNull()) {
            return null;
        }
        int line = told.getArrayElement(1).asInt();
        Origin origin = line > 0 ? new Origin(0, told.getArrayElement(0).asString(), line) : Origin.NONE;
        return new End(origin, told.getArrayElement(2).asString());
    }

    /** Ends whatever runs in it. Any thread; waits until it has ended. */
    @Override
    public void close() {
        context.close(true);
    }
}
