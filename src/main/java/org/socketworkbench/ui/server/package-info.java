/** The server panel: bind, listen, the accept log and the accepted connections. */
@NullMarked
package org.socketworkbench.ui.server;

import org.jspecify.annotations.NullMarked;
