package org.socketworkbench.socket;

/** A system on which socket calls can be made. Linux's C library is one; another can stand beside it. */
public interface Sockets {

    /** Makes the calling thread ready to make calls; the thread closes the caller before it ends. */
    Caller caller();

    /**
     * One thread's way to the kernel. All methods but {@link #interrupt} are for the thread that asked for it.
     */
    interface Caller extends AutoCloseable {

        /**
         * Makes one call and waits, as the kernel does, until it returns. A call that a stray signal interrupts is made
         * again, as Python does (PEP 475); one that {@link #interrupt} reached returns with EINTR. A send that any signal
         * reached after some bytes had gone returns with their count.
         */
        Outcome make(Call.SystemCall call);

        /**
         * Ends the call that is being made, or the next one if none is, and every one after it until {@link #rearm}.
         * May be called by any thread; returns at once. The socket and its settings stay as they are.
         */
        void interrupt();

        /** Ends the effect of {@link #interrupt}: from here on calls block again. */
        void rearm();

        /** The kernel's number for the calling thread, as in {@code /proc/self/task/}. */
        long threadId();

        @Override
        void close();
    }
}
