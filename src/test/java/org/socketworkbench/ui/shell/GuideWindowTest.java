package org.socketworkbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.GridPane;
import javafx.scene.text.Text;
import javafx.stage.Window;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.socketworkbench.testing.WindowRobot;

/** The guide is read inside the program. */
class GuideWindowTest {
    @AutoClose
    private final WindowRobot window = new WindowRobot();

    @Test
    void f1ShowsItsContentsAndItsFirstPage() {
        openGuide();
        assertTrue(contents().getItems().size() > 20);
        assertTrue(pageText().contains("Nothing is simulated"));
    }

    @Test
    void aChapterHasTextCodeTablesAndPictures() {
        openGuide();
        choose("Datagrams");
        assertTrue(pageText().contains("Family, type and address"), "the whole chapter");
        assertTrue(onPage().anyMatch(GridPane.class::isInstance), "a table");
        assertTrue(onPage().anyMatch(ImageView.class::isInstance), "a picture");
        choose("Start");
        assertTrue(onPage().anyMatch(node -> node.getStyleClass().contains("page-code")), "code");
    }

    @Test
    void whatIsLookedForLeavesTheSectionsThatHaveItAndIsMarked() {
        openGuide();
        type("time_wait reuseaddr");
        window.untilSeen("fewer sections", () -> contents().getItems().size() < 5);
        assertTrue(onPage().anyMatch(node -> node.getStyleClass().contains("page-found")));
        type("plugh xyzzy");
        window.untilSeen("nothing", () -> contents().getItems().isEmpty() && root().lookup("#nothing").isVisible());
        type("");
        window.untilSeen("all sections", () -> contents().getItems().size() > 20);
    }

    @Test
    void aLinkLeadsToItsSection() {
        openGuide();
        choose("The listing");
        WindowRobot.onFx(() -> {
            onPage().filter(Hyperlink.class::isInstance).map(Hyperlink.class::cast).findFirst().orElseThrow().fire();
            return null;
        });
        window.untilSeen("what a program may do",
                () -> contents().getSelectionModel().getSelectedItem().toString().contains("What a program may do"));
    }

    @Test
    void theKeysAreAChapter() {
        window.toolbarMenu("#help", "List all keys");
        window.untilSeen("the guide", () -> guides().count() == 1);
        window.untilSeen("the keys", () -> pageText().contains("Shift+F5"));
    }

    @Test
    void itHasTheLookOfTheWindowAndGoesWithIt() {
        openGuide();
        window.toolbarMenu("#view", "Dark");
        window.untilSeen("dark", () -> root().getPseudoClassStates().toString().contains("dark"));
        window.close();
        assertEquals(0, WindowRobot.onFx(() -> guides().count()));
    }

    @Test
    void aboutTellsTheLicences() {
        window.toolbarMenu("#help", "About");
        window.untilSeen("the dialog", () -> about().findFirst().isPresent());
        String all = WindowRobot.onFx(() -> about().flatMap(shown -> shown.getScene().getRoot().lookupAll(".label")
                .stream()).filter(Labeled.class::isInstance).map(node -> ((Labeled) node).getText())
                .collect(Collectors.joining("\n")));
        assertTrue(
                List.of("Java " + Runtime.version(), "GraalPy", "MIT", "commonmark").stream().allMatch(all::contains),
                all);
        WindowRobot.onFx(() -> {
            about().toList().forEach(Window::hide);
            return null;
        });
        assertFalse(WindowRobot.onFx(() -> about().findFirst().isPresent()));
    }

    private void openGuide() {
        window.press(KeyCode.F1);
        window.untilSeen("the guide", () -> guides().count() == 1);
    }

    private void choose(String title) {
        WindowRobot.onFx(() -> {
            var section = contents().getItems().stream().filter(one -> one.toString().contains("title=" + title + ","))
                    .findFirst().orElseThrow();
            select(contents(), section);
            return null;
        });
    }

    private static <T> void select(ListView<T> list, Object item) {
        list.getSelectionModel().select(list.getItems().indexOf(item));
    }

    private void type(String words) {
        WindowRobot.onFx(() -> {
            ((TextField) root().lookup("#search")).setText(words);
            return null;
        });
    }

    private ListView<?> contents() {
        return (ListView<?>) root().lookup("#contents");
    }

    private String pageText() {
        return WindowRobot.onFx(() -> onPage().map(node -> switch (node) {
            case Text text -> text.getText();
            case Labeled labeled -> labeled.getText();
            default -> "";
        }).collect(Collectors.joining("\n")));
    }

    private Stream<Node> onPage() {
        return WindowRobot.below(((ScrollPane) root().lookup("#page")).getContent());
    }

    private Parent root() {
        return guides().findFirst().orElseThrow().getScene().getRoot();
    }

    private static Stream<Window> guides() {
        return Window.getWindows().stream().filter(shown -> shown.isShowing()
                && shown.getScene().getRoot().getStyleClass().contains("help"));
    }

    private static Stream<Window> about() {
        return Window.getWindows().stream().filter(shown -> shown.isShowing()
                && "aboutDialog".equals(shown.getScene().getRoot().getId()));
    }
}
