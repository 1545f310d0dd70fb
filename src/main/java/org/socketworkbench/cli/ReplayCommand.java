package org.socketworkbench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.platform.FileProblem;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceFile;
import org.socketworkbench.trace.TraceFormatException;
import org.socketworkbench.trace.TraceLog;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads a trace from a file and prints its calls as a play prints them. No call is made. */
@Command(name = "replay", mixinStandardHelpOptions = true, versionProvider = Version.class)
final class ReplayCommand implements Callable<Integer> {
    private static final Messages MESSAGES = Messages.of(ReplayCommand.class);

    private final Drawing drawing;
    @Spec
    private CommandSpec spec;
    @Parameters(paramLabel = "FILE", descriptionKey = "file")
    private Path file;
    @Option(names = "--svg", paramLabel = "FILE", descriptionKey = "svg")
    private Path svg;
    /** A sentence about the part of the file that could not be read, or "". */
    private String leftOut = "";

    ReplayCommand(Drawing drawing) {
        this.drawing = drawing;
    }

    @Override
    public Integer call() throws Failure {
        TraceLog log = read();
        print(log, spec.commandLine().getOut());
        if (!leftOut.isEmpty()) {
            spec.commandLine().getErr().println(leftOut);
        }
        if (svg != null) {
            draw(log);
        }
        return 0;
    }

    private TraceLog read() throws Failure {
        try {
            return TraceFile.read(file);
        } catch (TraceFormatException e) {
            if (e.before().size() > 0) {
                leftOut = MESSAGES.text("replay.left-out", Plain.line(file.toString()), e.getMessage());
                return e.before();
            }
            throw new Failure(MESSAGES.text("replay.no-trace", file, e.getMessage()), e);
        } catch (IOException e) {
            throw new Failure(MESSAGES.text("replay.failed", file, FileProblem.text(e)), e);
        }
    }

    private static void print(TraceLog log, PrintWriter out) {
        int widest = IntStream.range(0, log.size()).mapToObj(log::get)
                .mapToInt(event -> event instanceof TraceEvent.ParticipantCame came ? came.name().length() : 0).max()
                .orElse(0);
        CallLines lines = new CallLines(log, widest);
        out.println(lines.head());
        for (int number = 0; number < log.size(); number++) {
            lines.lines(log.get(number)).forEach(out::println);
        }
    }

    private void draw(TraceLog log) throws Failure {
        try {
            drawing.sequence(log, svg);
        } catch (IOException e) {
            throw new Failure(MESSAGES.text("out.failed", svg, FileProblem.text(e)), e);
        }
    }
}
