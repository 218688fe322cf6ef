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

package dev.runsc.testkit.awaitility;

import dev.runsc.CallOptions;
import dev.runsc.Container;
import dev.runsc.ContainerStatus;
import dev.runsc.ErrorKind;
import dev.runsc.Runsc;
import dev.runsc.RunscException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks for the state of a container. */
final class StatusProbe extends Probe<Optional<Container>> {
  /** What no waiting cures. */
  private static final Set<ErrorKind> FINAL =
      Set.of(
          ErrorKind.NOT_STARTABLE,
          ErrorKind.INVALID_ID,
          ErrorKind.INVALID_ARGUMENT,
          ErrorKind.UNSUPPORTED,
          ErrorKind.INTERRUPTED);

  /** So that there is an answer to tell of even if the whole wait is shorter than a call. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Runsc runsc;
  private final String id;
  private final @Nullable ContainerStatus wanted;
  private final CallOptions options;
  private boolean wasThere;

  /**
   * @param wanted the status; null if it is to be deleted
   * @param limit how long to wait
   */
  StatusProbe(Runsc runsc, String id, @Nullable ContainerStatus wanted, Duration limit) {
    super(
        "container:\n  " + Objects.requireNonNull(id, "id"),
        wanted == null ? "to be deleted" : "to be " + wanted.runscName());
    this.runsc = Objects.requireNonNull(runsc, "runsc");
    this.id = id;
    this.wanted = wanted;
    this.options = CallOptions.builder().timeout(limit.plus(GRACE)).build();
  }

  @Override
  void look() {
    try {
      Container container = runsc.state(id, options);
      if (container.id().equals(id)) {
        saw(container);
      } else {
        // runsc takes an id that it does not know for the beginning of one that it knows.
        gone();
      }
    } catch (RunscException e) {
      if (e.kind() == ErrorKind.NOT_FOUND) {
        gone();
      } else if (FINAL.contains(e.kind())) {
        hopeless("runsc refuses to tell");
      }
      failed(e);
    }
  }

  private void saw(Container container) {
    wasThere = true;
    saw(
        container.status().runscName()
            + (container.pid().isPresent() ? ", pid " + container.pid().getAsInt() : ", no pid")
            + ", bundle "
            + container.bundle());
    if (container.status() == wanted) {
      found(Optional.of(container));
    } else if (wanted != null && age(container.status()) > age(wanted)) {
      hopeless(
          "it is "
              + container.status().runscName()
              + " and cannot be "
              + wanted.runscName()
              + " again");
    }
  }

  private void gone() {
    if (wanted == null) {
      found(Optional.empty());
    } else if (wasThere) {
      hopeless("it has been deleted");
    }
  }

  /** A container gets older only; it may be paused and resumed as often as one likes. */
  private static int age(ContainerStatus status) {
    return switch (status) {
      case CREATING -> 0;
      case CREATED -> 1;
      case RUNNING, PAUSED -> 2;
      case STOPPED -> 3;
    };
  }
}
