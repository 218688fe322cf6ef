/**
 * What scenarios are written with: {@link dev.runsc.conformance.Scenario} marks one, {@link
 * dev.runsc.conformance.Subject} is what it is run on.
 */
@NullMarked
package dev.runsc.conformance;

import org.jspecify.annotations.NullMarked;
