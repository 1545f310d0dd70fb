/**
 * What every view needs: the one bridge from the trace to the FX thread, the loader of FXML, the shared selection,
 * shapes as nodes.
 */
package org.socketworkbench.ui.support;
