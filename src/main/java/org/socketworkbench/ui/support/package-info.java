/**
 * What every view needs: the bridge from the trace to the FX thread, the FXML loader, the shared selection, and shapes
 * as nodes.
 */
@NullMarked
package org.socketworkbench.ui.support;

import org.jspecify.annotations.NullMarked;
