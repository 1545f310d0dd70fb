package org.socketworkbench.ui.sequence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.stage.FileChooser.ExtensionFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socketworkbench.diagram.CallMap;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.model.Picture;
import org.socketworkbench.platform.FileProblem;
import org.socketworkbench.ui.support.AllControls;
import org.socketworkbench.ui.support.Background;
import org.socketworkbench.ui.support.FileQuestion;
import org.socketworkbench.ui.support.Preferences;
import org.socketworkbench.ui.support.Selection;
import org.socketworkbench.ui.support.Shown;
import org.socketworkbench.ui.support.TraceFeed;
import org.socketworkbench.ui.support.View;

/** The Diagram tab. Its view may be loaded later, or never. */
public final class SequenceController implements View, TraceFeed.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(SequenceController.class);
    private static final Messages MESSAGES = Messages.of(SequenceController.class);

    private final TraceFeed feed;
    private final Selection selection;
    private final FileQuestion whereToSave;
    private final Sequence sequence;
    private final Preferences preferences;
    private final AllControls all;
    private int count;
    private Picture picture = new Picture();

    @FXML private BorderPane root;
    @FXML private SplitPane split;
    @FXML private SequencePane diagram;
    @FXML private CallMapPane callMap;
    @FXML private Label zoom;
    @FXML private ToggleButton follow;
    @FXML private ToggleButton times;
    @FXML private Label message;

    public SequenceController(TraceFeed feed, Sequence sequence, Selection selection, Preferences preferences,
            AllControls all) {
        this.all = all;
        this.feed = feed;
        this.sequence = sequence;
        this.preferences = preferences;
        this.selection = selection;
        whereToSave = new FileQuestion(preferences, Preferences.Key.DIAGRAM_FOLDER);
        feed.add(this, feed.log().size());
    }

    @FXML
    private void initialize() {
        zoom.textProperty().bind(diagram.zoomProperty()
                .map(factor -> MESSAGES.text("sequence.zoom", Long.toString(Math.round(factor.doubleValue() * 100)))));
        preferences.keep(Preferences.Key.DIAGRAM_TIMES, times.selectedProperty());
        diagram.timesProperty().bind(times.selectedProperty());
        follow.selectedProperty().bindBidirectional(diagram.followProperty());
        diagram.selectedProperty().bindBidirectional(selection.callProperty());
        callMap.selectedProperty().bindBidirectional(selection.callProperty());
        Shown.whileItSays(message);
        all.in(root);
        all.aside(split, callMap);
        diagram.fitsWidthProperty().bind(all.projectorProperty());
        show();
    }

    @Override
    public void show(int events, Picture now) {
        count = events;
        picture = now;
        if (diagram != null) {
            show();
        }
    }

    private void show() {
        diagram.show(sequence.model(), count);
        callMap.show(() -> CallMap.moment(picture));
    }

    @FXML
    private void zoomIn() {
        diagram.zoomIn();
    }

    @FXML
    private void zoomOut() {
        diagram.zoomOut();
    }

    @FXML
    private void zoomReset() {
        diagram.zoomProperty().set(1);
    }

    @FXML
    private void saveSvg() {
        save(DiagramFile.Format.SVG);
    }

    @FXML
    private void savePng() {
        save(DiagramFile.Format.PNG);
    }

    @FXML
    private void saveMermaid() {
        save(DiagramFile.Format.MERMAID);
    }

    private void save(DiagramFile.Format format) {
        String extension = format.extension();
        whereToSave.save(diagram.getScene().getWindow(), MESSAGES.text("sequence.save.title"),
                MESSAGES.text("sequence.save.name") + "." + extension,
                List.of(new ExtensionFilter(MESSAGES.text("sequence.save." + extension), "*." + extension)))
                .ifPresent(file -> save(format, file));
    }

    /** Writes the diagram up to the cursor and shows the result in the view. */
    void save(DiagramFile.Format format, Path file) {
        message.setText(MESSAGES.text("sequence.saving"));
        DiagramFile target = new DiagramFile(feed.log(), feed.positionProperty().get(), file);
        Scene look = diagram.getScene();
        Background.run("diagram-file", () -> {
            target.write(format, look);
            return file;
        }, done -> message.setText(MESSAGES.text("sequence.saved", done.getFileName())),
                failure -> message.setText(told(failure, file)));
    }

    private static String told(IOException failure, Path file) {
        if (failure instanceof DiagramFile.TooLong tooLong) {
            return MESSAGES.text("sequence.too.long", Integer.toString(tooLong.rows()),
                    Integer.toString(tooLong.limit()));
        }
        LOG.warn("the diagram could not be saved as {}", file, failure);
        return MESSAGES.text("sequence.not.saved", file, FileProblem.text(failure));
    }
}
