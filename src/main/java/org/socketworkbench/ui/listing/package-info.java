/**
 * A participant's program in its panel: chosen, edited, run, and shown with the lines that its threads are at, and what
 * it printed. What runs is drawn from the trace alone, so that looking back shows the same.
 */
package org.socketworkbench.ui.listing;
