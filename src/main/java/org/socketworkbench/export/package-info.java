/** Diagrams as files for other programs. Everything that a peer or a user wrote is escaped on the way. */
package org.socketworkbench.export;
