package org.socketworkbench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.socketworkbench.lesson.Lesson;
import org.socketworkbench.lesson.Lessons;
import org.socketworkbench.lesson.MalformedLesson;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.platform.FileProblem;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the workbench's own lessons, or those in a folder. */
@Command(name = "lessons", mixinStandardHelpOptions = true, versionProvider = Version.class)
final class LessonsCommand implements Callable<Integer> {
    private static final Messages MESSAGES = Messages.of(LessonsCommand.class);

    @Spec
    private CommandSpec spec;
    @Parameters(paramLabel = "DIR", arity = "0..1", descriptionKey = "folder")
    private @Nullable Path folder;

    @Override
    public Integer call() throws Failure {
        PrintWriter out = spec.commandLine().getOut();
        List<Lesson> lessons = folder == null ? Lessons.all() : in(folder);
        int widest = lessons.stream().mapToInt(lesson -> lesson.id().length()).max().orElse(1);
        for (Lesson lesson : lessons) {
            out.println(String.format(Locale.ROOT, "%-" + widest + "s  %s: %s", lesson.id(), lesson.title(),
                    lesson.summary()));
        }
        return Arguments.DONE;
    }

    private List<Lesson> in(Path folder) throws Failure {
        List<Lesson> lessons = new ArrayList<>();
        try {
            for (Path file : Lessons.in(folder)) {
                try {
                    lessons.add(Lessons.read(file));
                } catch (MalformedLesson e) {
                    spec.commandLine().getErr().println(PlayCommand.text(file.toString(), e));
                }
            }
        } catch (IOException e) {
            throw new Failure(MESSAGES.text("lesson.folder", folder, FileProblem.text(e)), e);
        }
        return lessons;
    }
}
