package org.socketworkbench.ui.help;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.control.Hyperlink;
import javafx.scene.text.TextFlow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.socketworkbench.markdown.PlainText;

/** Puts the words of one paragraph into a text flow, each with the style classes of what it stands in. */
final class Words extends AbstractVisitor {
    private final TextFlow flow;
    private final List<String> found;
    private final Consumer<String> follow;
    private final Deque<String> styles = new ArrayDeque<>();

    Words(TextFlow flow, List<String> found, Consumer<String> follow) {
        this.flow = flow;
        this.found = found;
        this.follow = follow;
    }

    void add(Node paragraph) {
        visitChildren(paragraph);
    }

    @Override
    public void visit(Text text) {
        say(text.getLiteral());
    }

    @Override
    public void visit(Code code) {
        in("mono", () -> say(code.getLiteral()));
    }

    @Override
    public void visit(Emphasis emphasis) {
        in("page-emphasis", () -> visitChildren(emphasis));
    }

    @Override
    public void visit(StrongEmphasis strong) {
        in("page-strong", () -> visitChildren(strong));
    }

    @Override
    public void visit(SoftLineBreak end) {
        say(" ");
    }

    @Override
    public void visit(HardLineBreak end) {
        say("\n");
    }

    /** The other pages of the project are not in the program: what leads there is only text here. */
    @Override
    public void visit(Link link) {
        if (link.getDestination().startsWith("#")) {
            Hyperlink there = new Hyperlink(PlainText.of(link));
            there.setOnAction(e -> follow.accept(link.getDestination().substring(1)));
            flow.getChildren().add(there);
        } else {
            visitChildren(link);
        }
    }

    private void in(String style, Runnable words) {
        styles.push(style);
        words.run();
        styles.pop();
    }

    /** Adds a text, and marks what is looked for in it. */
    private void say(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int at = 0;
        while (at < text.length()) {
            int start = text.length();
            int end = text.length();
            for (String word : found) {
                int place = lower.indexOf(word, at);
                if (place >= 0 && place < start) {
                    start = place;
                    end = place + word.length();
                }
            }
            show(text.substring(at, start), false);
            show(text.substring(start, end), true);
            at = end;
        }
    }

    private void show(String text, boolean marked) {
        if (!text.isEmpty()) {
            javafx.scene.text.Text words = new javafx.scene.text.Text(text);
            words.getStyleClass().addAll(styles);
            words.getStyleClass().add(marked ? "page-found" : "page-text");
            flow.getChildren().add(words);
        }
    }
}
