/**
 * The command line: arguments, plays without a window, and exit codes. It knows no JavaFX: the drawing and the window
 * are passed in.
 */
@NullMarked
package org.socketworkbench.cli;

import org.jspecify.annotations.NullMarked;
