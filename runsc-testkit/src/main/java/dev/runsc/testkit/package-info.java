/**
 * For tests of code that drives {@code runsc}: a JUnit extension, assertions, OCI bundles.
 *
 * <p>Start with {@link dev.runsc.testkit.RunscExtension}, which gives a test a fake {@code runsc}
 * and a client for it, and {@link dev.runsc.testkit.RunscAssertions}, whose {@code assertThat}
 * looks at the recorded calls. {@link dev.runsc.testkit.OciBundle} writes what {@code create} and
 * {@code run} want.
 */
@NullMarked
package dev.runsc.testkit;

import org.jspecify.annotations.NullMarked;
