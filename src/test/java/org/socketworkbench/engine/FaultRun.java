package org.socketworkbench.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@link FaultsSubject} said, and what strace saw, while strace let every other attempt at some calls fail: a
 * thread's first, its third, and so on.
 *
 * @param said    the trace's calls but for close, by the kernel's number of their thread
 * @param seen    the same as strace saw them (a JVM closes many files, so close is not looked at)
 * @param heard   what each participant heard from the other, a talk a line
 * @param library library calls that failed, as the trace has them
 * @param failed  programs that ended early, and why
 * @param sockets how many sockets were still open when all participants had left
 * @param threads how many of their threads still lived
 */
record FaultRun(Map<Long, List<Said>> said, Map<Long, List<String>> seen, Map<String, List<String>> heard,
        List<String> library, List<String> failed, int sockets, int threads) {

    /**
     * A call in the trace.
     *
     * @param name    its name
     * @param call    the call and what came of it, as the trace has it
     * @param strace  the line that strace should have written
     * @param trouble the error in words; empty if the call succeeded
     */
    record Said(String name, String call, String strace, String trouble) {
        boolean failed() {
            return !trouble.isEmpty();
        }
    }

    /** Runs the subject with one error for these system calls. Strace keeps the attempts that fail from the kernel. */
    static FaultRun of(String errno, Set<String> systemCalls, Path folder) throws IOException, InterruptedException {
        Path output = folder.resolve(errno + ".txt");
        String lines = Strace.watch(output, FaultsSubject.class, "-e", "trace=network,poll,pselect6,ioctl",
                "-e", "inject=" + String.join(",", systemCalls) + ":error=" + errno + ":when=1+2");
        FaultRun run = new FaultRun(new LinkedHashMap<>(), StraceOutput.callsByThread(Files.readAllLines(output)),
                new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>(), last(lines, 1), last(lines, 2));
        lines.lines().map(line -> line.split("\t", -1)).forEach(run::read);
        return run;
    }

    private static int last(String lines, int column) {
        return Integer.parseInt(lines.lines().toList().getLast().split("\t")[column]);
    }

    private void read(String[] column) {
        switch (column[0]) {
            case "call" -> said.computeIfAbsent(Long.valueOf(column[1]), thread -> new ArrayList<>())
                    .add(new Said(column[2], column[3], column[4], column[5]));
            case "heard" -> heard.computeIfAbsent(column[1], name -> new ArrayList<>()).add(column[2]);
            case "library" -> library.add(column[1]);
            case "failed" -> failed.add(column[1] + ": " + column[2]);
            case "left" -> {}
            default -> throw new IllegalStateException(String.join("\t", column));
        }
    }
}
