/**
 * The drawings as pure geometry: the sequence diagram and the call map, which show what the model knows, and the TCP
 * state diagram. They are laid out as shapes with plain coordinates. Nothing is concluded here, and nothing here uses
 * JavaFX. A shape has a role, and a view or a file gives that role its look.
 */
@NullMarked
package org.socketworkbench.diagram;

import org.jspecify.annotations.NullMarked;
