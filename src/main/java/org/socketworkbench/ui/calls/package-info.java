/** The list of calls, and what happened in the selected one. */
package org.socketworkbench.ui.calls;
