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

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The containers that the tests of a run share. It lies in the root store, which closes it at the
 * very end.
 */
final class ContainerTargets implements AutoCloseable {
  private static final String KEY = "containers";

  private final Map<Wanted, Result> results = new HashMap<>();

  private record Wanted(Optional<String> release, Optional<String> platform) {}

  sealed interface Result {}

  /** A container that works. */
  record Started(ContainerTarget target) implements Result {}

  /** There is none. */
  record Missing(String reason) implements Result {}

  @SuppressWarnings("deprecation") // As in SharedServer.
  static ContainerTargets of(ExtensionContext context) {
    return Objects.requireNonNull(
        context
            .getRoot()
            .getStore(RunscExtension.NAMESPACE)
            .getOrComputeIfAbsent(KEY, key -> new ContainerTargets(), ContainerTargets.class));
  }

  /** Starts a container for the first test that asks, and gives the same to all others. */
  synchronized Result find(Settings settings) {
    return results.computeIfAbsent(
        new Wanted(settings.release(), settings.platform()), ContainerTargets::start);
  }

  private static Result start(Wanted wanted) {
    Optional<ContainerTargetProvider> provider =
        ServiceLoader.load(
                ContainerTargetProvider.class, ContainerTargetProvider.class.getClassLoader())
            .findFirst();
    if (provider.isEmpty()) {
      return new Missing(
          "there is no "
              + ContainerTargetProvider.class.getName()
              + " that could prepare a container with gVisor");
    }
    try {
      return new Started(provider.get().start(wanted.release(), wanted.platform()));
    } catch (TargetUnavailableException e) {
      return new Missing("there is no container with gVisor to run on: " + e.getMessage());
    }
  }

  @Override
  public synchronized void close() {
    RuntimeException failure = null;
    for (Result result : results.values()) {
      if (result instanceof Started started) {
        try {
          started.target().close();
        } catch (RuntimeException e) {
          failure = e;
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
