/**
 * Real gVisor in a container of Docker, by Testcontainers, for hosts on which it does not run as it
 * is, or whose user is not root.
 *
 * <p>Start with {@link dev.runsc.testkit.testcontainers.GvisorContainer}; or let {@link
 * dev.runsc.testkit.RunscTest} start one, with {@link dev.runsc.testkit.TargetKind#CONTAINER}.
 *
 * <p>This package needs {@code org.testcontainers:testcontainers}, which the kit does not bring
 * along. Where it is missing, the error says so.
 */
@NullMarked
package dev.runsc.testkit.testcontainers;

import org.jspecify.annotations.NullMarked;
