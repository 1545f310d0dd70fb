/**
 * What every view needs: the bridge from the trace to the FX thread, the FXML loader, the shared selection, what the
 * user has chosen at earlier starts, and small helpers for nodes, lists and files.
 */
@NullMarked
package org.socketworkbench.ui.support;

import org.jspecify.annotations.NullMarked;
