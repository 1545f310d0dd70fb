/** The window: the toolbar, the tabs with their panels, and the session that they show. */
package org.socketworkbench.ui.shell;
