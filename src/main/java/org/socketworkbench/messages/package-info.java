/** Every text that a user reads comes from a bundle, {@code messages.properties} beside the classes that use it. */
@NullMarked
package org.socketworkbench.messages;

import org.jspecify.annotations.NullMarked;
