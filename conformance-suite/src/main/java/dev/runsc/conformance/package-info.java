/** Placeholder. */
@NullMarked
package dev.runsc.conformance;

import org.jspecify.annotations.NullMarked;
