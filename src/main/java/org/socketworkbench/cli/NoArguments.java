package org.socketworkbench.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.socketworkbench.messages.Messages;

/** Runs the program without arguments: opens the window, or runs the play if there is no display. */
final class NoArguments {
    private static final Messages MESSAGES = Messages.of(NoArguments.class);

    private NoArguments() {}

    static void run(Parts parts, PrintWriter out) throws Failure {
        switch (parts.check().forWindow()) {
            case SystemCheck.WindowPossible possible -> parts.window().show(Window.Until.CLOSED, List.of());
            case SystemCheck.NoDisplay none -> {
                out.println(MESSAGES.text("no-display"));
                new PlayCommand(parts).play(PlayCommand.DEFAULT_OUT, Optional.empty(), out);
            }
            case SystemCheck.Unusable unusable -> throw new Failure(unusable.message());
        }
    }
}
