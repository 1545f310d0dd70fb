package org.socketworkbench.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.socketworkbench.lesson.Lesson;
import org.socketworkbench.lesson.Lessons;
import org.socketworkbench.messages.Messages;

/** Runs the program without arguments: opens the window, or plays the first lesson if there is no display. */
final class NoArguments {
    private static final Messages MESSAGES = Messages.of(NoArguments.class);

    private NoArguments() {}

    static void run(Parts parts, PrintWriter out) throws Failure {
        switch (parts.check().forWindow()) {
            case SystemCheck.WindowPossible possible -> parts.window().show(Window.Until.CLOSED, List.of());
            case SystemCheck.NoDisplay none -> {
                out.println(MESSAGES.text("no-display"));
                Lesson first = Lessons.named(Lessons.FIRST);
                new PlayCommand(parts).play(first, PlayCommand.folder(first), Optional.empty(), out);
            }
            case SystemCheck.Unusable unusable -> throw new Failure(unusable.message());
        }
    }
}
