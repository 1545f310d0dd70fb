package org.socketworkbench.ui.help;

import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.ui.support.Fxml;

/** The guide in a window of its own, which stays open beside the other. FX thread only. */
public final class HelpWindow {
    private static final Messages TEXT = Messages.of(HelpWindow.class);
    private static final double WIDTH = 960;
    private static final double HEIGHT = 720;

    private final HelpController controller = new HelpController();
    private final Parent root = Fxml.load(controller);
    private final Stage stage = new Stage();

    /**
     * @param icons  the window's icon in several sizes
     * @param styles the style sheets of the whole program
     */
    public HelpWindow(List<Image> icons, List<String> styles) {
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        Scene scene = new Scene(root, Math.min(WIDTH, screen.getWidth()), Math.min(HEIGHT, screen.getHeight()));
        scene.getStylesheets().addAll(styles);
        scene.getStylesheets().add(HelpWindow.class.getResource("help.css").toExternalForm());
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.ESCAPE), stage::hide);
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN),
                controller::askForWords);
        stage.setTitle(TEXT.text("help.title"));
        stage.getIcons().setAll(icons);
        stage.setScene(scene);
    }

    /** What has the look of the text. */
    public Parent root() {
        return root;
    }

    /** Shows the page that was shown last, at first the beginning. */
    public void show() {
        stage.show();
        stage.toFront();
    }

    /** Shows the section of this title, as a link to it writes it. */
    public void show(String anchor) {
        show();
        controller.go(anchor);
    }

    public void close() {
        stage.hide();
    }
}
