package org.socketworkbench.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.socketworkbench.socket.Sockets;
import org.socketworkbench.trace.CallRecorder;

/**
 * One thread's way to make calls, and the call that it is making. It is for that thread, except for {@link #current}
 * and the methods about its end.
 */
final class CallLane implements AutoCloseable {
    /** Stands for no call. */
    static final int NONE = -1;
    private static final VarHandle CURRENT = currentHandle();

    private final int thread;
    private final Thread owner = Thread.currentThread();
    private final Sockets.Caller caller;
    private final Turns.Turn turn;
    private final CallRecorder recorder;
    private final long threadId;
    private int current = NONE;
    private volatile boolean over;

    /** @param thread its number among the participant's threads */
    CallLane(int participant, int thread, Sockets.Caller caller, Turns turns, CallRecorder recorder) {
        this.thread = thread;
        this.caller = caller;
        this.recorder = recorder;
        threadId = caller.threadId();
        turn = turns.begin(participant, thread, threadId);
    }

    int thread() {
        return thread;
    }

    Sockets.Caller caller() {
        return caller;
    }

    Turns.Turn turn() {
        return turn;
    }

    CallRecorder recorder() {
        return recorder;
    }

    /** Whether the calling thread is the lane's own. */
    boolean isMine() {
        return Thread.currentThread() == owner;
    }

    /** The system's number for the thread. */
    long threadId() {
        return threadId;
    }

    /**
     * The number of the call in progress, or {@link #NONE}. During a library call it is the number of the current
     * system call.
     */
    int current() {
        return (int) CURRENT.getAcquire(this);
    }

    /** Enters a call and returns the one that it was in before. */
    int enter(int number) {
        int outer = current;
        CURRENT.setRelease(this, number);
        return outer;
    }

    void backTo(int outer) {
        CURRENT.setRelease(this, outer);
    }

    /** Makes no more calls; called by the thread before it ends. */
    @Override
    public void close() {
        turn.close();
        caller.close();
        recorder.close();
    }

    /** Whether it must make no more calls, because it ends with its program. */
    boolean isOver() {
        return over;
    }

    void setOver(boolean over) {
        this.over = over;
    }

    private static VarHandle currentHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(CallLane.class, "current", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
