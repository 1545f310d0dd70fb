package org.socketworkbench.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.socketworkbench.lesson.Lesson;
import org.socketworkbench.lesson.Lessons;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the workbench's own lessons. */
@Command(name = "lessons", mixinStandardHelpOptions = true, versionProvider = Version.class)
final class LessonsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        int widest = Lessons.ids().stream().mapToInt(String::length).max().orElse(1);
        for (Lesson lesson : Lessons.all()) {
            out.println(String.format(Locale.ROOT, "%-" + widest + "s  %s: %s", lesson.id(), lesson.title(),
                    lesson.summary()));
        }
        return Arguments.DONE;
    }
}
