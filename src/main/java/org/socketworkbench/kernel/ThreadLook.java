package org.socketworkbench.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** What the kernel says about a thread of this process. Any thread may look. */
public final class ThreadLook {
    private ThreadLook() {}

    /** Whether the kernel says that it sleeps (man 5 proc_pid_stat: the state comes behind the name's last bracket). */
    public static boolean sleeps(long threadId) {
        String stat = read(threadId, "stat");
        return !stat.isEmpty() && stat.charAt(stat.lastIndexOf(')') + 2) == 'S';
    }

    /**
     * Whether the kernel holds it in a call that waits for something. A thread that waits for another of this process,
     * as for the virtual machine itself, waits at a futex, and not in the call that it is about to make or has just
     * made (man 5 proc_pid_wchan; a kernel that does not tell it is believed to hold the thread in the call).
     */
    public static boolean isHeld(long threadId) {
        String before = switches(threadId);
        // Where it sleeps is said of this sleep only if it has not run in between.
        return sleeps(threadId) && !read(threadId, "wchan").startsWith("futex") && sleeps(threadId)
                && switches(threadId).equals(before);
    }

    /**
     * How often it has given up a processor or lost it, as text (man 5 proc_pid_status): a thread that sleeps at two
     * looks, and of which this is the same, has not run in between. Empty if it has ended.
     */
    public static String switches(long threadId) {
        return read(threadId, "status").lines().filter(line -> line.contains("ctxt_switches"))
                .collect(Collectors.joining(" "));
    }

    /**
     * How long it has run on a processor, in nanoseconds (Linux, Documentation/scheduler/sched-stats.rst); 0 if it has
     * ended.
     */
    public static long cpuNanos(long threadId) {
        String stat = read(threadId, "schedstat");
        return stat.isEmpty() ? 0 : Long.parseLong(stat, 0, stat.indexOf(' '), 10);
    }

    private static String read(long threadId, String file) {
        try {
            // Linux cuts a thread's name after 15 bytes, in the middle of a character too: this need not be UTF-8.
            return Files.readString(Path.of("/proc/self/task/" + threadId + "/" + file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // The thread has ended meanwhile.
        }
    }
}
