package org.socketworkbench.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * While it is open, Ctrl+C interrupts the thread that opened it, and the process ends only when that thread has closed
 * it; so do SIGTERM and SIGHUP. In between something gentler may be tried first. Ctrl+C once more does not wait for
 * that, and in the end for nothing.
 */
final class Interruption implements AutoCloseable {
    /** Whoever has sent a signal is not kept waiting for longer. */
    private static final long PATIENCE_SECONDS = 10;
    /** So long has what is tried first. */
    private static final long GENTLY_SECONDS = 1;

    private final Thread working = Thread.currentThread();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = Thread.ofPlatform().unstarted(this::terminated);

    /** What was asked for with Ctrl+C so far, and what comes next. */
    private Stage stage = Stage.ABRUPTLY;
    private Runnable gently = () -> {};
    private boolean asked;
    private final CtrlC ctrlC = new CtrlC(this::pressed);

    private enum Stage {
        /** What is done gently. */
        GENTLY,
        /** The thread is interrupted. */
        ABRUPTLY,
        /** The process ends, whatever it does. */
        AT_ONCE,
        /** The first time nothing, since all that is left is short and should be done. */
        PATIENTLY
    }

    /** A time in which something else is done first. */
    interface Gentle extends AutoCloseable {
        @Override
        void close();
    }

    Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Until what this answers is closed, Ctrl+C has something done first, and interrupts the thread only if it has not
     * come to an end a second later. After that the thread is interrupted no more.
     *
     * @param first any thread may run it; it does not wait
     */
    synchronized Gentle gently(Runnable first) {
        gently = first;
        stage = Stage.GENTLY;
        return this::endGently;
    }

    private synchronized void endGently() {
        stage = asked ? Stage.AT_ONCE : Stage.PATIENTLY;
        // It may have come an instant ago.
        boolean ignored = Thread.interrupted();
    }

    /** Whether Ctrl+C was pressed. */
    synchronized boolean wasAsked() {
        return asked;
    }

    private synchronized void pressed() {
        asked = true;
        switch (stage) {
            case GENTLY -> {
                stage = Stage.ABRUPTLY;
                gently.run();
                Thread.ofPlatform().daemon().start(this::losePatience);
            }
            case ABRUPTLY -> {
                stage = Stage.AT_ONCE;
                working.interrupt();
            }
            case AT_ONCE -> Runtime.getRuntime().halt(Arguments.INTERRUPTED);
            case PATIENTLY -> stage = Stage.AT_ONCE;
        }
    }

    private void losePatience() {
        try {
            if (!closed.await(GENTLY_SECONDS, TimeUnit.SECONDS)) {
                interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void interrupt() {
        if (stage == Stage.ABRUPTLY) {
            stage = Stage.AT_ONCE;
            working.interrupt();
        }
    }

    private void terminated() {
        working.interrupt();
        try {
            closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        ctrlC.close();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process ends already.
        }
    }
}
