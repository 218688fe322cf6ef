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
import dev.runsc.fake.FakeRunsc;
import dev.runsc.testkit.internal.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * What a test, or a class that shares it, has been given: a directory and what is in it. It lies in
 * the store of that test or class, which closes it when everything else is over.
 *
 * <pre>
 * DIRECTORY/fake      the fake: its executable, its log of calls
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
  private @Nullable Path directory;
  private @Nullable FakeRunsc fake;
  private @Nullable Runsc runsc;
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
    Path place = directory();
    if (type.equals(Bundles.class)) {
      if (bundles == null) {
        bundles = Bundles.in(place.resolve("bundles"));
      }
      return bundles;
    }
    if (fake == null) {
      fake =
          FakeRunsc.start(
              place.resolve("fake"),
              settings.fakeOptions(),
              SharedServer.get(context, RunscExtension.NAMESPACE));
    }
    if (type.equals(FakeRunsc.class)) {
      return fake;
    }
    if (runsc == null) {
      runsc = Runsc.builder().command(fake.executable()).root(place.resolve("root")).build();
    }
    return runsc;
  }

  private Path directory() {
    if (directory == null) {
      try {
        directory = Files.createTempDirectory(directoryPrefix());
      } catch (IOException e) {
        throw new UncheckedIOException(
            "cannot make a directory for " + name() + " in java.io.tmpdir: " + e, e);
      }
    }
    return directory;
  }

  /** Begins with what it is for, so that one that is kept can be found. */
  private String directoryPrefix() {
    String type = context.getTestClass().map(Class::getSimpleName).orElse("");
    String method = context.getTestMethod().map(found -> "-" + found.getName()).orElse("");
    String name = ("runsc-" + type + method).replaceAll("[^A-Za-z0-9_.-]", "_");
    return name.substring(0, Math.min(name.length(), LONGEST_NAME)) + "-";
  }

  /** Keeps the directory and attaches what is known to a failure. */
  synchronized void failed(ExtensionContext test, Throwable failure) {
    if (directory == null || isAbortion(failure)) {
      return;
    }
    keep.set(true);
    Evidence evidence = new Evidence(directory, fake);
    failure.addSuppressed(evidence.asThrowable());
    try {
      evidence.publish(test);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** Ends every container, and removes the directory unless it is evidence. */
  @Override
  public synchronized void close() throws IOException {
    failure(context).ifPresent(failure -> failed(context, failure));
    if (fake != null) {
      fake.close();
    }
    if (directory != null && !keep.get()) {
      Directories.delete(directory);
    }
  }
}
