package org.socketworkbench.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * While open, makes Ctrl+C, SIGTERM and SIGHUP interrupt the thread that opened it; the process ends only when that
 * thread has closed it. Something gentler may be tried first. A second Ctrl+C does not wait for that, and a last one
 * waits for nothing.
 */
final class Interruption implements AutoCloseable {
    /** The process that sent a signal waits no longer than this. */
    private static final long PATIENCE_SECONDS = 10;
    /** The time that the gentle attempt has. */
    private static final long GENTLY_SECONDS = 1;

    private final Thread working = Thread.currentThread();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = Thread.ofPlatform().unstarted(this::terminated);

    /** What the next Ctrl+C does. */
    private Stage stage = Stage.ABRUPTLY;
    private Runnable gently = () -> {};
    private boolean asked;
    private final CtrlC ctrlC = new CtrlC(this::pressed);

    private enum Stage {
        /** The gentle action runs. */
        GENTLY,
        /** The thread is interrupted. */
        ABRUPTLY,
        /** The process ends, whatever it is doing. */
        AT_ONCE,
        /** The first Ctrl+C does nothing, since the remaining work is short and should be done. */
        PATIENTLY
    }

    /** A period in which Ctrl+C first runs something else. */
    interface Gentle extends AutoCloseable {
        @Override
        void close();
    }

    Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Until the returned object is closed, Ctrl+C first runs the given action, and interrupts the thread only if it has
     * not finished a second later. After that the thread is not interrupted again.
     *
     * @param first any thread may run it; it must not block
     */
    synchronized Gentle gently(Runnable first) {
        gently = first;
        stage = Stage.GENTLY;
        return this::endGently;
    }

    private synchronized void endGently() {
        stage = asked ? Stage.AT_ONCE : Stage.PATIENTLY;
        // The interrupt may have arrived just before.
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
            // The process is already ending.
        }
    }
}
