package org.socketworkbench.ui.shell;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.socketworkbench.testing.WindowRobot;

/** What a user sees in the tab States. The methods that answer something at once are for the FX thread. */
final class StatesPage {
    private final WindowRobot window;

    StatesPage(WindowRobot window) {
        this.window = window;
    }

    /** Brings the tab to the front. */
    void show() {
        window.press(KeyCode.CONTROL, KeyCode.DIGIT3);
        window.untilSeen("the states", () -> window.window().scene().lookup("#state-LISTEN") != null);
    }

    /** Waits for a chip whose line begins and goes on so. */
    void untilChip(String beginning, String part) {
        window.untilSeen(beginning + " … " + part,
                () -> chips().stream().anyMatch(chip -> chip.startsWith(beginning) && chip.contains(part)));
    }

    /** What a screen reader says of each chip. */
    Set<String> chips() {
        return nodes(".socket-chip").stream().filter(Node::isVisible).map(Node::getAccessibleText)
                .collect(Collectors.toSet());
    }

    Node chip(String beginning) {
        return nodes(".socket-chip").stream()
                .filter(chip -> chip.isVisible() && chip.getAccessibleText().startsWith(beginning))
                .findFirst().orElseThrow();
    }

    String label(String id) {
        return ((Label) window.window().scene().lookup(id)).getText();
    }

    ListView<?> list() {
        return (ListView<?>) window.window().scene().lookup("#sockets");
    }

    /** All that is written in the tab's labels. */
    List<String> texts() {
        return nodes(".states .label").stream().filter(node -> node instanceof Label && node.isVisible())
                .map(node -> ((Label) node).getText()).toList();
    }

    private Set<Node> nodes(String selector) {
        return window.window().scene().getRoot().lookupAll(selector);
    }
}
