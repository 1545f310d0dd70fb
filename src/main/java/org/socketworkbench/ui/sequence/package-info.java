/** The Diagram tab: the sequence diagram, drawn for the visible part only, and the call map beside it. */
@NullMarked
package org.socketworkbench.ui.sequence;

import org.jspecify.annotations.NullMarked;
