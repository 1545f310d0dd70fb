package org.socketworkbench.ui.sequence;

import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Pane;
import javafx.scene.transform.Transform;
import org.socketworkbench.diagram.SequenceSheet;
import org.socketworkbench.ui.support.Selection;
import org.socketworkbench.ui.support.ShapeNodes;

/** A whole diagram as pixels, two per point so that it stays sharp on a projector. */
final class SheetImage {
    private static final double SHARPNESS = 2;

    private SheetImage() {}

    /** Draws it with the style sheets of a scene; FX thread only. */
    static WritableImage of(SequenceSheet sheet, Scene look) {
        Pane pane = new Pane();
        pane.getStyleClass().addAll("sequence", "sheet");
        pane.getStylesheets().add(SheetImage.class.getResource("sequence.css").toExternalForm());
        pane.getChildren().setAll(ShapeNodes.of(sheet.shapes(), Selection.NONE));
        Pane root = new Pane(pane);
        root.getStyleClass().addAll(look.getRoot().getStyleClass());
        // Light or dark is a pseudo-class of the root.
        look.getRoot().getPseudoClassStates().forEach(state -> root.pseudoClassStateChanged(state, true));
        Scene scene = new Scene(root);
        scene.getStylesheets().addAll(look.getStylesheets());
        scene.setUserAgentStylesheet(look.getUserAgentStylesheet());
        pane.resize(sheet.width(), sheet.height());
        root.applyCss();
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setTransform(Transform.scale(SHARPNESS, SHARPNESS));
        return pane.snapshot(parameters, null);
    }
}
