package org.socketworkbench.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.socketworkbench.messages.Messages;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Handles no command: opens the window with files, runs as without arguments, or rehearses. */
@Command(name = "socket-workbench", mixinStandardHelpOptions = true, versionProvider = Version.class)
final class RootCommand implements Callable<Integer> {
    private static final Messages MESSAGES = Messages.of(RootCommand.class);

    private final Parts parts;
    @Option(names = "--rehearse")
    private boolean rehearsal;
    @Parameters(paramLabel = "FILE", arity = "0..*", descriptionKey = "files")
    private List<Path> files = List.of();
    @Spec
    private CommandSpec spec;

    RootCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Integer call() throws Failure {
        if (rehearsal) {
            parts.window().show(Window.Until.READY, List.of());
        } else if (files.isEmpty()) {
            NoArguments.run(parts, spec.commandLine().getOut());
        } else {
            open();
        }
        return 0;
    }

    private void open() throws Failure {
        // A mistyped command would be a file, too, and nobody waits for a window to hear that.
        for (Path file : files) {
            if (!Files.isReadable(file)) {
                throw new ParameterException(spec.commandLine(), MESSAGES.text("open.file", file));
            }
        }
        switch (parts.check().forWindow()) {
            case SystemCheck.WindowPossible possible -> parts.window().show(Window.Until.CLOSED, files);
            case SystemCheck.NoDisplay none -> throw new Failure(MESSAGES.text("open.no-display", files.getFirst()));
            case SystemCheck.Unusable unusable -> throw new Failure(unusable.message());
        }
    }
}
