/**
 * What scenarios run on: {@link dev.runsc.conformance.targets.Target}, asked for by {@link
 * dev.runsc.conformance.targets.TargetSpec}, opened by {@link
 * dev.runsc.conformance.targets.Targets}.
 */
@NullMarked
package dev.runsc.conformance.targets;

import org.jspecify.annotations.NullMarked;
