package org.socketworkbench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.socketworkbench.cli.ProgramRun.Limits;
import org.socketworkbench.cli.ProgramRun.RunProgram;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.platform.FileProblem;
import org.socketworkbench.python.Layer;
import org.socketworkbench.python.NoPythonException;
import org.socketworkbench.python.ProgramWords;
import org.socketworkbench.python.PythonEngine;
import org.socketworkbench.python.Script;
import org.socketworkbench.trace.TraceLog;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the user's programs without a window: prints their calls and writes the run's files. */
@Command(name = "run", mixinStandardHelpOptions = true, versionProvider = Version.class)
final class RunCommand implements Callable<Integer> {
    private static final Path DEFAULT_OUT = Path.of("target", "run");
    private static final double MAX_SECONDS = 86_400;
    private static final Messages MESSAGES = Messages.of(RunCommand.class);

    private final Parts parts;
    @Spec
    private CommandSpec spec;
    @Parameters(paramLabel = "PROGRAM", arity = "1..*", descriptionKey = "programs")
    private List<String> programs;
    @Option(names = "--input", paramLabel = "FILE", descriptionKey = "input")
    private List<Path> input = List.of();
    @Option(names = "--out", paramLabel = "DIR", descriptionKey = "out")
    private Path out = DEFAULT_OUT;
    @Option(names = "--write", descriptionKey = "write")
    private boolean write;
    @Option(names = "--timeout", paramLabel = "S", descriptionKey = "timeout")
    private double timeout = 60;
    @Option(names = "--keep-serving", descriptionKey = "keep-serving")
    private boolean keepServing;

    RunCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Integer call() throws Failure {
        if (!(timeout > 0 && timeout <= MAX_SECONDS)) {
            throw new ParameterException(spec.commandLine(),
                    MESSAGES.text("run.timeout-range", Double.toString(timeout)));
        }
        List<RunProgram> cast = cast();
        List<List<String>> lines = new ArrayList<>();
        for (Path file : input) {
            lines.add(read(file, "run.input-file", Files::readAllLines));
        }
        Optional<SystemCheck.Unusable> unusable = parts.check().forCalls();
        if (unusable.isPresent()) {
            throw new Failure(unusable.get().message());
        }
        try (Interruption interruption = new Interruption(); Layer layer = layer(cast)) {
            int code = Arguments.INTERRUPTED;
            try {
                PlayFiles written = PlayFiles.in(out);
                PythonEngine python = parts.python().get();
                python.expect(cast.size());
                awaitReady(python, written);
                PrintWriter out = spec.commandLine().getOut();
                ProgramRun run = new ProgramRun(cast, new InputLines(lines, parts.input().map(PipedInput::new)), layer,
                        limits(), out, spec.commandLine().getErr());
                try {
                    code = run(run, python, written, interruption);
                } finally {
                    new WrittenFiles(layer, this.out.resolve("files"))
                            .copy(cast.stream().map(RunProgram::name).toList(), out);
                }
            } catch (InterruptedException e) {
                spec.commandLine().getErr().println(MESSAGES.text("run.interrupted"));
            }
            return interruption.wasAsked() ? Arguments.INTERRUPTED : code;
        }
    }

    /**
     * This does not count as the programs' time: it is the same for all of them, and long on a slow machine. A run that
     * is interrupted here gets its files too.
     */
    private void awaitReady(PythonEngine python, PlayFiles written) throws Failure, InterruptedException {
        try {
            python.awaitReady();
        } catch (InterruptedException e) {
            end(written.record(new TraceLog()));
            throw e;
        } catch (NoPythonException e) {
            throw new Failure(e.getMessage(), e);
        }
    }

    private Limits limits() {
        return new Limits(Duration.ofNanos((long) (timeout * 1e9)), keepServing);
    }

    private int run(ProgramRun run, PythonEngine python, PlayFiles written, Interruption interruption)
            throws Failure, InterruptedException {
        PlayFiles.Recording recording = written.record(run.log());
        try (Interruption.Gentle _ = interruption.gently(run::keyboardInterrupt)) {
            return switch (run.run(parts.platform(), python)) {
                case ALL_ENDED -> Arguments.DONE;
                case FAILED -> Arguments.FAILED;
                case UNFINISHED -> Arguments.UNFINISHED;
            };
        } finally {
            // Whatever ends the run, even Ctrl+C, the events so far are written.
            end(recording);
        }
    }

    private Layer layer(List<RunProgram> cast) {
        Layer layer = write ? Layer.writingThrough() : Layer.overFolders();
        layer.share(cast.stream().flatMap(program -> program.script().folder().stream()).toList());
        return layer;
    }

    private void end(PlayFiles.Recording recording) throws Failure {
        recording.endRun(parts.drawing());
        spec.commandLine().getOut()
                .println(MESSAGES.text("wrote", out, PlayFiles.TRACE, PlayFiles.SEQUENCE, PlayFiles.MERMAID));
    }

    private List<RunProgram> cast() {
        List<Script> scripts = programs.stream().map(this::script).toList();
        List<String> names = new ParticipantNames(scripts.stream().map(Script::name).toList()).all();
        List<RunProgram> cast = new ArrayList<>();
        for (int i = 0; i < scripts.size(); i++) {
            cast.add(new RunProgram(names.get(i), scripts.get(i)));
        }
        return cast;
    }

    /** A file, or a file and the program's arguments in shell syntax; a file with the whole name takes precedence. */
    private Script script(String program) {
        List<String> words = isFile(program) ? List.of(program) : switch (ProgramWords.split(program)) {
            case ProgramWords.Result.Words(List<String> all) when !all.isEmpty() -> all;
            case ProgramWords.Result.Words none -> throw wrong("run.no-program");
            case ProgramWords.Result.Problem(String problem) -> throw wrong("run.program-words", program, problem);
        };
        Path file = path(words.getFirst());
        if (!Files.exists(file) && !words.getFirst().endsWith(ParticipantNames.ENDING)
                && programs.indexOf(program) > 0) {
            throw wrong("run.stray-argument", Plain.line(program), Plain.line(programs.getFirst()));
        }
        return read(file, "run.file", Script::of).with(words.subList(1, words.size()));
    }

    private static boolean isFile(String name) {
        try {
            return Files.exists(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw wrong("run.file", name, e.getReason());
        }
    }

    private ParameterException wrong(String key, String... values) {
        return new ParameterException(spec.commandLine(), MESSAGES.text(key, (Object[]) values));
    }

    private interface Reader<T> {
        T read(Path file) throws IOException;
    }

    private <T> T read(Path file, String problem, Reader<T> reader) {
        try {
            return reader.read(file);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), MESSAGES.text(problem, file, FileProblem.text(e)), e);
        }
    }
}
