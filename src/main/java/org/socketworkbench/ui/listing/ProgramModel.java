package org.socketworkbench.ui.listing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.platform.FileProblem;
import org.socketworkbench.python.Layer;
import org.socketworkbench.python.LineBreakpoints;
import org.socketworkbench.python.OwnProgram;
import org.socketworkbench.python.OwnPrograms;
import org.socketworkbench.python.ProgramWords;
import org.socketworkbench.python.PythonEngine;
import org.socketworkbench.python.Script;
import org.socketworkbench.socket.Family;
import org.socketworkbench.ui.panel.AddressModel;
import org.socketworkbench.ui.panel.ParticipantModel;
import org.socketworkbench.ui.support.Background;
import org.socketworkbench.ui.support.RecentFiles;

/** A panel's program: chosen, opened or typed, changed, saved and run. Files are read and written in the background. */
public final class ProgramModel {
    private static final Messages TEXT = Messages.of(ProgramModel.class);
    /** The largest program file, in bytes. */
    private static final long MAX_FILE = 1 << 20;

    private final ParticipantModel participant;
    private final AddressModel address;
    private final OwnProgram.Side side;
    private final PythonEngine python;
    private final RecentFiles recent;
    private final LineBreakpoints breakpoints = new LineBreakpoints();
    private final ReadOnlyStringWrapper name = new ReadOnlyStringWrapper("");
    private final StringProperty text = new SimpleStringProperty("");
    private final StringProperty arguments = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper argumentsProblem = new ReadOnlyStringWrapper("");
    private final StringProperty saved = new SimpleStringProperty("");
    private final BooleanBinding modified = text.isNotEqualTo(saved);
    private final BooleanProperty shown = new SimpleBooleanProperty();
    private final BooleanProperty editing = new SimpleBooleanProperty();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ObservableList<String> written = FXCollections.observableArrayList();
    private final ReadOnlyIntegerWrapper revision = new ReadOnlyIntegerWrapper();
    private Optional<Path> folder = Optional.empty();
    /** The number of events when the program became different from the last one that ran. */
    private int since;

    /** A program with its unsaved changes and breakpoints, and its arguments as typed. */
    public record Draft(Script script, String arguments, String saved, boolean shown, Set<Integer> breakpoints) {}

    /**
     * @param address where the workbench's own programs listen, or whom they call
     * @param recent  gets the files that are opened and saved
     */
    public ProgramModel(ParticipantModel participant, AddressModel address, OwnProgram.Side side, PythonEngine python,
            RecentFiles recent) {
        this.participant = participant;
        this.address = address;
        this.side = side;
        this.python = python;
        this.recent = recent;
        text.addListener(o -> changed());
        participant.busyProperty().addListener(o -> lookAtWritten());
        arguments.addListener(o -> argumentsProblem.set(""));
    }

    /** The workbench's own programs for this side. */
    public List<OwnProgram> offered() {
        return OwnPrograms.of(side);
    }

    /** The files that were opened and saved last, in this panel and others, the newest first. */
    List<Path> recent() {
        return recent.list();
    }

    /** The name of the participant that it is for. */
    public String owner() {
        return participant.name();
    }

    /** The program's file name; "" while there is none. */
    public ReadOnlyStringProperty nameProperty() {
        return name.getReadOnlyProperty();
    }

    public StringProperty textProperty() {
        return text;
    }

    /** The arguments after the program's name in {@code sys.argv}, in shell syntax. */
    public StringProperty argumentsProperty() {
        return arguments;
    }

    /** What is wrong with the arguments, or "". */
    public ReadOnlyStringProperty argumentsProblemProperty() {
        return argumentsProblem.getReadOnlyProperty();
    }

    /** Whether there are unsaved changes. */
    public BooleanBinding modifiedProperty() {
        return modified;
    }

    /** Whether the panel shows the program instead of the buttons for calls by hand. */
    public BooleanProperty shownProperty() {
        return shown;
    }

    public BooleanProperty editingProperty() {
        return editing;
    }

    /** Whether no program can be started: one runs, a call is in progress, or an earlier moment is shown. */
    public ReadOnlyBooleanProperty busyProperty() {
        return participant.busyProperty();
    }

    /** The names of the files that its programs wrote and that are not saved anywhere else yet. */
    public ObservableList<String> written() {
        return written;
    }

    private void lookAtWritten() {
        if (!busyProperty().get()) {
            inBackground(layer -> {}, e -> "");
        }
    }

    /** Copies what its programs wrote into a folder. */
    public void saveWritten(Path into) {
        inBackground(layer -> layer.copy(writer(), into),
                e -> TEXT.text("written.save.failed", into, FileProblem.text(e)));
    }

    /** Copies what its programs wrote into the program's own folder; later output is written there directly. */
    public void writeIntoFolder() {
        folder.ifPresent(lies -> inBackground(layer -> layer.writeThrough(lies),
                e -> TEXT.text("written.save.failed", lies, FileProblem.text(e))));
    }

    private interface OnLayer {
        void run(Layer layer) throws IOException;
    }

    /** Does something with the written files, and then shows the current ones. */
    private void inBackground(OnLayer work, Function<IOException, String> failed) {
        Background.run("written files", () -> {
            work.run(python.layer());
            return python.layer().written(writer()).stream().map(one -> one.name().toString()).toList();
        }, written::setAll, e -> problem.set(failed.apply(e)));
    }

    /** What went wrong with a file, or "". */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Changes with the program's text and its breakpoints. */
    public ReadOnlyIntegerProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    /** The lines that have a breakpoint, from 1. */
    public Set<Integer> breakpoints() {
        return breakpoints.lines();
    }

