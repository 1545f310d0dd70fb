/** The States tab: the TCP state diagram with every live socket in its state, and each socket's queues beside it. */
@NullMarked
package org.socketworkbench.ui.states;

import org.jspecify.annotations.NullMarked;
