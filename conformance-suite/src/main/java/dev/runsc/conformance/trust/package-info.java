/**
 * Whether the suite can be trusted: every required scenario is run on fakes that are wrong on
 * purpose, and has to fail on one of them. Begin with {@link dev.runsc.conformance.trust.Trust}.
 */
@NullMarked
package dev.runsc.conformance.trust;

import org.jspecify.annotations.NullMarked;