    /** Sets or removes a breakpoint at a line, for the running program and the next one. */
    public void toggleBreakpoint(int line) {
        Set<Integer> lines = new TreeSet<>(breakpoints.lines());
        if (!lines.remove(line)) {
            lines.add(line);
        }
        breakpoints.set(lines);
        revision.set(revision.get() + 1);
    }

    /**
     * Takes a lesson's program and shows it.
     *
     * @param lines the lines before which it waits, each as often as it is in the list
     */
    public void take(String file, String source, List<Integer> lines) {
        take(new Script(file, source));
        breakpoints.setTimes(lines);
    }

    /**
     * Lines of the text become others: the breakpoints below them move along.
     *
     * @param after   the line before them; 0 if there is none
     * @param removed how many lines go
     * @param added   how many come instead
     */
    void linesReplaced(int after, int removed, int added) {
        if (removed != added) {
            Set<Integer> lines = new TreeSet<>();
            for (int line : breakpoints.lines()) {
                if (line <= after) {
                    lines.add(line);
                } else if (line > after + removed) {
                    lines.add(line + added - removed);
                }
            }
            breakpoints.set(lines);
        }
    }

    /** Whether a program was chosen or changed after this event, so that it is not the one that ran there. */
    boolean isNewerThan(int event) {
        return !name.get().isEmpty() && since > event;
    }

    /** Takes one of the workbench's own programs, fills in the panel's address, and runs it. */
    public void choose(OwnProgram program) {
        load(program, this::run);
    }

    /**
     * Takes one of the workbench's own programs and fills in the panel's address; then does something more, unless
     * there is no such address.
     */
    public void load(OwnProgram program, Runnable then) {
        if (!program.families().contains(family())) {
            address.kind().familyProperty().set(program.families().iterator().next());
        }
        address.resolve(found -> {
            take(family() == Family.AF_UNIX ? program.script(address.pathProperty().get())
                    : program.script(family(), address.hostProperty().get().strip(),
                            Integer.parseInt(address.portProperty().get().strip())));
            then.run();
        });
    }

    /** Begins an empty program. */
    public void renew() {
        take(new Script(TEXT.text("program.new.name"), ""));
        editing.set(true);
    }

    /** Opens a file as the program; on failure, the problem says why and the program stays. */
    public void open(Path file) {
        inBackground(() -> {
            if (Files.size(file) > MAX_FILE) {
                throw new IOException(TEXT.text("program.file.large"));
            }
            return Script.of(file);
        }, script -> {
            take(script);
            recent.add(file);
        }, e -> TEXT.text("program.open.failed", file, FileProblem.text(e)));
    }

    /** Saves the program to a file, which becomes its file from then on. */
    public void save(Path file) {
        save(file, saved -> {});
    }

    /** @param then is told, on the FX thread, whether it was saved */
    void save(Path file, Consumer<Boolean> then) {
        String written = text.get();
        inBackground(() -> Script.write(file, written), script -> {
            name.set(script.name());
            folder = script.folder();
            saved.set(written);
            recent.add(file);
            revision.set(revision.get() + 1);
            then.accept(true);
        }, e -> {
            then.accept(false);
            return TEXT.text("program.save.failed", file, FileProblem.text(e));
        });
    }

    /** If there is no program, takes over the one that is shown. */
    void adopt(String file, String source) {
        if (name.get().isEmpty()) {
            take(new Script(file, source));
        }
    }

    /** Runs the program with all its changes, unless the participant is busy. */
    public void run() {
        if (!busyProperty().get() && !name.get().isEmpty()) {
            problem.set("");
            shown.set(true);
            switch (ProgramWords.split(arguments.get())) {
                case ProgramWords.Result.Words(List<String> words) -> {
                    editing.set(false);
                    folder.ifPresent(lies -> python.layer().share(List.of(lies)));
                    participant.start(python.program(script().with(words), breakpoints, python.layer(), writer()));
                }
                case ProgramWords.Result.Problem(String what) -> argumentsProblem.set(what);
            }
        }
    }

    /** The program's file, if it has one. */
    Optional<Path> file() {
        return folder.map(lies -> lies.resolve(name.get()));
    }

    /** The folder of the program's file, if it has one. */
    Optional<Path> folder() {
        return folder;
    }

    /** The current program, to continue with elsewhere. */
    public Optional<Draft> draft() {
        return name.get().isEmpty() ? Optional.empty()
                : Optional.of(new Draft(script(), arguments.get(), saved.get(), shown.get(),
                        breakpoints.lines()));
    }

    /** Continues with a program from elsewhere. */
    public void goOnWith(Draft draft) {
        take(draft.script());
        arguments.set(draft.arguments());
        saved.set(draft.saved());
        shown.set(draft.shown());
        breakpoints.set(draft.breakpoints());
        revision.set(revision.get() + 1);
    }

    /** The participant's name in the layer. */
    private String writer() {
        return Integer.toString(participant.id());
    }

    private Script script() {
        return new Script(name.get(), text.get(), folder, List.of());
    }

    private void take(Script script) {
        problem.set("");
        breakpoints.set(Set.of());
        breakpoints.setTimes(List.of());
        editing.set(false);
        if (!script.name().equals(name.get())) {
            arguments.set("");
        }
        name.set(script.name());
        folder = script.folder();
        saved.set(script.text());
        text.set(script.text());
        shown.set(true);
        changed();
    }

    private void changed() {
        since = participant.events();
        revision.set(revision.get() + 1);
    }

    private Family family() {
        return address.kind().familyProperty().get();
    }

    private void inBackground(Background.Work<Script> work, Consumer<Script> then,
            Function<IOException, String> failed) {
        Background.run("program file", work, then, e -> {
            shown.set(true);
            problem.set(failed.apply(e));
        });
    }
}
