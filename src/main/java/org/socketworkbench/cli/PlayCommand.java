package org.socketworkbench.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.platform.Platform;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a play without a window: prints its calls and writes its files. */
@Command(name = "play", mixinStandardHelpOptions = true, versionProvider = Version.class)
final class PlayCommand implements Callable<Integer> {
    static final Path DEFAULT_OUT = Path.of("target", "phone-call");
    private static final int MAX_PORT = 65_535;
    private static final String PHONE_CALL = "phone-call";
    private static final Messages MESSAGES = Messages.of(PlayCommand.class);

    private final Parts parts;
    @Spec
    private CommandSpec spec;
    @Parameters(paramLabel = "PLAY", descriptionKey = "play")
    private String play;
    @Option(names = "--out", paramLabel = "DIR", descriptionKey = "out")
    private Path out = DEFAULT_OUT;
    @Option(names = "--port", paramLabel = "N", descriptionKey = "port")
    private Integer port;

    PlayCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Integer call() throws Failure {
        if (!play.equals(PHONE_CALL)) {
            throw new ParameterException(spec.commandLine(), MESSAGES.text("play.unknown", play));
        }
        if (port != null && (port < 1 || port > MAX_PORT)) {
            throw new ParameterException(spec.commandLine(), MESSAGES.text("port.range", Integer.toString(port)));
        }
        Optional<SystemCheck.Unusable> unusable = parts.check().forCalls();
        if (unusable.isPresent()) {
            throw new Failure(unusable.get().message());
        }
        play(out, Optional.ofNullable(port), spec.commandLine().getOut());
        return 0;
    }

    /** Runs the phone call, on a free port if none is given. */
    void play(Path folder, Optional<Integer> onPort, PrintWriter printer) throws Failure {
        Platform platform = parts.platform();
        PlayFiles files = PlayFiles.in(folder);
        int chosen = onPort.isPresent() ? onPort.get() : PhoneCall.freePort(platform.sockets());
        PhoneCall call = new PhoneCall(platform, chosen, printer);
        PlayFiles.Recording recording = files.record(call.log());
        try {
            call.play();
        } finally {
            recording.endPlay(parts.drawing());
        }
        printer.println(MESSAGES.text("wrote", folder, PlayFiles.TRACE, PlayFiles.SEQUENCE, PlayFiles.WINDOW));
    }
}
