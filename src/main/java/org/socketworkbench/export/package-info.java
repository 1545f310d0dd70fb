/**
 * What was done, in other forms: diagrams as files for other programs, and calls made by hand as programs in Python,
 * Java and C. Everything that a peer or a user wrote is escaped on the way.
 */
package org.socketworkbench.export;
