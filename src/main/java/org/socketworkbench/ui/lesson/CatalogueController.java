package org.socketworkbench.ui.lesson;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.socketworkbench.lesson.Lesson;
import org.socketworkbench.lesson.Lessons;
import org.socketworkbench.lesson.MalformedLesson;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.platform.FileProblem;
import org.socketworkbench.ui.support.Background;
import org.socketworkbench.ui.support.FileQuestion;
import org.socketworkbench.ui.support.Shown;

/**
 * The catalogue of lessons, in the order in which they build on each other: what each teaches, and whether it is new,
 * begun or done. FX thread only.
 */
public final class CatalogueController {
    private static final Messages TEXT = Messages.of(CatalogueController.class);

    /** What a cell needs at its sides, with the scroll bar. */
    private static final double SIDES = 36;

    private final LessonsDone done;
    private final FileQuestion folders;
    private final Consumer<Lesson> begin;
    private final Runnable close;

    @FXML private VBox catalogue;
    @FXML private Label problem;
    @FXML private ListView<Lesson> lessons;

    /** What was found in a folder. */
    private record Found(List<Lesson> lessons, List<String> problems) {}

    /**
     * @param folders asks for a folder of lessons
     * @param begin   begins a lesson
     * @param close   hides the catalogue
     */
    public CatalogueController(LessonsDone done, FileQuestion folders, Consumer<Lesson> begin, Runnable close) {
        this.done = done;
        this.folders = folders;
        this.begin = begin;
        this.close = close;
    }

    @FXML
    private void initialize() {
        Shown.whileItSays(problem);
        lessons.setCellFactory(list -> new LessonCell());
        lessons.getItems().setAll(Lessons.all());
        lessons.setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ENTER) {
                beginChosen();
            }
        });
        lessons.setOnMouseClicked(click -> beginChosen());
        lessons.getSelectionModel().clearSelection();
    }

    private void beginChosen() {
        Lesson chosen = lessons.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            begin.accept(chosen);
        }
    }

    @FXML
    private void openFolder() {
        folders.folder(catalogue.getScene().getWindow(), TEXT.text("catalogue.folder.title"))
                .ifPresent(folder -> open(folder));
    }

    /** Lists the lessons of a folder after the workbench's own. */
    void open(Path folder) {
        Background.run("lessons", () -> read(folder), found -> {
            List<Lesson> all = new ArrayList<>(Lessons.all());
            all.addAll(found.lessons());
            lessons.getItems().setAll(all);
            lessons.scrollTo(all.size() - found.lessons().size());
            problem.setText(found.lessons().isEmpty() && found.problems().isEmpty()
                    ? TEXT.text("catalogue.folder.none", folder) : String.join("\n", found.problems()));
        }, e -> problem.setText(TEXT.text("catalogue.folder.failed", folder, FileProblem.text(e))));
    }

    private static Found read(Path folder) throws IOException {
        List<Lesson> read = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Path file : Lessons.in(folder)) {
            try {
                read.add(Lessons.read(file));
            } catch (MalformedLesson e) {
                problems.add(TEXT.text("catalogue.wrong", file.getFileName(), Integer.toString(e.line()),
                        e.getMessage()));
            } catch (IOException e) {
                problems.add(TEXT.text("catalogue.unreadable", file.getFileName(), FileProblem.text(e)));
            }
        }
        return new Found(read, problems);
    }

    @FXML
    private void closeCatalogue() {
        close.run();
    }

    /** A lesson's title, what it teaches, and a sign for how far somebody has come. */
    private final class LessonCell extends ListCell<Lesson> {
        private final FontIcon sign = new FontIcon("fth-circle");
        private final Label name = new Label();
        private final Label teaches = new Label();
        private final HBox row;

        LessonCell() {
            name.getStyleClass().add("lesson-name");
            teaches.getStyleClass().addAll("lesson-teaches", "quiet");
            name.setWrapText(true);
            teaches.setWrapText(true);
            VBox words = new VBox(name, teaches);
            HBox.setHgrow(words, Priority.ALWAYS);
            row = new HBox(sign, words);
            row.getStyleClass().add("row");
            row.prefWidthProperty().bind(lessons.widthProperty().subtract(SIDES));
            row.setMaxWidth(Region.USE_PREF_SIZE);
            // A cell as wide as its longest line would scroll sideways.
            setPrefWidth(0);
        }

        /** A cell asks what it shows for a height without saying how wide it is, and words that wrap need to know. */
        @Override
        protected double computePrefHeight(double width) {
            return isEmpty() ? super.computePrefHeight(width)
                    : snappedTopInset() + row.prefHeight(lessons.getWidth() - SIDES) + snappedBottomInset();
        }

        @Override
        protected void updateItem(Lesson lesson, boolean empty) {
            super.updateItem(lesson, empty);
            if (empty || lesson == null) {
                setGraphic(null);
                return;
            }
            LessonsDone.State state = done.of(lesson.id());
            sign.setIconLiteral(switch (state) {
                case NEW -> "fth-circle";
                case BEGUN -> "fth-play-circle";
                case DONE -> "fth-check-circle";
            });
            name.setText(lesson.title());
            teaches.setText(lesson.summary());
            setAccessibleText(TEXT.text("catalogue.entry", lesson.title(),
                    TEXT.text("catalogue." + state.word()), lesson.summary()));
            setGraphic(row);
        }
    }
}
