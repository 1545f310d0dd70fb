package org.socketworkbench.ui.lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.socketworkbench.lesson.Lesson;
import org.socketworkbench.lesson.Lesson.Choice;
import org.socketworkbench.lesson.Lesson.Link;
import org.socketworkbench.lesson.Lesson.Question;
import org.socketworkbench.lesson.Lesson.Step;
import org.socketworkbench.lesson.ObservedText;
import org.socketworkbench.lesson.Prediction;
import org.socketworkbench.lesson.Progress;
import org.socketworkbench.lesson.Progress.Phase;
import org.socketworkbench.lesson.Verdicts;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.model.ParticipantState;
import org.socketworkbench.model.Picture;
import org.socketworkbench.ui.panel.LessonModel;
import org.socketworkbench.ui.support.Preferences;
import org.socketworkbench.ui.support.Shown;
import org.socketworkbench.ui.support.TraceFeed;

/**
 * The text of the lesson that is on, beside the stage: its introduction, what came of each step, the question that is
 * asked now, and the closing. The steps stay, so that one can go back to them. FX thread only.
 */
public final class LessonPaneController implements TraceFeed.Listener, AutoCloseable {
    private static final Messages TEXT = Messages.of(LessonPaneController.class);
    private static final PseudoClass RIGHT = PseudoClass.getPseudoClass("right");
    private static final PseudoClass OTHER = PseudoClass.getPseudoClass("other");
    private static final PseudoClass NEXT = PseudoClass.getPseudoClass("next");
    private static final int HANDS_AT_MOST = 999;

    private final TraceFeed feed;
    private final LessonModel lessons;
    private final Guidance guidance;
    private final Preferences preferences;
    private Optional<State> shown = Optional.empty();

    /** Where the user can go from a lesson. */
    public interface Guidance {
        /** Goes where a link of the lesson leads. */
        void follow(Link link);

        /** Begins the same lesson once more. */
        void again(Lesson lesson);

        /** Shows all lessons. */
        void catalogue();
    }

    /** What the cards depend on. */
    private record State(Lesson lesson, int done, Phase phase, boolean isPredicted, boolean isForClass,
            boolean isStopped,
            boolean isLive) {}

    @FXML private VBox lesson;
    @FXML private Label where;
    @FXML private Label title;
    @FXML private ScrollPane scroll;
    @FXML private VBox cards;
    @FXML private ToggleButton forClass;
    @FXML private Button again;
    @FXML private Button end;

    public LessonPaneController(TraceFeed feed, LessonModel lessons, Guidance guidance, Preferences preferences) {
        this.feed = feed;
        this.lessons = lessons;
        this.guidance = guidance;
        this.preferences = preferences;
    }

    @FXML
    private void initialize() {
        preferences.keep(Preferences.Key.LESSON_FOR_CLASS, forClass.selectedProperty());
        forClass.selectedProperty().addListener(o -> show(feed.picture()));
        Shown.orNoRoom(forClass, again, end);
        feed.add(this, feed.log().size());
        show(feed.picture());
    }

    @Override
    public void show(int count, Picture picture) {
        show(picture);
    }

    private void show(Picture picture) {
        Optional<State> now = lessons.progress().map(one -> new State(one.lesson(), one.done(), one.phase(),
                one.prediction().isPresent(), forClass.isSelected(), isStopped(one, picture),
                feed.liveProperty().get() && !lessons.isReviewed()));
        if (!now.equals(shown)) {
            shown = now;
            now.ifPresent(state -> build(lessons.progress().orElseThrow(), state));
        }
    }

    /** Whether the program whose line comes next has ended. */
    private static boolean isStopped(Progress progress, Picture picture) {
        Optional<Step> step = progress.current().filter(one -> progress.lesson().program(one).isPresent());
        return step.flatMap(one -> picture.participants().stream().filter(who -> who.name().equals(one.who()))
                .findFirst()).filter(who -> who.program().isEmpty() && who.newestCall() != ParticipantState.NONE)
                .isPresent();
    }

    private void build(Progress progress, State state) {
        Lesson is = progress.lesson();
        int steps = is.steps().size();
        title.setText(is.title());
        where.setText(lessons.isReviewed() ? TEXT.text("lesson.where.review")
                : progress.isOver() ? TEXT.text("lesson.where.over", Integer.toString(steps))
                : TEXT.text("lesson.where", Integer.toString(progress.done() + 1), Integer.toString(steps)));
        again.setVisible(!lessons.isReviewed());
        end.setVisible(!lessons.isReviewed());
        forClass.setVisible(!lessons.isReviewed() && is.steps().stream().anyMatch(step -> step.question().isPresent()));
        List<Node> all = new ArrayList<>();
        all.add(introduction(is));
        progress.results().forEach(result -> all.add(result(is, result)));
        Node newest = all.getLast();
        if (progress.isOver()) {
            all.add(closing(is));
        } else if (!lessons.isReviewed()) {
            all.add(current(progress, progress.current().orElseThrow(), state));
        }
        cards.getChildren().setAll(all);
        if (progress.done() > 0) {
            scrollTo(newest);
        }
    }

