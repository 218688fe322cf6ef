/** Runs scenarios: {@link dev.runsc.conformance.run.Suite} finds and runs them all. */
@NullMarked
package dev.runsc.conformance.run;

import org.jspecify.annotations.NullMarked;
