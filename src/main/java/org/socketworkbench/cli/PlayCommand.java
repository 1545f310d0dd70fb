package org.socketworkbench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.socketworkbench.lesson.Lesson;
import org.socketworkbench.lesson.LessonPort;
import org.socketworkbench.lesson.Lessons;
import org.socketworkbench.lesson.MalformedLesson;
import org.socketworkbench.lesson.Verdicts.Finding;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.platform.FileProblem;
import org.socketworkbench.python.NoPythonException;
import org.socketworkbench.python.PythonEngine;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays a lesson without a window: prints its calls and what came of each step, and writes its files. */
@Command(name = "play", mixinStandardHelpOptions = true, versionProvider = Version.class)
final class PlayCommand implements Callable<Integer> {
    private static final int MAX_PORT = 65_535;
    private static final Messages MESSAGES = Messages.of(PlayCommand.class);

    private final Parts parts;
    @Spec
    private CommandSpec spec;
    @Parameters(paramLabel = "LESSON", descriptionKey = "lesson")
    private String lesson;
    @Option(names = "--out", paramLabel = "DIR", descriptionKey = "out")
    private @Nullable Path out;
    @Option(names = "--port", paramLabel = "N", descriptionKey = "port")
    private Integer port;

    PlayCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Integer call() throws Failure {
        if (port != null && (port < 1 || port > MAX_PORT)) {
            throw new ParameterException(spec.commandLine(), MESSAGES.text("port.range", Integer.toString(port)));
        }
        Lesson chosen = lesson();
        Optional<SystemCheck.Unusable> unusable = parts.check().forCalls();
        if (unusable.isPresent()) {
            throw new Failure(unusable.get().message());
        }
        List<Finding> findings = play(chosen, out == null ? folder(chosen) : out, Optional.ofNullable(port),
                spec.commandLine().getOut());
        findings.forEach(finding -> spec.commandLine().getErr().println(text(lesson, finding)));
        return findings.isEmpty() ? Arguments.DONE : Arguments.FAILED;
    }

    /** Where a lesson's files go when nothing else is said. */
    static Path folder(Lesson lesson) {
        return Path.of("target", lesson.id());
    }

    /** One of the workbench's own, or a file. */
    private Lesson lesson() throws Failure {
        if (Lessons.ids().contains(lesson)) {
            return Lessons.named(lesson);
        }
        try {
            Path file = Path.of(lesson);
            if (Files.exists(file)) {
                return Lessons.read(file);
            }
        } catch (IOException e) {
            throw new Failure(MESSAGES.text("lesson.file", lesson, FileProblem.text(e)), e);
        } catch (MalformedLesson e) {
            throw new Failure(text(lesson, e), e);
        } catch (InvalidPathException e) {
            throw new ParameterException(spec.commandLine(), MESSAGES.text("lesson.file", lesson, e.getReason()), e);
        }
        throw new ParameterException(spec.commandLine(), MESSAGES.text("lesson.unknown", lesson));
    }

    static int freePort(Parts parts) throws Failure {
        return LessonPort.free(parts.platform().sockets())
                .orElseThrow(() -> new Failure(MESSAGES.text("play.no-free-port")));
    }

    static String text(String file, MalformedLesson e) {
        return MESSAGES.text("lesson.finding", Plain.line(file), Integer.toString(e.line()),
                Plain.line(String.valueOf(e.getMessage())));
    }

    static String text(String file, Finding finding) {
        return MESSAGES.text("lesson.finding", Plain.line(file), Integer.toString(finding.line()),
                Plain.line(finding.text()));
    }

    /** Plays a lesson, on a free port if none is given; returns what is wrong with it. */
    List<Finding> play(Lesson chosen, Path folder, Optional<Integer> onPort, PrintWriter printer) throws Failure {
        PlayFiles files = PlayFiles.in(folder);
        try (PythonEngine python = parts.python().get()) {
            python.expect(chosen.programs().size());
            if (!chosen.programs().isEmpty()) {
                python.awaitReady();
            }
            int port = onPort.isPresent() ? onPort.get() : freePort(parts);
            LessonRun run = new LessonRun(chosen.onPort(port), port, parts.platform(), python, printer);
            PlayFiles.Recording recording = files.record(run.log());
            List<Finding> findings;
            try {
                findings = run.play();
            } finally {
                recording.endPlay(parts.drawing(), chosen, port, run.progress().results());
            }
            if (onPort.isPresent() && run.failure().isPresent()) {
                throw new Failure(FailureText.of(run.log(), run.failure().get()));
            }
            printer.println(MESSAGES.text("play.wrote", folder, PlayFiles.TRACE, PlayFiles.SEQUENCE, PlayFiles.WINDOW,
                    PlayFiles.HANDOUT));
            return findings;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(MESSAGES.text("play.interrupted"), e);
        } catch (NoPythonException e) {
            throw new Failure(e.getMessage(), e);
        }
    }
}
