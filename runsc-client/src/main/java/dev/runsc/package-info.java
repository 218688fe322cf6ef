/**
 * A typed client for gVisor's {@code runsc}. Start with {@link dev.runsc.Runsc}; what its calls
 * throw is a {@link dev.runsc.RunscException}, what they return about a container is a {@link
 * dev.runsc.Container}.
 */
@NullMarked
package dev.runsc;

import org.jspecify.annotations.NullMarked;
