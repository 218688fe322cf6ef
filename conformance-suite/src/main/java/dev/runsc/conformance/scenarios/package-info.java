/**
 * The scenarios, one class for each command or subject. Each is an ordinary JUnit test that is run
 * once on each target and asks nothing about it. A release that is known to misbehave is declared
 * in {@code deviations.json}, never excepted here.
 */
@NullMarked
package dev.runsc.conformance.scenarios;

import org.jspecify.annotations.NullMarked;
