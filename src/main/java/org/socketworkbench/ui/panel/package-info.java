/**
 * What the server's and the clients' panels share: a participant's state as properties, its activity line, and the
 * calls on a connected socket.
 */
@NullMarked
package org.socketworkbench.ui.panel;

import org.jspecify.annotations.NullMarked;
