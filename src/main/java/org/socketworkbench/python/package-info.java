/**
 * Python programs on the workbench's engine: GraalPy runs them, and each call of their sockets is made and traced like
 * one that a button makes. They reach nothing else: no files but their own folder's, no processes, no environment, no
 * Java.
 */
package org.socketworkbench.python;
