/**
 * The command line: arguments, plays without a window, and exit codes. It knows no JavaFX: the drawing and the window
 * are passed in.
 */
package org.socketworkbench.cli;
