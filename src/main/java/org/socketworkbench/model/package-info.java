/**
 * What is known after any number of a trace's events. It is folded from these events and from nothing else. Nothing
 * here draws, and nothing here asks the kernel or the clock.
 */
@NullMarked
package org.socketworkbench.model;

import org.jspecify.annotations.NullMarked;
