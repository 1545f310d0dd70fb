/** The program's start: the parts are wired here by hand, and JavaFX is started here and nowhere else. */
package org.socketworkbench.app;
