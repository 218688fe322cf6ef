/**
 * What came of a run: a {@link dev.runsc.conformance.result.Cell} for each scenario on each target,
 * and all of them as {@link dev.runsc.conformance.result.RunResult}.
 */
@NullMarked
package dev.runsc.conformance.result;

import org.jspecify.annotations.NullMarked;
