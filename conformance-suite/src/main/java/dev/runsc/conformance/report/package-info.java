/** Tells people and machines what came of a run; {@link dev.runsc.conformance.report.Reports}. */
@NullMarked
package dev.runsc.conformance.report;

import org.jspecify.annotations.NullMarked;
