/**
 * What every view needs: the bridge from the trace to the FX thread, the FXML loader, the shared selection, and shapes
 * as nodes.
 */
package org.socketworkbench.ui.support;
