package org.socketworkbench.ui.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;
import org.socketworkbench.messages.Messages;

/**
 * Loads a view: the FXML file beside its controller, {@code Server.fxml} for {@code ServerController}, with the texts
 * of the same package.
 */
public final class Fxml {
    private static final String SUFFIX = "Controller";

    private Fxml() {}

    /** Loads the view of an existing controller. */
    public static Parent load(Object controller) {
        Class<?> type = controller.getClass();
        String name = type.getSimpleName();
        String file = name.substring(0, name.length() - SUFFIX.length()) + ".fxml";
        FXMLLoader loader = new FXMLLoader(type.getResource(file), Messages.of(type).bundle());
        // Whatever our files name has a constructor without parameters; JavaFX's factory would search all the others.
        loader.setBuilderFactory(any -> null);
        loader.setControllerFactory(wanted -> {
            if (wanted != type) {
                throw new IllegalStateException(file + " names " + wanted);
            }
            return controller;
        });
        try {
            return loader.load();
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
