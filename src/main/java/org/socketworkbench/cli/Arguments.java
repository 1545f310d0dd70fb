package org.socketworkbench.cli;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.platform.PathEncoding;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Does what the program's arguments ask for and reports the result in the exit code. */
public final class Arguments {
    /** The request has been carried out. */
    public static final int DONE = 0;
    /** The request failed; one line on standard error said why. */
    public static final int FAILED = 1;
    /** The arguments are wrong; standard error said which. */
    public static final int WRONG_USAGE = 2;
    /** Some programs of the run have not ended; standard error said where each one is. */
    public static final int UNFINISHED = 3;
    /** Ctrl+C ended the process; the code is the one a shell reports for a process that SIGINT has ended. */
    public static final int INTERRUPTED = 130;

    private static final Messages MESSAGES = Messages.of(Arguments.class);
    private static final Logger LOG = LoggerFactory.getLogger(Arguments.class);

    private Arguments() {}

    /**
     * Does what the arguments ask for and returns the exit code: {@link #DONE}, {@link #FAILED}, {@link #WRONG_USAGE},
     * {@link #UNFINISHED} or {@link #INTERRUPTED}.
     */
    public static int run(Parts parts, PrintWriter out, PrintWriter err, String... arguments) {
        // Checked before more of the program is loaded: if loading fails, no message can be printed.
        Optional<String> fewFiles = OpenFiles.problem(parts.platform().openFilesAtMost());
        if (fewFiles.isPresent()) {
            err.println(fewFiles.get());
            return FAILED;
        }
        Optional<String> noPath = Stream.of(arguments).filter(argument -> argument.indexOf('\ufffd') >= 0)
                .flatMap(argument -> PathEncoding.problem(argument).stream()).findFirst();
        if (noPath.isPresent()) {
            err.println(noPath.get());
            return WRONG_USAGE;
        }
        // Loading the parser's classes takes a tenth of a second; the window need not wait for that.
        return arguments.length == 0 ? without(parts, new PlainWriter(out), new PlainWriter(err))
                : parsed(parts, out, err, arguments);
    }

    private static int without(Parts parts, PrintWriter out, PrintWriter err) {
        try {
            NoArguments.run(parts, out);
            return DONE;
        } catch (Exception e) {
            return failed(e, err);
        }
    }

    private static int parsed(Parts parts, PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new RootCommand(parts))
                .addSubcommand(new LessonsCommand())
                .addSubcommand(new PlayCommand(parts))
                .addSubcommand(new CheckCommand(parts))
                .addSubcommand(new RunCommand(parts))
                .addSubcommand(new ReplayCommand(parts.drawing()))
                .setResourceBundle(MESSAGES.bundle())
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setOut(new PlainWriter(out))
                .setErr(new PlainWriter(err))
                .setParameterExceptionHandler(Arguments::wrongUsage)
                .setExecutionExceptionHandler((e, command, parseResult) -> failed(e, command.getErr()))
                .execute(arguments);
    }

    private static int wrongUsage(ParameterException e, String... arguments) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println(oneLine(Objects.requireNonNullElse(e.getMessage(), e.toString())));
        if (e instanceof CommandLine.UnmatchedArgumentException && e.getCommandLine().getCommandName().equals("run")) {
            err.println(MESSAGES.text("run.unknown-option"));
        }
        err.println(MESSAGES.text("usage.help", e.getCommandLine().getCommandSpec().qualifiedName()));
        return WRONG_USAGE;
    }

    private static int failed(Exception e, PrintWriter err) {
        if (e instanceof Failure failure) {
            err.println(oneLine(failure.getMessage()));
        } else {
            LOG.error("the command failed", e);
            err.println(MESSAGES.text("defect", oneLine(e.toString())));
        }
        return FAILED;
    }

    private static String oneLine(String text) {
        return Plain.line(text.replaceAll("\\R\\s*", " "));
    }
}
