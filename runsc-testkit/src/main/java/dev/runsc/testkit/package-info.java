/** Placeholder. */
@NullMarked
package dev.runsc.testkit;

import org.jspecify.annotations.NullMarked;
