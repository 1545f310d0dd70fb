package org.socketworkbench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.socketworkbench.cli.ProgramRun.RunProgram;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.python.PythonEngine;
import org.socketworkbench.python.Script;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The user's programs without a window: their calls are printed, the run's files are written. */
@Command(name = "run", mixinStandardHelpOptions = true, versionProvider = Version.class)
final class RunCommand implements Callable<Integer> {
    private static final Path DEFAULT_OUT = Path.of("target", "run");
    private static final double MAX_SECONDS = 86_400;
    private static final Messages MESSAGES = Messages.of(RunCommand.class);

    private final Parts parts;
    @Spec
    private CommandSpec spec;
    @Parameters(paramLabel = "FILE", arity = "1..*", descriptionKey = "files")
    private List<Path> files;
    @Option(names = "--input", paramLabel = "FILE", descriptionKey = "input")
    private List<Path> input = List.of();
    @Option(names = "--out", paramLabel = "DIR", descriptionKey = "out")
    private Path out = DEFAULT_OUT;
    @Option(names = "--timeout", paramLabel = "S", descriptionKey = "timeout")
    private double timeout = 60;

    RunCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Integer call() throws Failure {
        if (!(timeout > 0 && timeout <= MAX_SECONDS)) {
            throw new ParameterException(spec.commandLine(), MESSAGES.text("run.timeout-range", Double.toString(timeout)));
        }
        List<RunProgram> programs = programs();
        List<List<String>> lines = new ArrayList<>();
        for (Path file : input) {
            lines.add(read(file, "run.input-file", Files::readAllLines));
        }
        Optional<SystemCheck.Unusable> unusable = parts.check().forCalls();
        if (unusable.isPresent()) {
            throw new Failure(unusable.get().message());
        }
        PlayFiles written = PlayFiles.in(out);
        try (Interruption interruption = new Interruption()) {
            int code = Arguments.INTERRUPTED;
            try {
                PythonEngine python = parts.python().get();
                // Not the programs' time: it is the same for all of them, and long on a slow machine.
                python.awaitReady();
                code = run(new ProgramRun(programs, new InputLines(lines), limit(), spec.commandLine().getOut(), spec.commandLine().getErr()),
                        python, written, interruption);
            } catch (InterruptedException e) {
                spec.commandLine().getErr().println(MESSAGES.text("run.interrupted"));
            }
            return interruption.wasAsked() ? Arguments.INTERRUPTED : code;
        }
    }

    private Duration limit() {
        return Duration.ofNanos((long) (timeout * 1e9));
    }

    private int run(ProgramRun run, PythonEngine python, PlayFiles written, Interruption interruption)
            throws Failure, InterruptedException {
        try (Interruption.Gentle _ = interruption.gently(run::keyboardInterrupt)) {
            return switch (run.run(parts.sockets().get(), python)) {
                case ALL_ENDED -> Arguments.DONE;
                case FAILED -> Arguments.FAILED;
                case UNFINISHED -> Arguments.UNFINISHED;
            };
        } finally {
            // Whatever ends the run, Ctrl+C too: what has happened until then is written.
            written.writeRun(run.log(), parts.drawing());
            spec.commandLine().getOut().println(MESSAGES.text("wrote", out, PlayFiles.TRACE, PlayFiles.SEQUENCE, PlayFiles.MERMAID));
        }
    }

    private List<RunProgram> programs() {
        List<Script> scripts = files.stream().map(file -> read(file, "run.file", Script::of)).toList();
        List<String> names = new ParticipantNames(scripts.stream().map(Script::name).toList()).all();
        List<RunProgram> programs = new ArrayList<>();
        for (int i = 0; i < scripts.size(); i++) {
            programs.add(new RunProgram(names.get(i), scripts.get(i)));
        }
        return programs;
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
