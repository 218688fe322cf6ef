/** Placeholder. */
@NullMarked
package dev.runsc.fake;

import org.jspecify.annotations.NullMarked;
