/** The Code tab: what participants did by hand, as programs that can be copied and saved. */
package org.socketworkbench.ui.code;
