/**
 * What an executable says about itself: its commands, their flags, the global flags; {@link
 * dev.runsc.conformance.surface.Surface}.
 */
@NullMarked
package dev.runsc.conformance.surface;

import org.jspecify.annotations.NullMarked;
