/** Lessons: what is to be done, step by step, and how far somebody has come. */
@NullMarked
package org.socketworkbench.lesson;

import org.jspecify.annotations.NullMarked;
