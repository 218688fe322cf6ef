/**
 * gVisor's two HTTP faces, played by WireMock: the bucket that releases are downloaded from, and
 * the metric server.
 *
 * <p>Start with {@link dev.runsc.testkit.wiremock.ReleaseBucket} for code that downloads gVisor,
 * and {@link dev.runsc.testkit.wiremock.MetricServer} for code that scrapes it.
 *
 * <p>This package needs {@code org.wiremock:wiremock}, which the kit does not bring along; archives
 * need {@code org.apache.commons:commons-compress} besides. Where one is missing, the error says
 * so.
 */
@NullMarked
package dev.runsc.testkit.wiremock;

import org.jspecify.annotations.NullMarked;
