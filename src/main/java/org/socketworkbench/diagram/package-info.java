/**
 * What is drawn, as pure geometry: the sequence diagram and the call map, made of what the model tells and laid out as
 * shapes with plain coordinates. Nothing is concluded here. No JavaFX, no colours: a view or a file gives a shape's
 * role
 * its look.
 */
@NullMarked
package org.socketworkbench.diagram;

import org.jspecify.annotations.NullMarked;
