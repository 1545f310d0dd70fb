/** A client's panel: connect, send and what it received. */
@NullMarked
package org.socketworkbench.ui.client;

import org.jspecify.annotations.NullMarked;
