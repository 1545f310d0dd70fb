package org.socketworkbench.ui.shell;

import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;
import javafx.stage.Window;
import org.socketworkbench.messages.Messages;

/** Tells what this program is, its version, and whose libraries it uses under which licences. */
final class AboutDialog {
    private static final Messages TEXT = Messages.of(AboutDialog.class);
    private static final double WIDTH = 560;

    private AboutDialog() {}

    /** Shows it; returns at once. */
    static void show(Window owner) {
        Alert dialog = new Alert(Alert.AlertType.INFORMATION, text(), ButtonType.CLOSE);
        dialog.initOwner(owner);
        dialog.setTitle(TEXT.text("about.title"));
        dialog.setHeaderText(TEXT.text("about.head", version()));
        dialog.getDialogPane().setId("aboutDialog");
        dialog.getDialogPane().setPrefWidth(WIDTH);
        dialog.show();
    }

    private static String text() {
        return TEXT.text("about.text", Runtime.version(), System.getProperty("javafx.runtime.version", "?"),
                System.getProperty("os.name"), System.getProperty("os.version"));
    }

    /** "?" when the classes do not come from the module, as in a test. */
    private static String version() {
        var module = AboutDialog.class.getModule().getDescriptor();
        return module == null ? "?" : module.rawVersion().orElse("?");
    }
}
