package org.socketworkbench.python;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The compiled modules that all interpreters of an engine share: Python's library and the workbench's own. An engine
 * keeps every function that was ever compiled from text, some 3 MiB for each interpreter; a function that is loaded
 * from here is recognised and kept once. It also takes a third of the time.
 *
 * <p>Only an interpreter that runs no program yet adds something, so that no program can change what others run. A
 * module that a program was the first to import is compiled by the next interpreter. Thread-safe.
 */
final class CompiledModules {
    /** Python's library has fewer modules than this. */
    private static final int MOST_WANTED = 1000;

    private final Map<String, String> code = new HashMap<>();
    private final Set<String> wanted = new LinkedHashSet<>();

    /**
     * A module's code, as {@code marshal.dumps} returned it.
     *
     * @param file the module's file, or the name in angle brackets that stands for it
     */
    synchronized Optional<String> find(String file) {
        return Optional.ofNullable(code.get(file));
    }

    /** Adds a module's code, unless it is there. */
    synchronized void add(String file, String marshalled) {
        code.putIfAbsent(file, marshalled);
    }

    /** A running program imports a module that is not here. */
    synchronized void want(String file) {
        if (wanted.size() < MOST_WANTED) {
            wanted.add(file);
        }
    }

    /** Files of modules that programs have imported and that are not here; each is returned once. */
    synchronized List<String> takeWanted() {
        List<String> all = List.copyOf(wanted);
        wanted.clear();
        return all;
    }
}
