/*
 * Copyright 2026 the runsc-java authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package dev.runsc.testkit;

import dev.runsc.Runsc;
import dev.runsc.fake.Cassette;
import dev.runsc.fake.FakeServer;
import dev.runsc.fake.TemporaryDirectories;
import dev.runsc.testkit.internal.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * What a test, or a class that shares it, has been given: a directory and what is in it. It lies in
 * the store of that test or class, which closes it when everything else is over.
 *
 * <pre>
 * DIRECTORY/fake      the fake, if it is one: its executable, its log of calls
 * DIRECTORY/root      --root of the client
 * DIRECTORY/bundles   what Bundles makes
 * </pre>
 */
final class TestScope implements AutoCloseable {
  private static final int LONGEST_NAME = 60;
  private static final String JUNIT_4_ABORTION = "org.junit.internal.AssumptionViolatedException";

  private final ExtensionContext context;
  private final Settings settings;
  private final AtomicBoolean keep = new AtomicBoolean();
  private final AtomicBoolean failed = new AtomicBoolean();
  private @Nullable Path directory;
  private @Nullable Orphans orphans;
  private @Nullable World world;
  private @Nullable Verification verification;
  private @Nullable Tape tape;
  private @Nullable Bundles bundles;

  TestScope(ExtensionContext context, Settings settings) {
    this.context = context;
    this.settings = settings;
  }

  Settings settings() {
    return settings;
  }

  boolean isOf(ExtensionContext other) {
    return context.getUniqueId().equals(other.getUniqueId());
  }

  String name() {
    return name(context);
  }

  static String name(ExtensionContext context) {
    return context.getElement().map(SettingsLookup::name).orElseGet(context::getDisplayName);
  }

  /** Why a test failed, if it did. */
  static Optional<Throwable> failure(ExtensionContext context) {
    return context.getExecutionException().filter(e -> !isAbortion(e));
  }

