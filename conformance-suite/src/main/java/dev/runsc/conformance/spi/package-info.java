/**
 * How a user brings a target of their own: a {@link dev.runsc.conformance.spi.TargetProvider},
 * found by {@link java.util.ServiceLoader}, which makes {@link
 * dev.runsc.conformance.spi.ProvidedTarget}s.
 */
@NullMarked
package dev.runsc.conformance.spi;

import org.jspecify.annotations.NullMarked;
