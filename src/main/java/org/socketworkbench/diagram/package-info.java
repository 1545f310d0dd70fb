/**
 * What is drawn, as pure geometry: the sequence diagram and the call map, folded from the trace and laid out as shapes
 * with plain coordinates. No JavaFX, no colours: a view or a file gives a shape's role its look.
 */
package org.socketworkbench.diagram;