  /**
   * Whether an assumption did not hold, which is no failure. AssertJ's assumptions throw JUnit 4's
   * exception if that is on the class path, and Jupiter takes it for an abortion by its name too.
   */
  private static boolean isAbortion(Throwable thrown) {
    for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().equals(JUNIT_4_ABORTION)) {
        return true;
      }
    }
    return thrown instanceof TestAbortedException;
  }

  /** Gives what a parameter asks for, and makes it if it is the first to ask. */
  synchronized Object resolve(Class<?> type) {
    if (type.equals(Bundles.class)) {
      if (bundles == null) {
        bundles = Bundles.in(directory().resolve("bundles"));
      }
      return bundles;
    }
    World open = world();
    if (type.equals(RunscTarget.class)) {
      return open.target();
    }
    if (type.equals(Runsc.class)) {
      return open.runsc();
    }
    return open.fake()
        .orElseThrow(
            () ->
                new ExtensionConfigurationException(
                    name()
                        + " runs on "
                        + open.target().name()
                        + ", where there is no FakeRunsc: ask for Runsc, or for RunscTarget, which"
                        + " has the executable, or run it on TargetKind.FAKE only"));
  }

  private World world() {
    if (world == null) {
      world = open();
      world.fake().ifPresent(fake -> verification = new Verification(fake));
    }
    return world;
  }

  private World open() {
    if (settings.cassette().isPresent()) {
      return open(Tape.of(context, settings));
    }
    return switch (settings.target()) {
      case FAKE -> FakeWorld.open(directory(), settings.fakeOptions(), server());
      case REAL -> RealWorld.open(directory(), real());
      case CONTAINER -> RealWorld.open(directory(), container());
    };
  }

  private World open(Tape cassette) {
    if (cassette.isToBeRecorded()) {
      tape = cassette;
      return RecordingWorld.open(directory(), settings, real(), server());
    }
    Cassette recorded = cassette.load();
    return FakeWorld.open(
        directory(),
        settings.fakeOptions().toBuilder().release(recorded.release()).cassette(recorded).build(),
        server());
  }

  private FakeServer server() {
    return SharedServer.get(context, RunscExtension.NAMESPACE);
  }

  private RealSearch.Found real() {
    RealSearch.Result result = RealRequirement.find(context, settings);
    if (result instanceof RealSearch.Found found) {
      return found;
    }
    throw new AssertionError(((RealSearch.Missing) result).reason());
  }

  private ContainerTarget container() {
    ContainerTargets.Result result = ContainerTargets.of(context).find(settings);
    if (result instanceof ContainerTargets.Started started) {
      return started.target();
    }
    throw new IllegalStateException(((ContainerTargets.Missing) result).reason());
  }

  private Path directory() {
    if (directory == null) {
      try {
        // Without links in it: that is how processes name it.
        directory = newDirectory().toRealPath();
        orphans = new Orphans(directory);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot make a directory for " + name() + ": " + e, e);
      }
    }
    return directory;
  }

  /** In memory only for fakes: a sandbox has a /dev of its own. */
  private Path newDirectory() throws IOException {
    if (settings.cassette().isPresent()) {
      return Files.createTempDirectory(directoryPrefix());
    }
    return switch (settings.target()) {
      case FAKE -> TemporaryDirectories.create(directoryPrefix());
      case REAL -> Files.createTempDirectory(directoryPrefix());
      case CONTAINER -> Files.createTempDirectory(container().directory(), directoryPrefix());
    };
  }

  /** Begins with what it is for, so that one that is kept can be found. */
  private String directoryPrefix() {
    String type = context.getTestClass().map(Class::getSimpleName).orElse("");
    String method = context.getTestMethod().map(found -> "-" + found.getName()).orElse("");
    String name = ("runsc-" + type + method).replaceAll("[^A-Za-z0-9_.-]", "_");
    return name.substring(0, Math.min(name.length(), LONGEST_NAME)) + "-";
  }

  /** Fails if the fake knows of something that the test should hear of. */
  synchronized void verify(ExtensionContext test) {
    if (verification == null) {
      return;
    }
    if (settings.failOnUnexpectedCalls()) {
      verification.unexpectedCalls(name(test));
    }
    if (isOf(test) && test.getExecutionException().isEmpty()) {
      verification.unused(name(test), settings.failOnUnusedReplies());
    }
  }

  /** Publishes what is known and attaches it to a failure. */
  synchronized void failed(ExtensionContext test, Throwable failure) {
    if (directory == null || orphans == null || isAbortion(failure)) {
      return;
    }
    failed.set(true);
    keep.set(settings.cleanup() != Cleanup.ALWAYS);
    Evidence evidence = new Evidence(directory, orphans, keep.get(), world);
    failure.addSuppressed(evidence.asThrowable());
    try {
      evidence.publish(test);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** Ends every container, removes the directory unless it is evidence, tells what was left. */
  @Override
  public synchronized void close() throws IOException {
    if (directory == null) {
      return;
    }
    failure(context).ifPresent(failure -> failed(context, failure));
    List<String> left = world == null || orphans == null ? List.of() : end(world, orphans);
    if (!left.isEmpty()) {
      AssertionError failure = new AssertionError(leftText(left));
      if (!keep.get()) {
        failed(context, failure);
      }
      remove(failure);
      throw failure;
    }
    if (tape != null
        && world instanceof RecordingWorld recording
        && !failed.get()
        && context.getExecutionException().isEmpty()) {
      recording.save(tape);
    }
    if (settings.cleanup() == Cleanup.NEVER && !keep.get()) {
      context.publishReportEntry(RunscExtension.DIRECTORY_ENTRY, directory.toString());
    }
    remove(null);
  }

  private List<String> end(World open, Orphans orphans) {
    if (!open.used()) {
      return open.end();
    }
    List<String> left = new ArrayList<>();
    if (settings.failOnLeftContainers()) {
      open.containers().forEach(id -> left.add("container " + Words.quote(id)));
    }
    left.addAll(open.end());
    left.addAll(orphans.end());
    return left;
  }

  private String leftText(List<String> left) {
    return name()
        + " left behind"
        + left.stream().map(one -> "\n  " + one).collect(Collectors.joining());
  }

  private void remove(@Nullable AssertionError failure) throws IOException {
    if (directory == null || keep.get() || settings.cleanup() == Cleanup.NEVER) {
      return;
    }
    try {
      Directories.delete(directory);
    } catch (IOException e) {
      IOException named = new IOException(name() + " left files that cannot be removed: " + e, e);
      if (failure == null) {
        throw named;
      }
      failure.addSuppressed(named);
    }
  }
}
