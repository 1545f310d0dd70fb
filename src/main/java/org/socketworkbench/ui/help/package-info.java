/** The user guide inside the program: its text, its pages, and the window that shows them. It knows no session. */
@NullMarked
package org.socketworkbench.ui.help;

import org.jspecify.annotations.NullMarked;
