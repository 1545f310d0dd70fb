package org.socketworkbench.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** What the kernel says about a thread of this process. Any thread may call it. */
public final class ThreadLook {
    private ThreadLook() {}

    /**
     * Whether the kernel says that the thread sleeps (man 5 proc_pid_stat: the state follows the name's last bracket).
     */
    public static boolean sleeps(long threadId) {
        String stat = read(threadId, "stat");
        return !stat.isEmpty() && stat.charAt(stat.lastIndexOf(')') + 2) == 'S';
    }

    /**
     * Whether the kernel blocks the thread in a call that waits for something. A thread that waits for another thread
     * of this process, such as the virtual machine, waits at a futex, not in the call that it is about to make or has
     * just made (man 5 proc_pid_wchan). If the kernel does not tell, the thread is assumed to be blocked in the call.
     */
    public static boolean isHeld(long threadId) {
        String before = switches(threadId);
        // The wait channel belongs to this sleep only if the thread has not run in between.
        return sleeps(threadId) && !read(threadId, "wchan").startsWith("futex") && sleeps(threadId)
                && switches(threadId).equals(before);
    }

    /**
     * How often the thread has given up a processor or lost it, as text (man 5 proc_pid_status). If a thread sleeps at
     * two looks and this is unchanged, it has not run in between. Empty if the thread has ended.
     */
    public static String switches(long threadId) {
        return read(threadId, "status").lines().filter(line -> line.contains("ctxt_switches"))
                .collect(Collectors.joining(" "));
    }

    /**
     * How long the thread has run on a processor, in nanoseconds (Linux, Documentation/scheduler/sched-stats.rst); 0 if
     * it has ended.
     */
    public static long cpuNanos(long threadId) {
        String stat = read(threadId, "schedstat");
        return stat.isEmpty() ? 0 : Long.parseLong(stat, 0, stat.indexOf(' '), 10);
    }

    private static String read(long threadId, String file) {
        try {
            // Linux truncates a thread's name after 15 bytes, even inside a character, so this need not be UTF-8.
            return Files.readString(Path.of("/proc/self/task/" + threadId + "/" + file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // The thread has ended meanwhile.
        }
    }
}
