/** A client's panel: connect, send and what it received. */
package org.socketworkbench.ui.client;
