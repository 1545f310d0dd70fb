/** The server panel: bind, listen, the accept log and the accepted connections. */
package org.socketworkbench.ui.server;
