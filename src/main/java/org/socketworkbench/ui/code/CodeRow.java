package org.socketworkbench.ui.code;

import java.util.List;
import java.util.stream.IntStream;
import org.socketworkbench.export.Listing;

/**
 * A line of a listing for display.
 *
 * @param number from 1
 * @param last   whether it belongs to the last call
 */
record CodeRow(int number, String text, boolean last) {

    static List<CodeRow> of(Listing listing) {
        int last = listing.lastCall();
        return IntStream.range(0, listing.lines().size()).mapToObj(at -> {
            Listing.Line line = listing.lines().get(at);
            return new CodeRow(at + 1, line.text(), line.call() == last && last != Listing.NO_CALL);
        }).toList();
    }

    /**
     * The text before the line: its number, and a triangle at the last call, so that it is not marked by colour alone.
     */
    String gutter() {
        return (last ? "\u25b6 " : "") + number;
    }
}