    /** What came is read first, and what is asked next stands below it. */
    private void scrollTo(Node card) {
        Platform.runLater(() -> {
            scroll.layout();
            double hidden = cards.getHeight() - scroll.getViewportBounds().getHeight();
            scroll.setVvalue(hidden <= 0 ? 0 : Math.clamp(card.getBoundsInParent().getMinY() / hidden, 0, 1));
        });
    }

    private static VBox introduction(Lesson is) {
        VBox card = card("lesson-introduction", text(is.introduction()));
        if (!is.picture().isEmpty()) {
            ScrollPane drawing = new ScrollPane(new Label(is.picture().stripTrailing()));
            drawing.setFitToHeight(true);
            drawing.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
            drawing.getStyleClass().addAll("edge-to-edge", "lesson-drawing");
            card.getChildren().add(drawing);
        }
        return card;
    }

    private static VBox result(Lesson is, Progress.Result result) {
        VBox card = card("lesson-result", head(is, result.step()));
        card.getChildren().add(mono(ObservedText.of(result.observed())));
        if (!Verdicts.of(result).isEmpty()) {
            // What the lesson explains did not happen: too much time has passed, or something else has changed.
            card.getChildren().add(verdict(TEXT.text("lesson.otherwise")));
            return card;
        }
        result.step().question().ifPresent(question -> verdict(card, question, result.predicted()));
        card.getChildren().add(text(result.step().after()));
        return card;
    }

    private static void verdict(VBox card, Question question, Optional<Prediction> predicted) {
        String right = question.right().text();
        if (predicted.isEmpty()) {
            card.getChildren().add(verdict(TEXT.text("lesson.unpredicted", right)));
            return;
        }
        Prediction prediction = predicted.get();
        if (!prediction.hands().isEmpty()) {
            card.getChildren().add(verdict(TEXT.text("lesson.class.right", right)));
            card.getChildren().add(hands(question, prediction.hands()));
        } else if (prediction.isRight(question)) {
            card.pseudoClassStateChanged(RIGHT, true);
            card.getChildren().add(verdict(TEXT.text("lesson.right", right)));
        } else {
            card.pseudoClassStateChanged(OTHER, true);
            card.getChildren().add(text(TEXT.text("lesson.other", chosen(question, prediction))));
            card.getChildren().add(verdict(TEXT.text("lesson.other.right", right)));
        }
    }

    private static String chosen(Question question, Prediction prediction) {
        return prediction.choice() <= question.choices().size()
                ? question.choices().get(prediction.choice() - 1).text() : "";
    }

    /** How many of a class were for each choice. */
    private static VBox hands(Question question, List<Integer> hands) {
        VBox box = new VBox();
        box.getStyleClass().addAll("lesson-choices", "lesson-hands");
        int all = hands.stream().mapToInt(Integer::intValue).sum();
        for (int i = 0; i < Math.min(hands.size(), question.choices().size()); i++) {
            ProgressBar bar = new ProgressBar(all == 0 ? 0 : (double) hands.get(i) / all);
            bar.setMaxWidth(Double.MAX_VALUE);
            bar.pseudoClassStateChanged(RIGHT, question.choices().get(i).isRight());
            HBox.setHgrow(bar, Priority.ALWAYS);
            Label count = new Label(TEXT.text("lesson.hands.count", Integer.toString(hands.get(i)),
                    Integer.toString(all)));
            count.setMinWidth(Label.USE_PREF_SIZE);
            HBox row = new HBox(bar, count);
            row.getStyleClass().add("row");
            box.getChildren().add(new VBox(text(question.choices().get(i).text()), row));
        }
        return box;
    }

    private Node current(Progress progress, Step step, State state) {
        Lesson is = progress.lesson();
        if (state.isStopped() && state.phase() != Phase.UNDER_WAY) {
            return card("lesson-card", text(TEXT.text("lesson.stopped")));
        }
        boolean isHeld = state.phase() == Phase.HELD && !state.isPredicted();
        if (!isHeld && is.program(step).isPresent()) {
            String key = state.phase() != Phase.AWAITED ? "lesson.made"
                    : progress.done() == 0 ? "lesson.starts" : "lesson.runs";
            return card("lesson-card", text(TEXT.text(key)));
        }
        VBox card = card("lesson-question", head(is, step));
        card.getChildren().add(text(step.before()));
        if (!isHeld) {
            step.call().ifPresent(call -> card.getChildren().add(text(TEXT.text(
                    step.question().isPresent() ? "lesson.press" : "lesson.press.plain", step.who(), call.text()))));
            return card;
        }
        Button go = new Button(TEXT.text("lesson.go"));
        go.setId("go");
        go.getStyleClass().addAll("dense", "call");
        go.pseudoClassStateChanged(NEXT, true);
        go.setDisable(!state.isLive());
        if (step.question().isEmpty()) {
            go.setText(TEXT.text("lesson.on"));
            go.setOnAction(pressed -> lessons.letGo(Optional.empty()));
        } else if (state.isForClass()) {
            askClass(card, go, is, progress.done() + 1, step.question().get());
        } else {
            askOne(card, go, is, progress.done() + 1, step.question().get());
        }
        card.getChildren().add(go);
        hint(card, step);
        return card;
    }

