/** The States tab: the TCP state diagram with every live socket in its state, and each socket's queues beside it. */
package org.socketworkbench.ui.states;
