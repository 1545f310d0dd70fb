package org.socketworkbench.ui.help;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import org.socketworkbench.ui.help.HelpText.Section;
import org.socketworkbench.ui.support.Shown;

/**
 * The guide: its contents at the left, or those sections that have the words looked for, and a chapter at the right.
 */
public final class HelpController {
    private final HelpText text = HelpText.guide();

    @FXML private TextField search;
    @FXML private Label nothing;
    @FXML private ListView<Section> contents;
    @FXML private ScrollPane page;

    @FXML
    private void initialize() {
        contents.setCellFactory(list -> new TitleCell());
        contents.getItems().setAll(text.sections());
        contents.getSelectionModel().selectedItemProperty().addListener((o, before, now) -> {
            if (now != null) {
                show(now);
            }
        });
        search.textProperty().addListener(o -> find());
        Shown.when(contents.getSelectionModel().selectedItemProperty().isNull(), nothing);
        contents.getSelectionModel().selectFirst();
    }

    /** Goes to a section, by what a link has behind its #. */
    void go(String anchor) {
        text.at(anchor).ifPresent(section -> {
            search.clear();
            contents.getSelectionModel().select(section);
            contents.scrollTo(section);
        });
    }

    /** Puts the caret where words to look for are typed. */
    void askForWords() {
        search.requestFocus();
        search.selectAll();
    }

    private List<String> words() {
        return Stream.of(search.getText().strip().toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty()).toList();
    }

    private void find() {
        contents.getSelectionModel().clearSelection();
        contents.getItems().setAll(text.with(words()));
        contents.getSelectionModel().selectFirst();
    }

    /** Shows the section's whole chapter, with the section at the top. */
    private void show(Section section) {
        Page drawn = new Page(words(), this::go);
        Node wanted = drawn.root();
        for (Section part : text.chapter(section)) {
            Node heading = drawn.add(part);
            if (part.equals(section)) {
                wanted = heading;
            }
        }
        page.setContent(drawn.root());
        page.applyCss();
        page.layout();
        scrollTo(wanted, section.isPart());
    }

    private void scrollTo(Node heading, boolean isPart) {
        double hidden = page.getContent().getLayoutBounds().getHeight() - page.getViewportBounds().getHeight();
        page.setVvalue(isPart && hidden > 0 ? Math.min(1, heading.getBoundsInParent().getMinY() / hidden) : 0);
    }

    /** Parts of a chapter are indented. */
    private static final class TitleCell extends ListCell<Section> {
        private static final PseudoClass PART = PseudoClass.getPseudoClass("part");

        private TitleCell() {
            setWrapText(true);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(Section section, boolean empty) {
            super.updateItem(section, empty);
            boolean none = empty || section == null;
            setText(none ? null : section.title());
            pseudoClassStateChanged(PART, !none && section.isPart());
        }
    }
}
