/** The lesson beside the stage, and the catalogue of lessons. */
@NullMarked
package org.socketworkbench.ui.lesson;

import org.jspecify.annotations.NullMarked;
