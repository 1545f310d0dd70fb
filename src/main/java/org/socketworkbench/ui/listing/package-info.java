/**
 * A participant's program in its panel: chosen, edited, run, and shown with its threads' current lines and its output.
 * The running program is drawn from the trace alone, so that looking back shows the same.
 */
@NullMarked
package org.socketworkbench.ui.listing;

import org.jspecify.annotations.NullMarked;
