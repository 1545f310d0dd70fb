package org.socketworkbench.socket;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Flags that are bits of one int. */
final class Bits {
    private Bits() {}

    /**
     * Flags as a C programmer writes them, joined by {@code |}: first those that have a name, in the order of the
     * names,
     * then all others as one hexadecimal number; 0 for none.
     *
     * @param names the names by their bits
     */
    static String text(Map<Integer, String> names, int flags) {
        List<String> set = new ArrayList<>();
        int left = flags;
        for (Map.Entry<Integer, String> flag : names.entrySet()) {
            if ((left & flag.getKey()) != 0) {
                set.add(flag.getValue());
                left &= ~flag.getKey();
            }
        }
        if (left != 0 || set.isEmpty()) {
            set.add(left == 0 ? "0" : "0x" + Integer.toHexString(left));
        }
        return String.join("|", set);
    }
}
