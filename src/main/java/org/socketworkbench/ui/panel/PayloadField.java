package org.socketworkbench.ui.panel;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;

/**
 * A single-line field for the data to send. Pasted line breaks become escapes. A paste too long to edit in one line is
 * kept whole beside the field, and the field only mentions it.
 */
public final class PayloadField extends TextField {
    /** The longest text that is edited in the field itself, in characters. */
    static final int MAX_EDITED = 4_000;

    private final ReadOnlyStringWrapper large = new ReadOnlyStringWrapper("");

    /** A long pasted text that is to be sent as it is, or "". */
    public ReadOnlyStringProperty largeProperty() {
        return large.getReadOnlyProperty();
    }

    /** Inserts pasted text. */
    public void take(String pasted) {
        if (pasted.length() > MAX_EDITED) {
            large.set(pasted);
        } else {
            replaceSelection(Payload.escaped(pasted));
        }
    }

    /** Discards the long text. */
    public void discardLarge() {
        large.set("");
    }

    @Override
    public void paste() {
        String pasted = Clipboard.getSystemClipboard().getString();
        if (pasted != null && isEditable()) {
            take(pasted);
        }
    }
}
