package org.socketworkbench.ui.shell;

import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.control.Tab;
import javafx.scene.layout.HBox;
import javafx.scene.shape.Circle;
import org.kordamp.ikonli.javafx.FontIcon;
import org.socketworkbench.explain.Reply;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.ui.panel.Activity;
import org.socketworkbench.ui.panel.ParticipantModel;
import org.socketworkbench.ui.support.PaletteSheet;
import org.socketworkbench.ui.support.Shown;

/** The head of a client's tab: its colour, and by a word and a sign what it does, also while another is in front. */
final class ClientTab {
    private static final Messages TEXT = Messages.of(ClientTab.class);
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");
    /** The call that comes next is one of this client's. */
    private static final PseudoClass TURN = PseudoClass.getPseudoClass("turn");

    private final Tab tab;
    private final ParticipantModel model;
    private final FontIcon sign = new FontIcon("fth-clock");
    private final HBox head;

    private ClientTab(Tab tab, ParticipantModel model) {
        this.tab = tab;
        this.model = model;
        Circle dot = new Circle(5);
        dot.getStyleClass().add(PaletteSheet.of(model.id()));
        head = new HBox(dot, sign);
        head.getStyleClass().add("row");
        Shown.orNoRoom(sign);
        tab.setGraphic(head);
        tab.getStyleClass().add("client-tab");
    }

    /** Shows in a tab's head what its participant does. */
    static void follow(Tab tab, ParticipantModel model) {
        ClientTab head = new ClientTab(tab, model);
        model.revisionProperty().addListener(o -> head.show());
        head.show();
    }

    private void show() {
        boolean waits = model.activityProperty().get() instanceof Activity.InCall call && call.call().blocked();
        boolean queued = model.ownSocket().filter(DescriptorState::isOpen).filter(model.picture()::waitsForAccept)
                .isPresent();
        boolean failed = !waits && !queued && model.activityProperty().get() instanceof Activity.Idle
                && model.reply().filter(said -> said.weight() == Reply.Weight.TROUBLE).isPresent();
        Optional<String> state = waits ? Optional.of("waits") : queued ? Optional.of("queued")
                : failed ? Optional.of("failed") : Optional.empty();
        tab.setText(state.map(key -> TEXT.text("bench.tab." + key, model.name())).orElseGet(model::name));
        sign.setVisible(state.isPresent());
        if (state.isPresent()) {
            sign.setIconLiteral(failed ? "fth-alert-circle" : "fth-clock");
        }
        sign.pseudoClassStateChanged(FAILED, failed);
        head.pseudoClassStateChanged(TURN, model.nextCallProperty().get().isPresent());
    }
}
