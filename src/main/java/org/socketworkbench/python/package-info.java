/**
 * Python programs on the workbench's engine: GraalPy runs them, and each of their socket calls is made and traced like
 * a call from a button. They reach nothing else: no files but their own folder's, no processes, no environment, no
 * Java.
 */
@NullMarked
package org.socketworkbench.python;

import org.jspecify.annotations.NullMarked;