    private void askOne(VBox card, Button go, Lesson is, int step, Question question) {
        ToggleGroup group = new ToggleGroup();
        VBox choices = new VBox();
        choices.getStyleClass().add("lesson-choices");
        for (Choice choice : question.choices()) {
            RadioButton button = new RadioButton(choice.text());
            button.setToggleGroup(group);
            button.setMinHeight(RadioButton.USE_PREF_SIZE);
            choices.getChildren().add(button);
        }
        card.getChildren().add(choices);
        if (!go.isDisable()) {
            go.disableProperty().bind(group.selectedToggleProperty().isNull());
        }
        go.setOnAction(pressed -> {
            int chosen = group.getToggles().indexOf(group.getSelectedToggle()) + 1;
            lessons.letGo(Optional.of(Prediction.ofOne(is.id(), step, question, chosen)));
        });
    }

    private void askClass(VBox card, Button go, Lesson is, int step, Question question) {
        List<Spinner<Integer>> counts = IntStream.range(0, question.choices().size())
                .mapToObj(i -> new Spinner<Integer>(0, HANDS_AT_MOST, 0)).toList();
        VBox choices = new VBox();
        choices.getStyleClass().add("lesson-choices");
        for (int i = 0; i < counts.size(); i++) {
            Spinner<Integer> count = counts.get(i);
            count.setEditable(true);
            count.setPrefWidth(Spinner.USE_COMPUTED_SIZE);
            count.getEditor().setPrefColumnCount(3);
            count.setMinWidth(Spinner.USE_PREF_SIZE);
            count.getStyleClass().add("dense");
            count.setAccessibleText(TEXT.text("lesson.hands"));
            Label answer = text(question.choices().get(i).text());
            HBox.setHgrow(answer, Priority.ALWAYS);
            HBox row = new HBox(answer, count);
            row.getStyleClass().add("row");
            choices.getChildren().add(row);
        }
        card.getChildren().add(choices);
        go.setOnAction(pressed -> lessons.letGo(Optional.of(
                Prediction.ofClass(is.id(), step, counts.stream().map(Spinner::getValue).toList()))));
    }

    private static void hint(VBox card, Step step) {
        if (step.hint().isEmpty()) {
            return;
        }
        Label hint = text(step.hint());
        hint.setVisible(false);
        Hyperlink show = new Hyperlink(TEXT.text("lesson.hint"));
        show.setOnAction(pressed -> {
            hint.setVisible(true);
            // Otherwise the focus would go on to a button that ends a program.
            card.requestFocus();
            show.setVisible(false);
        });
        card.getChildren().addAll(show, hint);
        Shown.orNoRoom(show, hint);
    }

    private VBox closing(Lesson is) {
        Label heading = text(is.closing().title());
        heading.getStyleClass().add("heading");
        VBox card = card("lesson-question", heading);
        card.getChildren().add(text(is.closing().text()));
        for (Link link : is.closing().next()) {
            Hyperlink button = new Hyperlink(link.text());
            button.setWrapText(true);
            button.setOnAction(pressed -> guidance.follow(link));
            card.getChildren().add(button);
        }
        return card;
    }

    private static VBox head(Lesson is, Step step) {
        String line = step.what() instanceof Lesson.What.AtLine(int number)
                ? TEXT.text("lesson.line", step.who(), Integer.toString(number))
                : TEXT.text("lesson.call", step.who(), step.call().orElseThrow().text());
        Label heading = text(line);
        heading.getStyleClass().add("heading");
        VBox head = new VBox(heading);
        head.getStyleClass().add("lesson-card");
        String source = is.source(step);
        if (!source.isEmpty()) {
            head.getChildren().add(mono(source));
        }
        return head;
    }

    private static VBox card(String style, Node first) {
        VBox card = new VBox(first);
        card.getStyleClass().addAll("lesson-card", style);
        return card;
    }

    private static Label text(String words) {
        Label label = new Label(words);
        label.setWrapText(true);
        label.setMaxWidth(Double.MAX_VALUE);
        label.setMinHeight(Label.USE_PREF_SIZE);
        return label;
    }

    private static Label mono(String words) {
        Label label = text(words);
        label.getStyleClass().add("lesson-code");
        return label;
    }

    private static Label verdict(String words) {
        Label label = text(words);
        label.getStyleClass().add("lesson-verdict");
        return label;
    }

    @FXML
    private void beginAgain() {
        lessons.progress().ifPresent(one -> guidance.again(one.lesson()));
    }

    @FXML
    private void showAll() {
        guidance.catalogue();
    }

    @FXML
    private void end() {
        lessons.end();
    }

    @Override
    public void close() {
        feed.remove(this);
    }
}
