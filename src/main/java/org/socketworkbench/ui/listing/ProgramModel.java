package org.socketworkbench.ui.listing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.application.Platform;
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

/**
 * The program that a panel has: chosen, opened or typed, changed, saved and run. Files are read and written in the
 * background.
 */
public final class ProgramModel {
    private static final Messages TEXT = Messages.of(ProgramModel.class);
    /** So many bytes of a file are taken as a program. */
    private static final long MAX_FILE = 1 << 20;

    private final ParticipantModel participant;
    private final AddressModel address;
    private final OwnProgram.Side side;
    private final PythonEngine python;
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
    /** How many events there were when the program became another one than what ran last. */
    private int since;

    /** A program with the changes that were made to it, and its arguments as they were typed. */
    public record Draft(Script script, String arguments, String saved, boolean shown) {}

    /** @param address where the workbench's own programs listen or whom they call */
    public ProgramModel(ParticipantModel participant, AddressModel address, OwnProgram.Side side, PythonEngine python) {
        this.participant = participant;
        this.address = address;
        this.side = side;
        this.python = python;
        text.addListener(o -> changed());
        participant.busyProperty().addListener(o -> lookAtWritten());
        arguments.addListener(o -> argumentsProblem.set(""));
    }

    /** The workbench's own programs for this side. */
    public List<OwnProgram> offered() {
        return OwnPrograms.of(side);
    }

    /** The program's file name; "" while there is none. */
    public ReadOnlyStringProperty nameProperty() {
        return name.getReadOnlyProperty();
    }

    public StringProperty textProperty() {
        return text;
    }

    /** What the program gets as {@code sys.argv} behind its name, written as for a shell. */
    public StringProperty argumentsProperty() {
        return arguments;
    }

    /** What is wrong with the arguments, or "". */
    public ReadOnlyStringProperty argumentsProblemProperty() {
        return argumentsProblem.getReadOnlyProperty();
    }

    /** Whether there are changes that no file has. */
    public BooleanBinding modifiedProperty() {
        return modified;
    }

    /** Whether the panel shows the program, and not the buttons for calls by hand. */
    public BooleanProperty shownProperty() {
        return shown;
    }

    public BooleanProperty editingProperty() {
        return editing;
    }

    /** Whether no program can be started: one runs, a call is on its way, or an earlier moment is looked at. */
    public ReadOnlyBooleanProperty busyProperty() {
        return participant.busyProperty();
    }

    /** The files that its programs wrote and that lie nowhere else yet, by their names. */
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
        inBackground(layer -> layer.copy(writer(), into), e -> TEXT.text("written.save.failed", into, e.getMessage()));
    }

    /** What its programs wrote goes into the program's own folder, and so does what they write from now on. */
    public void writeIntoFolder() {
        folder.ifPresent(lies -> inBackground(layer -> layer.writeThrough(lies),
                e -> TEXT.text("written.save.failed", lies, e.getMessage())));
    }

    private interface OnLayer {
        void run(Layer layer) throws IOException;
    }

    /** Does something with what was written, and then shows what there is. */
    private void inBackground(OnLayer work, Function<IOException, String> failed) {
        Thread.ofVirtual().name("written files").start(() -> {
            try {
                work.run(python.layer());
                List<String> names =
                        python.layer().written(writer()).stream().map(one -> one.name().toString()).toList();
                Platform.runLater(() -> written.setAll(names));
            } catch (IOException e) {
                Platform.runLater(() -> problem.set(failed.apply(e)));
            }
        });
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

    /** Sets a breakpoint at a line or takes it away, for the program that runs and for the next. */
    public void toggleBreakpoint(int line) {
        Set<Integer> lines = new TreeSet<>(breakpoints.lines());
        if (!lines.remove(line)) {
            lines.add(line);
        }
        breakpoints.set(lines);
        revision.set(revision.get() + 1);
    }

    /** Whether there is a program that was chosen or changed behind this event, so that it is not what ran there. */
    boolean isNewerThan(int event) {
        return !name.get().isEmpty() && since > event;
    }

    /** Takes one of the workbench's own programs, with the panel's address in it, and runs it. */
    public void choose(OwnProgram program) {
        if (!program.families().contains(family())) {
            address.kind().familyProperty().set(program.families().iterator().next());
        }
        address.resolve(found -> {
            take(family() == Family.AF_UNIX ? program.script(address.pathProperty().get())
                    : program.script(family(), address.hostProperty().get().strip(),
                            Integer.parseInt(address.portProperty().get().strip())));
            run();
        });
    }

    /** Begins an empty program. */
    public void renew() {
        take(new Script(TEXT.text("program.new.name"), ""));
        editing.set(true);
    }

    /** Takes a file as the program; if that fails, the problem says why and the program stays. */
    public void open(Path file) {
        inBackground(() -> {
            if (Files.size(file) > MAX_FILE) {
                throw new IOException(TEXT.text("program.file.large"));
            }
            return Script.of(file);
        }, this::take, e -> TEXT.text("program.open.failed", file, e.getMessage()));
    }

    /** Writes the program into a file, which is where it lies from then on. */
    public void save(Path file) {
        String written = text.get();
        inBackground(() -> Script.write(file, written), script -> {
            name.set(script.name());
            folder = script.folder();
            saved.set(written);
            revision.set(revision.get() + 1);
        }, e -> TEXT.text("program.save.failed", file, e.getMessage()));
    }

    /** Takes what is shown as the program, if it has none of its own. */
    void adopt(String file, String source) {
        if (name.get().isEmpty()) {
            take(new Script(file, source));
        }
    }

    /** Runs the program with all its changes, unless something else is being done. */
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

    /** Where the program's file lies, if it has one. */
    Optional<Path> folder() {
        return folder;
    }

    /** The program as it is, to go on with elsewhere. */
    public Optional<Draft> draft() {
        return name.get().isEmpty() ? Optional.empty()
                : Optional.of(new Draft(script(), arguments.get(), saved.get(), shown.get()));
    }

    /** Goes on with a program from elsewhere. */
    public void goOnWith(Draft draft) {
        take(draft.script());
        arguments.set(draft.arguments());
        saved.set(draft.saved());
        shown.set(draft.shown());
    }

    /** Who the participant is to the layer. */
    private String writer() {
        return Integer.toString(participant.id());
    }

    private Script script() {
        return new Script(name.get(), text.get(), folder, List.of());
    }

    private void take(Script script) {
        problem.set("");
        breakpoints.set(Set.of());
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

    private void inBackground(Callable<Script> work, Consumer<Script> then, Function<IOException, String> failed) {
        Thread.ofVirtual().name("program file").start(() -> {
            try {
                Script done = work.call();
                Platform.runLater(() -> then.accept(done));
            } catch (IOException e) {
                Platform.runLater(() -> {
                    shown.set(true);
                    problem.set(failed.apply(e));
                });
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
