/** Placeholder. */
@NullMarked
package dev.runsc;

import org.jspecify.annotations.NullMarked;
