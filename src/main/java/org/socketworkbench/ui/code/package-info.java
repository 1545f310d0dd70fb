/** The Code tab: what participants did by hand, as programs that can be copied and saved. */
@NullMarked
package org.socketworkbench.ui.code;

import org.jspecify.annotations.NullMarked;
