/**
 * Downloads releases from gVisor's bucket or a mirror of it; {@link
 * dev.runsc.conformance.fetch.Fetcher}.
 */
@NullMarked
package dev.runsc.conformance.fetch;

import org.jspecify.annotations.NullMarked;
