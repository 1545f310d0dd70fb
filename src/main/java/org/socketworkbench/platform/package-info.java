/**
 * The port to the operating system, and what its troubles with files are in words. Only
 * {@link org.socketworkbench.app.Main} makes a platform; all others are given it.
 */
@NullMarked
package org.socketworkbench.platform;

import org.jspecify.annotations.NullMarked;
