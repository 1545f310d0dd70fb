/** The program's start: it wires the parts by hand, and nothing else starts JavaFX. */
package org.socketworkbench.app;
