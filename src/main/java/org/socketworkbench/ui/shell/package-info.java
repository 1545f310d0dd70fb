/** The window: toolbar, tabs and the panels in them, and the session that they show. */
package org.socketworkbench.ui.shell;
