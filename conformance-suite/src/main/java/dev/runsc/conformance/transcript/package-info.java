/**
 * What a scenario saw, in a form that two targets can be compared in: {@link
 * dev.runsc.conformance.transcript.Transcript}, made comparable by {@link
 * dev.runsc.conformance.transcript.Normaliser}, compared by {@link
 * dev.runsc.conformance.transcript.Comparison}.
 */
@NullMarked
package dev.runsc.conformance.transcript;

import org.jspecify.annotations.NullMarked;
