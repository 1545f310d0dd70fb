package org.socketworkbench.ui.listing;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.ui.support.AllControls;
import org.socketworkbench.ui.support.PaletteSheet;
import org.socketworkbench.ui.support.Preferences;
import org.socketworkbench.ui.support.Shortcut;
import org.socketworkbench.ui.support.Shown;

/** A participant's program: its listing, or its text in an editor, and its console. */
public final class ProgramController {
    private static final Messages TEXT = Messages.of(ProgramController.class);
    private static final Shortcut RUN = Shortcut.of(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);
    static final Shortcut BREAKPOINT = Shortcut.of(KeyCode.F9);
    /** The number of lines kept in sight above and below the marked one. */
    private static final int LINES_AROUND = 2;
    private static final int NAMES_SHOWN = 5;
    private static final PseudoClass STANDING = PseudoClass.getPseudoClass("standing");
    private static final PseudoClass PAST = PseudoClass.getPseudoClass("past");

    private final ProgramModel program;
    private final ListingModel model;
    private final ConsoleModel output;
    private final VariablesModel values;
    private final ProgramFiles files;
    private final int participant;
    private @Nullable ProgramEditor editor;

    private final AllControls all;

    @FXML private VBox area;
    @FXML private Label file;
    @FXML private Button runProgram;
    @FXML private ToggleButton edit;
    @FXML private Button save;
    @FXML private TextField arguments;
    @FXML private Label argumentsProblem;
    @FXML private Label fileProblem;
    @FXML private Label nothing;
    @FXML private ListView<ListingLine> listing;
    @FXML private StackPane editorPlace;
    @FXML private Label failure;
    @FXML private VBox variablesArea;
    @FXML private Label variablesTitle;
    @FXML private ListView<VariableRow> variables;
    @FXML private ListView<ConsoleLine> console;
    @FXML private VBox writtenArea;
    @FXML private Label written;
    @FXML private Button writeIntoFolder;

    /** @param participant the participant that the program belongs to, for its colour */
    public ProgramController(int participant, ProgramModel program, ListingModel model, ConsoleModel output,
            VariablesModel values,
            Preferences preferences, AllControls all) {
        this.all = all;
        this.participant = participant;
        this.program = program;
        this.model = model;
        this.output = output;
        this.values = values;
        files = new ProgramFiles(program, preferences);
    }

    /** The keys of a program's area. */
    public static List<Shortcut.Described> shortcuts() {
        return List.of(new Shortcut.Described(TEXT.text("program.run.does"), RUN),
                new Shortcut.Described(TEXT.text("listing.breakpoint.does"), BREAKPOINT));
    }

    @FXML
    private void initialize() {
        runProgram.setTooltip(new Tooltip(TEXT.text("program.run.tip", TEXT.text("program.run.does"), RUN.text())));
        listing.setAccessibleText(TEXT.text("listing.accessible", BREAKPOINT.text()));
        area.getStyleClass().add("of-" + PaletteSheet.of(participant));
        file.textProperty()
                .bind(Bindings.createStringBinding(this::title, model.nameProperty(), program.modifiedProperty(),
                        program.nameProperty()));
        runProgram.disableProperty().bind(program.busyProperty().or(program.nameProperty().isEmpty()));
        edit.selectedProperty().bindBidirectional(program.editingProperty());
        save.disableProperty().bind(program.nameProperty().isEmpty());
        arguments.textProperty().bindBidirectional(program.argumentsProperty());
        arguments.disableProperty().bind(program.nameProperty().isEmpty());
        argumentsProblem.textProperty().bind(program.argumentsProblemProperty());
        argumentsProblem.visibleProperty().addListener(
                (o, was, is) -> arguments.pseudoClassStateChanged(Styles.STATE_DANGER, is));
        Shown.orNoRoom(writeIntoFolder);
        fileProblem.textProperty().bind(program.problemProperty());
        Shown.whileItSays(argumentsProblem, fileProblem, failure);
        failure.textProperty().bind(model.failureProperty());
        BooleanBinding isEmpty = Bindings.isEmpty(model.lines());
        Shown.when(isEmpty.and(program.editingProperty().not()), nothing);
        Shown.when(isEmpty.not().and(program.editingProperty().not()), listing);
        Shown.when(program.editingProperty(), editorPlace);
        Shown.when(Bindings.isNotEmpty(output.lines()), console);
        Shown.when(Bindings.isNotEmpty(program.written()), writtenArea);
        program.written().addListener((ListChangeListener<String>) change -> showWritten());
        showWritten();
        showListing();
        showEditor();
        showVariables();
        console.setItems(output.lines());
        console.setCellFactory(list -> new ConsoleCell());
        output.lines().addListener((ListChangeListener<ConsoleLine>) change -> showLastOutput());
    }

