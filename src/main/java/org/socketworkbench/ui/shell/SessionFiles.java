package org.socketworkbench.ui.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.platform.FileProblem;
import org.socketworkbench.trace.TraceFile;
import org.socketworkbench.trace.TraceFormatException;
import org.socketworkbench.trace.TraceLog;
import org.socketworkbench.ui.support.Background;
import org.socketworkbench.ui.support.FileQuestion;
import org.socketworkbench.ui.support.Preferences;
import org.socketworkbench.ui.support.RecentFiles;

/** The files that the window opens and saves. They are read and written in the background. FX thread only. */
final class SessionFiles {
    private static final Logger LOG = LoggerFactory.getLogger(SessionFiles.class);
    private static final Messages TEXT = Messages.of(SessionFiles.class);
    private static final String PYTHON = ".py";
    private static final String USUAL_NAME = "trace.jsonl";

    private final FileQuestion question;
    private final RecentFiles traces;
    private final RecentFiles programs;
    private final Supplier<Window> owner;
    private final Consumer<String> tell;

    /** A trace that was read, and the sentence to say of it: "", or which part could not be read. */
    private record Found(TraceLog log, String notice) {}

    /**
     * @param owner the window that asks
     * @param tell  gets a sentence for the user
     */
    SessionFiles(Preferences preferences, FileQuestion.Dialogs dialogs, Supplier<Window> owner,
            Consumer<String> tell) {
        question = new FileQuestion(preferences, Preferences.Key.TRACE_FOLDER, dialogs);
        traces = new RecentFiles(preferences, Preferences.Key.RECENT_TRACES);
        programs = new RecentFiles(preferences, Preferences.Key.RECENT_PROGRAMS);
        this.owner = owner;
        this.tell = tell;
    }

    static boolean isProgram(Path file) {
        return file.toString().endsWith(PYTHON);
    }

    /** The traces that were opened or saved last, then the programs. */
    List<Path> recentTraces() {
        return traces.list();
    }

    List<Path> recentPrograms() {
        return programs.list();
    }

    /** Asks for a file to open. */
    Optional<Path> ask() {
        return question.open(owner.get(), TEXT.text("open.title"),
                List.of(new ExtensionFilter(TEXT.text("open.kinds"), "*.jsonl", "*.trace", "*" + PYTHON, "*.md"),
                        new ExtensionFilter(TEXT.text("open.all"), "*")));
    }

    /** Reads a trace and passes it on, as far as it can be read; otherwise tells why it cannot. */
    void read(Path file, Consumer<RecordedSession> then) {
        Background.run("open", () -> {
            try {
                return new Found(TraceFile.read(file), "");
            } catch (TraceFormatException e) {
                if (e.before().size() == 0) {
                    throw e;
                }
                return new Found(e.before(), TEXT.text("open.cut", file, e.getMessage()));
            }
        }, found -> {
            traces.add(file);
            RecordedSession session = new RecordedSession(found.log());
            session.liesIn(file);
            then.accept(session);
            tell.accept(found.notice());
        }, e -> tell.accept(TEXT.text("open.failed", file,
                e instanceof TraceFormatException ? String.valueOf(e.getMessage()) : FileProblem.text(e))));
    }

    /** Saves a session to its file, or to one that the user chooses; then does something more, if that went well. */
    void save(Session session, Runnable then) {
        session.file().ifPresentOrElse(file -> write(session, file, then), () -> saveAs(session, then));
    }

    void saveAs(Session session, Runnable then) {
        String name = session.file().map(file -> file.getFileName().toString()).orElse(USUAL_NAME);
        question.save(owner.get(), TEXT.text("save.title"), name, List.of())
                .ifPresent(file -> write(session, file, then));
    }

    private void write(Session session, Path file, Runnable then) {
        TraceLog log = session.log();
        Background.run("save", () -> {
            int count = log.size();
            TraceFile.write(log, file);
            return count;
        }, count -> {
            session.unsaved().saved(count);
            session.liesIn(file);
            traces.add(file);
            tell.accept(TEXT.text("save.done", file));
            then.run();
        }, e -> {
            LOG.warn("the trace could not be saved as {}", file, e);
            tell.accept(TEXT.text("save.failed", file, FileProblem.text(e)));
        });
    }
}
