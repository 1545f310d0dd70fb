package org.socketworkbench.ui.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.theme.PrimerLight;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.application.Application;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socketworkbench.model.Script;
import org.socketworkbench.testing.Await;
import org.socketworkbench.testing.WindowRobot;
import org.socketworkbench.trace.TraceLog;
import org.socketworkbench.ui.support.AllControls;
import org.socketworkbench.ui.support.Fxml;
import org.socketworkbench.ui.support.PaletteSheet;
import org.socketworkbench.ui.support.Preferences;
import org.socketworkbench.ui.support.Selection;
import org.socketworkbench.ui.support.TraceFeed;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

class SequenceViewTest {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    private final FxRobot robot = new FxRobot();
    private final TraceLog log = new TraceLog();
    private final Selection selection = new Selection();
    private SequenceController controller;
    private TraceFeed feed;

    @BeforeEach
    void show() throws Exception {
        Script script = Script.connected();
        for (int i = 0; i < 40; i++) {
            script.send(Script.CLIENT, 4, "line " + i);
            script.recv(Script.SERVER, 5, "line " + i);
        }
        script.events().forEach(log::append);
        Stage stage = FxToolkit.registerPrimaryStage();
        robot.interact(() -> {
            Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
            feed = new TraceFeed(log);
            controller = new SequenceController(feed, new Sequence(feed), selection, Preferences.inMemory(),
                    new AllControls(Preferences.inMemory()));
            Parent view = Fxml.load(controller);
            Scene scene = new Scene(view, 960, 700);
            scene.getStylesheets().add(PaletteSheet.url());
            stage.setScene(scene);
            stage.show();
        });
    }

    @AfterEach
    void hide() throws Exception {
        robot.interact(feed::close);
        FxToolkit.cleanupStages();
    }

    private Node text(String text) {
        // The nodes are made anew with every frame that brings something: the last of them are wanted.
        Await.until(text + " is shown",
                () -> WindowRobot.onFx(() -> feed.positionProperty().get() == log.size() && !find(text).isEmpty()));
        WaitForAsyncUtils.waitForFxEvents();
        return WindowRobot.onFx(() -> find(text).iterator().next());
    }

    /** For the FX thread: only there do nodes not come and go meanwhile. */
    private java.util.Set<Node> find(String text) {
        return robot.lookup(node -> node instanceof Text shown && shown.getText().equals(text)).queryAll();
    }

    @Test
    void theNewestRowIsFollowedUntilTheUserLooksUp() throws Exception {
        text("= 7 \"line 39\"");
        text("send(4, \"line 39\", 7, 0) = 7");
        ToggleButton follow = robot.lookup("#follow").query();
        assertTrue(follow.isSelected());
        robot.interact(() -> robot.lookup("#diagram").query().requestFocus());
        robot.press(KeyCode.HOME).release(KeyCode.HOME);
        text("bind(3, 127.0.0.1:8080) = 0");
        assertFalse(follow.isSelected());
    }

    @Test
    void aClickOnALabelSelectsItsCallAndMarksIt() throws Exception {
        robot.clickOn(text("send(4, \"line 39\", 7, 0) = 7"));
        int call = selection.callProperty().get();
        assertEquals(log.size() - 4, call);
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(text("send(4, \"line 39\", 7, 0) = 7").getPseudoClassStates().contains(SELECTED));
    }

    @Test
    void aCallSelectedElsewhereIsBroughtIntoSight() throws Exception {
        text("send(4, \"line 39\", 7, 0) = 7");
        robot.interact(() -> selection.callProperty().set(2));
        text("socket(AF_INET, SOCK_STREAM, 0) = 3");
    }

    @Test
    void whileNothingHappensNothingIsDrawnAnew() throws Exception {
        Node before = text("next: client");
        Node row = text("send(4, \"line 39\", 7, 0) = 7");
        WaitForAsyncUtils.waitForFxEvents(20);
        assertSame(before, text("next: client"));
        assertSame(row, text("send(4, \"line 39\", 7, 0) = 7"));
    }

    @Test
    void theCallMapMarksWhatComesNext() throws Exception {
        text("next: client");
    }

    @Test
    void itIsSavedAndTheViewSaysSo(@TempDir Path folder) throws Exception {
        text("next: client");
        for (DiagramFile.Format format : DiagramFile.Format.values()) {
            Path file = folder.resolve("diagram." + format.extension());
            robot.interact(() -> controller.save(format, file));
            Label message = robot.lookup("#message").query();
            Await.until("it says so", () -> message.getText().equals("Saved as " + file.getFileName() + "."));
            assertTrue(Files.size(file) > 1000);
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsToldInWords(@TempDir Path folder) throws Exception {
        robot.interact(() -> controller.save(DiagramFile.Format.SVG, folder.resolve("missing").resolve("diagram.svg")));
        Label message = robot.lookup("#message").query();
        Await.until("it says so", () -> message.getText().contains("could not be written"));
    }
}
