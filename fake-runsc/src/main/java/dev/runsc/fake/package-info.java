/**
 * A fake {@code runsc}: an executable that records every call and answers from a script or from a
 * stateful model of one gVisor release.
 *
 * <p>Start with {@link dev.runsc.fake.FakeRunsc#start(java.nio.file.Path)}, hand {@link
 * dev.runsc.fake.FakeRunsc#executable()} to the code under test, and read {@link
 * dev.runsc.fake.FakeRunsc#invocations()}. {@link dev.runsc.fake.Script} holds scripted replies.
 */
@NullMarked
package dev.runsc.fake;

import org.jspecify.annotations.NullMarked;
