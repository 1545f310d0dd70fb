package org.socketworkbench.ui.panel;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;

/**
 * A field of one line for what is to be sent. Pasted line ends become escapes; a paste too long to be edited in a line
 * is kept whole beside the field, and the field only tells of it.
 */
public final class PayloadField extends TextField {
    /** The longest text that is edited in the field itself, in characters. */
    static final int MAX_EDITED = 4_000;

    private final ReadOnlyStringWrapper large = new ReadOnlyStringWrapper("");

    /** A long text that was pasted and is to be sent as it is, or "". */
    public ReadOnlyStringProperty largeProperty() {
        return large.getReadOnlyProperty();
    }

    /** Takes in pasted text. */
    public void take(String pasted) {
        if (pasted.length() > MAX_EDITED) {
            large.set(pasted);
        } else {
            replaceSelection(Payload.escaped(pasted));
        }
    }

    /** Forgets the long text. */
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
