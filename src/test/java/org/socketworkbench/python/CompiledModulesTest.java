package org.socketworkbench.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Modules are compiled once for all interpreters of an engine. */
class CompiledModulesTest {
    private static final int PROGRAMS = 20;
    /** Compiled anew for each program, the modules of these took 60 MiB and more. */
    private static final long LITTLE = 20L << 20;

    @AutoClose
    private final ScriptBench bench = new ScriptBench();

    @Test
    void programsLeaveNoCodeOfTheLibraryBehind() {
        // The second one compiles what the first one was the first to import.
        useTheLibrary(3);
        long before = usedAfterCollection();
        useTheLibrary(PROGRAMS);
        long grown = usedAfterCollection() - before;
        assertTrue(grown < LITTLE, () -> PROGRAMS + " programs left " + (grown >> 10) + " KiB");
    }

    @Test
    void aProgramCannotChangeWhatOthersRun() {
        bench.run("""
                import _workbench
                _workbench.host.share('made up', '')
                """);
        bench.run("""
                import _workbench
                print(_workbench.host.compiled('made up'), list(_workbench.host.wanted()))
                """);
        assertEquals(List.of("None []"), bench.output(bench.server));
    }

    @Test
    void aProgramMayWantWhatIsNoModule() {
        bench.run("""
                import _workbench, os
                for wanted in ('', '/etc/passwd', os.__file__, os.path.dirname(os.__file__) + '/../../../none.py'):
                    _workbench.host.compiled(wanted)
                """);
        bench.run("print('goes on')");
        assertEquals(List.of("goes on"), bench.output(bench.server));
    }

    private void useTheLibrary(int times) {
        for (int i = 0; i < times; i++) {
            bench.run("import argparse, datetime, json, queue, random, socket, threading");
        }
        assertEquals(List.of(), bench.errors(bench.server));
    }

    private static long usedAfterCollection() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
