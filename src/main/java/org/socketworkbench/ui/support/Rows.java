package org.socketworkbench.ui.support;

import java.util.ArrayList;
import java.util.List;
import javafx.collections.ObservableList;

/**
 * Updates the items of a list or table that are recomputed in every frame: only differences are applied, so the rest
 * stays in place.
 */
public final class Rows {
    /** If more items than this change, all items are replaced, which is one change to the view. */
    private static final int CHANGES_ONE_BY_ONE = 32;

    private Rows() {}

    /** Makes the items equal to the current ones. */
    public static <T> void update(ObservableList<T> items, List<? extends T> now) {
        int common = Math.min(now.size(), items.size());
        List<Integer> changed = new ArrayList<>();
        for (int i = 0; i < common; i++) {
            if (!now.get(i).equals(items.get(i))) {
                changed.add(i);
            }
        }
        if (changed.size() > CHANGES_ONE_BY_ONE) {
            items.setAll(now);
            return;
        }
        changed.forEach(i -> items.set(i, now.get(i)));
        if (items.size() > common) {
            items.remove(common, items.size());
        }
        items.addAll(now.subList(common, now.size()));
    }
}
