/**
 * What is different between two releases, by what came of the same scenarios on both and by what
 * their help says; {@link dev.runsc.conformance.diff.ReleaseDiff}.
 */
@NullMarked
package dev.runsc.conformance.diff;

import org.jspecify.annotations.NullMarked;
