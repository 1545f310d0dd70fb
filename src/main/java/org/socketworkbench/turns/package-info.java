/** Programs that run one at a time, in an order that is the same each time. */
@NullMarked
package org.socketworkbench.turns;

import org.jspecify.annotations.NullMarked;