    private void showVariables() {
        variablesTitle.textProperty().bind(values.titleProperty());
        variables.setItems(values.rows());
        variables.setCellFactory(list -> new VariableCell());
        BooleanBinding stands = Bindings.isNotEmpty(values.rows());
        Shown.when(stands.and(all.projectorProperty().not()), variablesArea);
        // The console makes room for them, and on the projector for more lines of the program.
        stands.addListener((o, before, now) -> area.pseudoClassStateChanged(STANDING, now));
        values.currentProperty().addListener((o, before, now) -> variablesArea.pseudoClassStateChanged(PAST, !now));
        variablesArea.pseudoClassStateChanged(PAST, true);
    }

    @FXML
    private void run() {
        model.adopt();
        program.run();
    }

    @FXML
    private void save() {
        files.save(area.getScene().getWindow());
    }

    private void showWritten() {
        List<String> names = program.written();
        String listed = String.join(", ", names.subList(0, Math.min(names.size(), NAMES_SHOWN)));
        written.setText(TEXT.text(names.size() > NAMES_SHOWN ? "written.many" : "written.few",
                Integer.toString(names.size()), listed));
        writeIntoFolder.setVisible(program.folder().isPresent());
    }

    @FXML
    private void saveWritten() {
        files.saveWritten(area.getScene().getWindow());
    }

    @FXML
    private void writeIntoFolder() {
        program.writeIntoFolder();
    }

    private void showListing() {
        listing.setItems(model.lines());
        listing.setCellFactory(list -> new ListingCell(this::toggleBreakpoint));
        listing.addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            ListingLine chosen = listing.getSelectionModel().getSelectedItem();
            int line = chosen == null ? model.markedProperty().get() : chosen.number();
            if (BREAKPOINT.matches(key) && line > 0) {
                toggleBreakpoint(line);
                key.consume();
            }
        });
        model.markedProperty().addListener(o -> keepInSight(model.markedProperty().get() - 1));
        model.lines()
                .addListener((ListChangeListener<ListingLine>) change -> keepInSight(model.markedProperty().get() - 1));
        // A lower list may hide lines that were in sight; which ones is known only after layout.
        listing.heightProperty()
                .addListener(o -> Platform.runLater(() -> keepInSight(model.markedProperty().get() - 1)));
        area.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (RUN.matches(key) && !runProgram.isDisabled()) {
                key.consume();
                run();
            }
        });
    }

    private void toggleBreakpoint(int line) {
        if (model.isMain()) {
            program.toggleBreakpoint(line);
        }
    }

    private void showEditor() {
        program.editingProperty().addListener((o, before, now) -> {
            if (now) {
                model.adopt();
                program.editingProperty().set(true); // Otherwise adopted text would be shown in the listing first.
                editor().editAt(model.isMain() ? model.markedProperty().get() : 0);
            }
        });
    }

    /** Scrolls again after the layout of the new lines: only then is their height known. */
    private void showLastOutput() {
        console.scrollTo(output.lines().size() - 1);
        Platform.runLater(() -> console.scrollTo(output.lines().size() - 1));
    }

    /** Made when it is first needed: the window starts faster without it. */
    private ProgramEditor editor() {
        if (editor == null) {
            editor = new ProgramEditor(program);
            editorPlace.getChildren().add(editor.node());
        }
        return editor;
    }

    private String title() {
        String name = model.nameProperty().get();
        return program.modifiedProperty().get() && name.equals(program.nameProperty().get())
                ? TEXT.text("program.modified", name) : name;
    }

    private void keepInSight(int index) {
        if (index >= 0 && !isInSight(index)) {
            listing.scrollTo(Math.max(0, index - LINES_AROUND));
        }
    }

    /** False until the list has been laid out; until then, scrolling takes effect later. */
    private boolean isInSight(int index) {
        if (!(listing.lookup(".virtual-flow") instanceof VirtualFlow<?> flow)) {
            return false;
        }
        IndexedCell<?> first = flow.getFirstVisibleCell();
        IndexedCell<?> last = flow.getLastVisibleCell();
        return first != null && last != null && index - LINES_AROUND >= first.getIndex()
                && index + LINES_AROUND <= last.getIndex();
    }

    /** Sets pseudo-classes by the kind of line. */
    private static final class ConsoleCell extends ListCell<ConsoleLine> {
        private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");
        private static final PseudoClass TYPED = PseudoClass.getPseudoClass("typed");
        private static final PseudoClass QUIET = PseudoClass.getPseudoClass("quiet");

        private ConsoleCell() {
            setWrapText(true);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(ConsoleLine line, boolean empty) {
            super.updateItem(line, empty);
            ConsoleLine.Kind kind = empty || line == null ? ConsoleLine.Kind.OUTPUT : line.kind();
            pseudoClassStateChanged(ERROR, kind == ConsoleLine.Kind.ERROR);
            pseudoClassStateChanged(TYPED, kind == ConsoleLine.Kind.TYPED || kind == ConsoleLine.Kind.PROMPT);
            pseudoClassStateChanged(QUIET, kind == ConsoleLine.Kind.BEGIN || kind == ConsoleLine.Kind.LEFT_OUT);
            setText(empty || line == null ? null : line.text());
        }
    }
}
