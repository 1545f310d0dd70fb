package org.socketworkbench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.socketworkbench.lesson.Lesson;
import org.socketworkbench.lesson.Lessons;
import org.socketworkbench.lesson.MalformedLesson;
import org.socketworkbench.lesson.Verdicts.Finding;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.platform.FileProblem;
import org.socketworkbench.python.NoPythonException;
import org.socketworkbench.python.PythonEngine;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Verifies lessons: plays each on the real kernel, and prints where it is wrong. */
@Command(name = "check", mixinStandardHelpOptions = true, versionProvider = Version.class)
final class CheckCommand implements Callable<Integer> {
    private static final Messages MESSAGES = Messages.of(CheckCommand.class);

    private final Parts parts;
    @Spec
    private CommandSpec spec;
    @Parameters(paramLabel = "FILE", arity = "0..*", descriptionKey = "files")
    private List<Path> files = List.of();

    CheckCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Integer call() throws Failure {
        Optional<SystemCheck.Unusable> unusable = parts.check().forCalls();
        if (unusable.isPresent()) {
            throw new Failure(unusable.get().message());
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        int wrong = 0;
        Map<String, Lesson> lessons = new LinkedHashMap<>();
        if (files.isEmpty()) {
            Lessons.all().forEach(lesson -> lessons.put(lesson.id(), lesson));
        }
        for (Path file : files) {
            try {
                for (Path one : Files.isDirectory(file) ? Lessons.in(file) : List.of(file)) {
                    wrong += read(one, lessons, err);
                }
            } catch (IOException e) {
                err.println(MESSAGES.text("lesson.file", Plain.line(file.toString()), FileProblem.text(e)));
                wrong++;
            }
        }
        return wrong + check(lessons, out, err) > 0 ? Arguments.FAILED : Arguments.DONE;
    }

    /** Reads one; returns how many are wrong. */
    private static int read(Path file, Map<String, Lesson> lessons, PrintWriter err) throws IOException {
        try {
            lessons.put(file.toString(), Lessons.read(file));
            return 0;
        } catch (MalformedLesson e) {
            err.println(PlayCommand.text(file.toString(), e));
            return 1;
        }
    }

    /** Plays the lessons; returns how many are wrong. */
    private int check(Map<String, Lesson> lessons, PrintWriter out, PrintWriter err) throws Failure {
        int wrong = 0;
        try (PythonEngine python = parts.python().get()) {
            python.expect(lessons.values().stream().mapToInt(lesson -> lesson.programs().size()).sum());
            if (lessons.values().stream().anyMatch(lesson -> !lesson.programs().isEmpty())) {
                python.awaitReady();
            }
            for (Map.Entry<String, Lesson> one : lessons.entrySet()) {
                List<Finding> findings = play(one.getValue(), python);
                findings.forEach(finding -> err.println(PlayCommand.text(one.getKey(), finding)));
                wrong += findings.isEmpty() ? 0 : 1;
                if (findings.isEmpty()) {
                    out.println(MESSAGES.text("check.right", Plain.line(one.getKey()),
                            one.getValue().steps().size()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(MESSAGES.text("play.interrupted"), e);
        } catch (NoPythonException e) {
            throw new Failure(e.getMessage(), e);
        }
        return wrong;
    }

    private List<Finding> play(Lesson lesson, PythonEngine python) throws Failure, InterruptedException {
        int port = PlayCommand.freePort(parts);
        PrintWriter nobodyReadsIt = new PrintWriter(new StringWriter());
        return new LessonRun(lesson.onPort(port), port, parts.platform(), python, nobodyReadsIt).play();
    }
}
