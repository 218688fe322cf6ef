/**
 * What the kit and the conformance suite share and nobody else may use: where real executables are
 * found, and whether they run here.
 */
@NullMarked
package dev.runsc.testkit.internal;

import org.jspecify.annotations.NullMarked;
