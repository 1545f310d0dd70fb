package org.socketworkbench.platform;

/**
 * What the kernel says about threads of this process. A thread's number is that of
 * {@link org.socketworkbench.socket.Sockets.Caller#threadId}. Any thread may call it.
 */
public interface Threads {

    /** Whether the thread sleeps, whatever it waits for; false if it has ended. */
    boolean sleeps(long threadId);

    /**
     * Whether the kernel blocks the thread in a call that waits for something. A thread that waits for another thread
     * of this process, such as the virtual machine, is not blocked in the call that it is about to make or has just
     * made. If the kernel does not tell these apart, a thread that sleeps is assumed to be blocked in its call.
     */
    boolean isHeld(long threadId);

    /** How long the thread has run on a processor, in nanoseconds; 0 if it has ended. */
    long cpuNanos(long threadId);
}
