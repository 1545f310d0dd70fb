package org.socketworkbench.ui.panel;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.shape.Circle;
import org.kordamp.ikonli.javafx.FontIcon;
import org.socketworkbench.explain.Guide;
import org.socketworkbench.lesson.Lesson;
import org.socketworkbench.lesson.Lesson.Link;
import org.socketworkbench.lesson.Lessons;
import org.socketworkbench.lesson.Progress;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.model.NextCall;
import org.socketworkbench.model.ParticipantState;
import org.socketworkbench.model.Picture;
import org.socketworkbench.ui.support.PaletteSheet;
import org.socketworkbench.ui.support.Preferences;
import org.socketworkbench.ui.support.Shown;
import org.socketworkbench.ui.support.TraceFeed;

/**
 * One line for the whole window: who makes which call next, and why. While a lesson is on, it says in the lesson's
 * words what has come of the last step and what the next one is.
 */
public final class GuideController implements TraceFeed.Listener, AutoCloseable {
    private static final Messages TEXT = Messages.of(GuideController.class);

    private final TraceFeed feed;
    private final NextStep next;
    private final LessonModel lessons;
    private final Preferences preferences;
    private final Consumer<Link> follow;
    private final boolean recorded;
    private final Guide guide = new Guide();
    private List<Link> shownLinks = List.of();

    @FXML private HBox lessonRow;
    @FXML private FontIcon sign;
    @FXML private Label passed;
    @FXML private Label where;
    @FXML private Circle who;
    @FXML private Label title;
    @FXML private Label why;
    @FXML private Button offer;
    @FXML private HBox links;

    /**
     * @param next     the suggestion, which is shown to every view before this one
     * @param follow   goes where a link of a lesson leads
     * @param recorded whether the session is one in which nobody makes calls
     */
    public GuideController(TraceFeed feed, NextStep next, LessonModel lessons, Preferences preferences,
            Consumer<Link> follow, boolean recorded) {
        this.feed = feed;
        this.next = next;
        this.lessons = lessons;
        this.preferences = preferences;
        this.follow = follow;
        this.recorded = recorded;
    }

    @FXML
    private void initialize() {
        Shown.whileItSays(title);
        Shown.when(title.visibleProperty(), who);
        lessonRow.setVisible(false);
        Shown.orNoRoom(lessonRow, offer);
        feed.add(this, feed.log().size());
    }

    @Override
    public void show(int count, Picture picture) {
        Optional<NextCall> call = next.callProperty().get();
        if (!recorded && call.isEmpty() && isOnItsWay(picture)) {
            // The line must not flicker with every call.
            return;
        }
        boolean now = !recorded && feed.liveProperty().get();
        Optional<Progress> lesson = lessons.progress().filter(one -> now && one.lesson().isGuided());
        colour(call.filter(one -> now));
        lessonRow.setVisible(lesson.isPresent());
        lesson.ifPresent(this::showPassed);
        Guide.Advice advice = now ? advice(lesson, call, picture)
                : new Guide.Advice("", TEXT.text(recorded ? "guide.recorded" : "guide.past"));
        title.setText(advice.title());
        why.setText(advice.text());
        offer.setVisible(now && lesson.isEmpty() && isNew(picture));
        showLinks(lesson.filter(Progress::isOver).map(one -> one.lesson().closing().next()).orElse(List.of()));
    }

    private Guide.Advice advice(Optional<Progress> guided, Optional<NextCall> call, Picture now) {
        boolean asks = lessons.progress().filter(one -> one.phase() == Progress.Phase.HELD).isPresent();
        boolean over = lessons.isAboutPrograms() && lessons.progress().filter(Progress::isOver).isPresent();
        return asks ? new Guide.Advice("", TEXT.text("guide.asks"))
                : over ? new Guide.Advice("", TEXT.text("guide.lesson-over"))
                : guided.flatMap(one -> ofLesson(one, call, now)).orElseGet(() -> guide.of(call, now));
    }

    private void colour(Optional<NextCall> call) {
        List<String> colour = call.map(one -> PaletteSheet.of(one.participant())).stream().toList();
        // This runs once a frame, and a change of style classes has the node styled again.
        if (!who.getStyleClass().equals(colour)) {
            who.getStyleClass().setAll(colour);
        }
    }

    private void showPassed(Progress lesson) {
        int steps = lesson.lesson().steps().size();
        where.setText(lesson.isOver() ? lesson.lesson().title() : TEXT.text("guide.where", lesson.lesson().title(),
                Integer.toString(lesson.done() + 1), Integer.toString(steps)));
        passed.setText(lesson.detour().map(GuideController::text)
                .or(() -> lesson.last().map(Lesson.Step::after)).orElse(lesson.lesson().introduction()));
        sign.setVisible(lesson.done() > 0 && lesson.detour().isEmpty());
    }

    private static String text(Progress.Detour detour) {
        return detour.errno()
                .map(errno -> TEXT.text("guide.detour.failed", detour.who(), detour.call().text(), errno))
                .orElseGet(() -> TEXT.text("guide.detour", detour.who(), detour.call().text()));
    }

    /** The lesson's words, if what comes next is its step. */
    private static Optional<Guide.Advice> ofLesson(Progress lesson, Optional<NextCall> call, Picture now) {
        if (lesson.isOver()) {
            return Optional.of(new Guide.Advice(lesson.lesson().closing().title(), lesson.lesson().closing().text()));
        }
        return lesson.current().filter(step -> step.call().isPresent()
                && call.filter(one -> one.call() == step.call().get()
                        && now.participant(one.participant()).map(ParticipantState::name).filter(step.who()::equals)
                                .isPresent())
                        .isPresent())
                .map(step -> new Guide.Advice(TEXT.text("guide.step", step.who(), Guide.nameOf(call.orElseThrow())),
                        step.before()));
    }

    private void showLinks(List<Link> now) {
        if (!now.equals(shownLinks)) {
            shownLinks = now;
            links.getChildren().setAll(now.stream().map(this::button).toList());
        }
    }

    private Button button(Link link) {
        Button button = new Button(link.text());
        button.getStyleClass().add("dense");
        button.setOnAction(pressed -> follow.accept(link));
        return button;
    }

    /** Whether nothing was done yet, and no lesson was ever begun. */
    private boolean isNew(Picture picture) {
        return preferences.get(Preferences.Key.LESSON).isEmpty() && picture.participants().stream()
                .allMatch(one -> one.newestCall() == ParticipantState.NONE);
    }

    @FXML
    private void beginFirst() {
        follow.accept(Link.to(Lessons.FIRST));
    }

    @FXML
    private void beginAgain() {
        lessons.progress().ifPresent(one -> follow.accept(Link.to(one.lesson().id())));
    }

    @FXML
    private void end() {
        lessons.end();
    }

    /** Whether somebody is in a call by hand that was not seen to wait. */
    private static boolean isOnItsWay(Picture picture) {
        return picture.participants().stream().filter(one -> one.program().isEmpty())
                .flatMap(one -> one.pending().stream()).anyMatch(pending -> !pending.blocked());
    }

    @Override
    public void close() {
        feed.remove(this);
    }
}
