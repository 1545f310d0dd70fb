/** The list of calls, and what happened in the one that is looked at. */
package org.socketworkbench.ui.calls;
