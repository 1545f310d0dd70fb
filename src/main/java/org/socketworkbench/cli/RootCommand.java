package org.socketworkbench.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Handles no command: runs as without arguments, or rehearses. */
@Command(name = "socket-workbench", mixinStandardHelpOptions = true, versionProvider = Version.class)
final class RootCommand implements Callable<Integer> {
    private final Parts parts;
    @Option(names = "--rehearse")
    private boolean rehearsal;
    @Spec
    private CommandSpec spec;

    RootCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Integer call() throws Failure {
        if (rehearsal) {
            parts.window().show(Window.Until.READY);
            return 0;
        }
        NoArguments.run(parts, spec.commandLine().getOut());
        return 0;
    }
}
