/** What the guide and the lessons have in common: both are Markdown files. */
@NullMarked
package org.socketworkbench.markdown;

import org.jspecify.annotations.NullMarked;
