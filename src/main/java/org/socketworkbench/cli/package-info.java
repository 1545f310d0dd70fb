/**
 * The command line: what the arguments ask for, plays without a window, exit codes. Knows no JavaFX: what draws and
 * what opens the window is handed in.
 */
package org.socketworkbench.cli;
