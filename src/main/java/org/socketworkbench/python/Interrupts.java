package org.socketworkbench.python;

import com.oracle.truffle.api.ThreadLocalAction;
import com.oracle.truffle.api.TruffleContext;
import com.oracle.truffle.api.instrumentation.TruffleInstrument;
import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.source.Source;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.graalvm.polyglot.Engine;

/** Has a thread that runs Python do something between two of its steps, or in the middle of waiting for a lock. */
final class Interrupts extends TruffleInstrument {
    static final String ID = "workbench-interrupts";

    private Env env;

    static Interrupts of(Engine engine) {
        return engine.getInstruments().get(ID).lookup(Interrupts.class);
    }

    @Override
    protected void onCreate(Env created) {
        env = created;
        env.registerService(this);
    }

    /**
     * What has a function called on the calling thread, which is in its context; what the function raises is raised there. Any
     * thread may run it, and does not wait for that.
     *
     * @param function what is evaluated for the function
     * @param wanted   whether to do it after all: asked on the thread, just before
     */
    Runnable onThisThread(String function, BooleanSupplier wanted) {
        Thread thread = Thread.currentThread();
        TruffleContext context = env.getEnteredContext();
        Object callee = evaluated(function);
        return () -> submit(context, thread, callee, wanted);
    }

    private void submit(TruffleContext context, Thread thread, Object callee, BooleanSupplier wanted) {
        env.submitThreadLocal(context, new Thread[] {thread}, new ThreadLocalAction(true, false) {
            @Override
            protected void perform(Access access) {
                if (!wanted.getAsBoolean()) {
                    return;
                }
                if (mayRaise(access.getLocation().getRootNode())) {
                    call(callee);
                } else {
                    submit(context, thread, callee, wanted);
                }
            }
        });
    }

    /**
     * In the middle of a function of the interpreter's own an exception may be lost: some ignore what goes wrong on their way, as
     * input() does when it flushes. Only at a lock there may be no end of it.
     */
    private static boolean mayRaise(RootNode running) {
        return running == null || running.getSourceSection() != null || running.getName().equals("acquire");
    }

    private Object evaluated(String function) {
        try {
            return env.parse(Source.newBuilder("python", function, "<workbench interrupt>").build()).call();
        } catch (IOException e) {
            throw new IllegalStateException("a text is no file", e);
        }
    }

    private static void call(Object callee) {
        try {
            InteropLibrary.getUncached().execute(callee);
        } catch (InteropException e) {
            throw new IllegalStateException("no function without arguments", e);
        }
    }
}
