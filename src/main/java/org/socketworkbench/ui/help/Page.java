package org.socketworkbench.ui.help;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextFlow;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.socketworkbench.markdown.PlainText;

/** Draws Markdown: each block is a node, and paragraphs wrap with the window. FX thread only. */
final class Page {
    /** A column of a table is never thinner than that for longer columns beside it, in letters. */
    private static final int SHORTEST_COLUMN = 8;
    private static final int LONGEST_COLUMN = 60;

    private final VBox root = new VBox();
    private final List<String> found;
    private final Consumer<String> follow;

    /**
     * @param found  words to mark, in lower case
     * @param follow gets the anchor of a link that is clicked
     */
    Page(List<String> found, Consumer<String> follow) {
        this.found = found;
        this.follow = follow;
        root.getStyleClass().add("page");
    }

    VBox root() {
        return root;
    }

    /** Adds a section; answers its heading. */
    Node add(HelpText.Section section) {
        Label heading = new Label(section.title());
        heading.setWrapText(true);
        heading.getStyleClass().addAll("page-heading", "page-heading-" + section.level());
        root.getChildren().add(heading);
        section.blocks().forEach(block -> draw(block, root));
        return heading;
    }

    private void draw(org.commonmark.node.Node block, Pane into) {
        switch (block) {
            case Paragraph paragraph when paragraph.getFirstChild() instanceof org.commonmark.node.Image image
                    && image.getNext() == null ->
                drawImage(image, into);
            case Paragraph paragraph -> into.getChildren().add(flow(paragraph));
            case FencedCodeBlock code -> {
                Label label = new Label(code.getLiteral().stripTrailing());
                label.getStyleClass().addAll("mono", "page-code");
                label.setMaxWidth(Double.MAX_VALUE);
                into.getChildren().add(label);
            }
            case BulletList list -> drawList(list, into);
            case OrderedList list -> drawList(list, into);
            case BlockQuote quote -> {
                VBox box = new VBox();
                box.getStyleClass().add("page-quote");
                children(quote).forEach(child -> draw(child, box));
                into.getChildren().add(box);
            }
            case TableBlock table -> into.getChildren().add(drawTable(table));
            default -> into.getChildren().add(new Label(PlainText.of(block)));
        }
    }

    private void drawList(org.commonmark.node.Node list, Pane into) {
        VBox items = new VBox();
        items.getStyleClass().add("page-list");
        int number = 1;
        for (org.commonmark.node.Node child : children(list)) {
            if (child instanceof ListItem item) {
                Label mark = new Label(list instanceof OrderedList ? number + "." : "\u2022");
                mark.setMinWidth(Label.USE_PREF_SIZE);
                VBox text = new VBox();
                children(item).forEach(block -> draw(block, text));
                HBox.setHgrow(text, Priority.ALWAYS);
                HBox row = new HBox(mark, text);
                row.getStyleClass().add("page-item");
                items.getChildren().add(row);
                number++;
            }
        }
        into.getChildren().add(items);
    }

    /** The picture takes the width of the page, but is not blown up. */
    private void drawImage(org.commonmark.node.Image source, Pane into) {
        var url = Page.class.getResource(source.getDestination());
        if (url != null) {
            Image image = new Image(url.toExternalForm(), true);
            ImageView picture = new ImageView(image);
            picture.setPreserveRatio(true);
            picture.setAccessibleText(PlainText.of(source));
            picture.fitWidthProperty().bind(Bindings.createDoubleBinding(
                    () -> Math.max(1, Math.min(image.getWidth(), root.getWidth() - root.getInsets().getLeft()
                            - root.getInsets().getRight())),
                    image.widthProperty(), root.widthProperty(), root.insetsProperty()));
            into.getChildren().add(picture);
        }
        Label caption = new Label(PlainText.of(source));
        caption.setWrapText(true);
        caption.getStyleClass().add("quiet");
        into.getChildren().add(caption);
    }

    private GridPane drawTable(TableBlock table) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("page-table");
        List<Integer> lengths = new ArrayList<>();
        int row = 0;
        for (org.commonmark.node.Node part : children(table)) {
            for (org.commonmark.node.Node line : children(part)) {
                int column = 0;
                for (org.commonmark.node.Node cell : children((TableRow) line)) {
                    VBox box = new VBox(flow((TableCell) cell));
                    box.getStyleClass().addAll("page-cell",
                            part instanceof TableHead ? "page-cell-head" : "page-cell-body");
                    GridPane.setValignment(box, VPos.TOP);
                    grid.add(box, column, row);
                    int length = Math.clamp(PlainText.of(cell).length(), SHORTEST_COLUMN, LONGEST_COLUMN);
                    if (column == lengths.size()) {
                        lengths.add(length);
                    } else {
                        lengths.set(column, Math.max(lengths.get(column), length));
                    }
                    column++;
                }
                row++;
            }
        }
        double all = lengths.stream().mapToInt(Integer::intValue).sum();
        lengths.forEach(length -> {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100 * length / all);
            grid.getColumnConstraints().add(column);
        });
        return grid;
    }

    private TextFlow flow(org.commonmark.node.Node words) {
        TextFlow flow = new TextFlow();
        new Words(flow, found, follow).add(words);
        return flow;
    }

    private static List<org.commonmark.node.Node> children(org.commonmark.node.Node parent) {
        List<org.commonmark.node.Node> all = new ArrayList<>();
        for (var child = parent.getFirstChild(); child != null; child = child.getNext()) {
            all.add(child);
        }
        return all;
    }
}
