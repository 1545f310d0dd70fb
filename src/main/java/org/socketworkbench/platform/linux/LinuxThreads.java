package org.socketworkbench.platform.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.socketworkbench.platform.Threads;

/** Reads what the kernel says about a thread of this process. */
final class LinuxThreads implements Threads {

    /** {@inheritDoc} The state follows the name's last bracket (man 5 proc_pid_stat). */
    @Override
    public boolean sleeps(long threadId) {
        String stat = read(threadId, "stat");
        return !stat.isEmpty() && stat.charAt(stat.lastIndexOf(')') + 2) == 'S';
    }

    /** {@inheritDoc} A thread waits for another one at a futex (man 5 proc_pid_wchan). */
    @Override
    public boolean isHeld(long threadId) {
        String before = switches(threadId);
        // The wait channel belongs to this sleep only if the thread has not run in between.
        return sleeps(threadId) && !read(threadId, "wchan").startsWith("futex") && sleeps(threadId)
                && switches(threadId).equals(before);
    }

    /**
     * How often the thread has given up a processor or lost it, as text (man 5 proc_pid_status). If a thread sleeps at
     * two looks and this is unchanged, it has not run in between. Empty if the thread has ended.
     */
    private static String switches(long threadId) {
        return read(threadId, "status").lines().filter(line -> line.contains("ctxt_switches"))
                .collect(Collectors.joining(" "));
    }

    /** {@inheritDoc} It is the file's first number (Linux, Documentation/scheduler/sched-stats.rst). */
    @Override
    public long cpuNanos(long threadId) {
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
