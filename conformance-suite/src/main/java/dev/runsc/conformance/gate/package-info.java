/**
 * Decides whether a candidate may take the place of the release in use; {@link
 * dev.runsc.conformance.gate.Gate}.
 */
@NullMarked
package dev.runsc.conformance.gate;

import org.jspecify.annotations.NullMarked;
