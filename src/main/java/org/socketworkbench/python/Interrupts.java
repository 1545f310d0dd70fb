package org.socketworkbench.python;

import com.oracle.truffle.api.ThreadLocalAction;
import com.oracle.truffle.api.TruffleContext;
import com.oracle.truffle.api.instrumentation.TruffleInstrument;
import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.graalvm.polyglot.Engine;

/** Makes a thread that runs Python do something between two of its steps, or while it waits for a lock. */
final class Interrupts extends TruffleInstrument {
    static final String ID = "workbench-interrupts";
    private static final Executor LATER = CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS);

    private Env env;

    static Interrupts of(Engine engine) {
        return Objects.requireNonNull(engine.getInstruments().get(ID), ID).lookup(Interrupts.class);
    }

    @Override
    protected void onCreate(Env created) {
        env = created;
        env.registerService(this);
    }

    /**
     * Returns an action that has a function called on the calling thread, which is in its context; an exception from
     * the function is raised there. Any thread may run the action, and does not wait for the function.
     *
     * @param function source of the function, which returns whether to call it again, a little later
     * @param wanted   whether the call is still wanted: asked on the thread, just before
     */
    Runnable onThisThread(String function, BooleanSupplier wanted) {
        Thread thread = Thread.currentThread();
        TruffleContext context = env.getEnteredContext();
        Object callee = evaluated(function);
        return () -> submit(context, thread, callee, wanted);
    }

    private void submit(TruffleContext context, Thread thread, Object callee, BooleanSupplier wanted) {
        env.submitThreadLocal(context, new Thread[] {thread}, new ThreadLocalAction(true, false) {
            /** Whether the thread was waiting, and was woken for this. */
            private boolean hasWokenIt;

            @Override
            protected void notifyUnblocked(Access access) {
                hasWokenIt = true;
            }

            @Override
            protected void perform(Access access) {
                if (!wanted.getAsBoolean()) {
                    return;
                }
                Runnable again = () -> submit(context, thread, callee, wanted);
                if (mayRaise(access.getLocation().getRootNode())) {
                    if (call(callee)) {
                        LATER.execute(again);
                    }
                } else if (hasWokenIt) {
                    // The thread waits for the interpreter's own lock. If asked at once, it would be woken again before
                    // it can take the lock, forever.
                    LATER.execute(again);
                } else {
                    again.run();
                }
            }
        });
    }

    /**
     * Inside one of the interpreter's own functions an exception may be lost: some ignore errors, as input() does when
     * it flushes. Inside the implementation of locks it may leave a lock held forever, or released twice. Only a wait
     * for a lock may last forever.
     */
    private static boolean mayRaise(RootNode running) {
        if (running == null) {
            return true;
        }
        SourceSection text = running.getSourceSection();
        return text == null ? running.getName().equals("acquire")
                : running.getName().equals("_blocked") || !isOfLocks(text.getSource().getName());
    }

    private static boolean isOfLocks(String file) {
        return file.startsWith("<workbench") || file.endsWith("threading.py");
    }

    private Object evaluated(String function) {
        try {
            return env.parse(Source.newBuilder("python", function, "<workbench interrupt>").build()).call();
        } catch (IOException e) {
            throw new IllegalStateException("a text is no file", e);
        }
    }

    private static boolean call(Object callee) {
        InteropLibrary interop = InteropLibrary.getUncached();
        try {
            return interop.asBoolean(interop.execute(callee));
        } catch (InteropException e) {
            throw new IllegalStateException("no function without arguments that answers yes or no", e);
        }
    }
}
