/** The list of calls, and what happened in the selected one. */
@NullMarked
package org.socketworkbench.ui.calls;

import org.jspecify.annotations.NullMarked;
