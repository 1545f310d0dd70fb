package org.socketworkbench.ui.listing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyEvent;

/**
 * Key handling for a text area that holds Python: Tab indents by four spaces; Enter keeps the indentation, or indents a
 * new block.
 */
final class PythonKeys {
    private static final String INDENT = " ".repeat(4);
    private static final Pattern INDENTATION = Pattern.compile("^[ \\t]*");
    private static final Pattern BEGINS_BLOCK = Pattern.compile(":\\s*(#.*)?$");

    private PythonKeys() {}

    static void in(TextArea editor) {
        editor.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.isShortcutDown() || key.isAltDown() || key.isShiftDown()) {
                return;
            }
            switch (key.getCode()) {
                case TAB -> type(editor, INDENT, key);
                case ENTER ->
                    type(editor, "\n" + indentation(editor.getText().substring(0, editor.getCaretPosition())), key);
                default -> {}
            }
        });
    }

    /** The indentation of the line that follows a text. */
    static String indentation(String before) {
        String line = before.substring(before.lastIndexOf('\n') + 1);
        Matcher start = INDENTATION.matcher(line);
        String same = start.find() ? start.group() : "";
        return BEGINS_BLOCK.matcher(line).find() ? same + INDENT : same;
    }

    private static void type(TextArea editor, String text, KeyEvent key) {
        editor.replaceSelection(text);
        key.consume();
    }
}
