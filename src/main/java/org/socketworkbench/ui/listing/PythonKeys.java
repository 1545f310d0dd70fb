package org.socketworkbench.ui.listing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jfx.incubator.scene.control.richtext.CodeArea;
import jfx.incubator.scene.control.richtext.RichTextArea;
import jfx.incubator.scene.control.richtext.SelectionSegment;
import jfx.incubator.scene.control.richtext.TextPos;

/**
 * Key handling for an editor that holds Python: Tab indents by four spaces; Enter keeps the indentation, or indents a
 * new block.
 */
final class PythonKeys {
    private static final String INDENT = " ".repeat(4);
    private static final Pattern INDENTATION = Pattern.compile("^[ \\t]*");
    private static final Pattern BEGINS_BLOCK = Pattern.compile(":\\s*(#.*)?$");

    private PythonKeys() {}

    static void in(CodeArea editor) {
        editor.getInputMap().registerFunction(RichTextArea.Tag.INSERT_TAB, () -> type(editor, INDENT));
        editor.getInputMap().registerFunction(RichTextArea.Tag.INSERT_LINE_BREAK, () -> {
            TextPos at = editor.getSelection().getMin();
            type(editor, "\n" + indentation(editor.getPlainText(at.index()).substring(0, at.offset())));
        });
    }

    /** The indentation of the line that follows a text. */
    static String indentation(String before) {
        String line = before.substring(before.lastIndexOf('\n') + 1);
        Matcher start = INDENTATION.matcher(line);
        String same = start.find() ? start.group() : "";
        return BEGINS_BLOCK.matcher(line).find() ? same + INDENT : same;
    }

    private static void type(CodeArea editor, String text) {
        SelectionSegment replaced = editor.getSelection();
        editor.select(editor.replaceText(replaced.getMin(), replaced.getMax(), text));
    }
}
