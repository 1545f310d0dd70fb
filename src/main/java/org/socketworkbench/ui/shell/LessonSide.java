package org.socketworkbench.ui.shell;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.socketworkbench.lesson.Lesson;
import org.socketworkbench.lesson.Progress;
import org.socketworkbench.model.Picture;
import org.socketworkbench.ui.lesson.CatalogueController;
import org.socketworkbench.ui.lesson.LessonPaneController;
import org.socketworkbench.ui.lesson.LessonsDone;
import org.socketworkbench.ui.panel.LessonModel;
import org.socketworkbench.ui.support.AllControls;
import org.socketworkbench.ui.support.FileQuestion;
import org.socketworkbench.ui.support.Fxml;
import org.socketworkbench.ui.support.Preferences;
import org.socketworkbench.ui.support.TraceFeed;

/** What stands beside the stage: the text of the lesson that is on, or the catalogue of lessons. FX thread only. */
final class LessonSide implements TraceFeed.Listener, AutoCloseable {
    private static final double SHARE = 0.27;
    /** The question is what a class reads. */
    private static final double SHARE_FOR_CLASS = 0.36;

    private final TraceFeed feed;
    private final LessonModel lessons;
    private final LessonsDone done;
    private final FileQuestion folders;
    private final AllControls all;
    private final Preferences preferences;
    private final Consumer<Lesson> begin;
    private final Consumer<Lesson.Link> follow;
    private final SplitPane whole = new SplitPane();
    private final StackPane side = new StackPane();
    private Optional<LessonPaneController> pane = Optional.empty();
    private Optional<Node> text = Optional.empty();
    private boolean catalogueIsOpen;
    private boolean wasOver;
    private final InvalidationListener whenAClassLooks = o -> divide();

    LessonSide(TraceFeed feed, LessonModel lessons, Preferences preferences, AllControls all, Node stage,
            Consumer<Lesson> begin, Consumer<Lesson.Link> follow) {
        this.feed = feed;
        this.lessons = lessons;
        this.all = all;
        this.preferences = preferences;
        this.begin = begin;
        this.follow = follow;
        done = new LessonsDone(preferences);
        folders = new FileQuestion(preferences, Preferences.Key.LESSON_FOLDER);
        SplitPane.setResizableWithParent(side, false);
        whole.getItems().setAll(stage);
        feed.add(this, feed.log().size());
        all.projectorProperty().addListener(whenAClassLooks);
    }

    private void divide() {
        whole.setDividerPositions(all.projectorProperty().get() ? SHARE_FOR_CLASS : SHARE);
    }

    /** The stage, and what stands beside it. */
    SplitPane whole() {
        return whole;
    }

    /** Shows all lessons beside the stage. */
    void openCatalogue() {
        catalogueIsOpen = true;
        side.getChildren().setAll(filling(Fxml.load(new CatalogueController(done, folders, begin, () -> {
            catalogueIsOpen = false;
            arrange();
        }))));
        arrange();
    }

    /** A lesson has begun, or is reviewed. */
    void began() {
        catalogueIsOpen = false;
        arrange();
    }

    private static Node filling(Node node) {
        VBox.setVgrow(node, Priority.ALWAYS);
        return node;
    }

    @Override
    public void show(int count, Picture picture) {
        boolean over = lessons.progress().filter(Progress::isOver).isPresent() && !lessons.isReviewed();
        // This runs once a frame, and what is remembered is read anew each time.
        if (over && !wasOver) {
            lessons.progress().ifPresent(one -> done.done(one.lesson().id()));
        }
        wasOver = over;
        arrange();
    }

    private void arrange() {
        boolean hasText = lessons.progress().map(Progress::lesson).filter(lesson -> !lesson.isGuided()).isPresent();
        if (hasText && !catalogueIsOpen) {
            Node shown = text.orElseGet(this::loadText);
            if (!side.getChildren().contains(shown)) {
                side.getChildren().setAll(shown);
            }
        }
        boolean isShown = hasText || catalogueIsOpen;
        if (isShown && whole.getItems().size() == 1) {
            whole.getItems().addFirst(side);
            divide();
        } else if (!isShown) {
            whole.getItems().remove(side);
        }
    }

    private Node loadText() {
        LessonPaneController made = new LessonPaneController(feed, lessons, new LessonPaneController.Guidance() {
            @Override
            public void follow(Lesson.Link link) {
                follow.accept(link);
            }

            @Override
            public void again(Lesson lesson) {
                begin.accept(lesson);
            }

            @Override
            public void catalogue() {
                openCatalogue();
            }
        }, preferences);
        pane = Optional.of(made);
        Node loaded = filling(Fxml.load(made));
        text = Optional.of(loaded);
        return loaded;
    }

    @Override
    public void close() {
        pane.ifPresent(LessonPaneController::close);
        feed.remove(this);
        all.projectorProperty().removeListener(whenAClassLooks);
    }
}
