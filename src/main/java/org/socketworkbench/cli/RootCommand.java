package org.socketworkbench.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.socketworkbench.messages.Messages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Without arguments: the window, or without a display the play. */
@Command(name = "socket-workbench", mixinStandardHelpOptions = true, versionProvider = Version.class)
final class RootCommand implements Callable<Integer> {
    private static final Messages MESSAGES = Messages.of(RootCommand.class);

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
        switch (parts.check().forWindow()) {
            case SystemCheck.WindowPossible possible -> parts.window().show(Window.Until.CLOSED);
            case SystemCheck.NoDisplay none -> {
                PrintWriter out = spec.commandLine().getOut();
                out.println(MESSAGES.text("no-display"));
                new PlayCommand(parts).play(PlayCommand.DEFAULT_OUT, Optional.empty(), out);
            }
            case SystemCheck.Unusable unusable -> throw new Failure(unusable.message());
        }
        return 0;
    }
}
