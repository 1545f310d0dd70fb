/** The window: the toolbar, the tabs with their panels, and the session that they show. */
@NullMarked
package org.socketworkbench.ui.shell;

import org.jspecify.annotations.NullMarked;
