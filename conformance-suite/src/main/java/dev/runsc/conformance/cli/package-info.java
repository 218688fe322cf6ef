/** The command line of the gate: {@link dev.runsc.conformance.cli.Main}. */
@NullMarked
package dev.runsc.conformance.cli;

import org.jspecify.annotations.NullMarked;
