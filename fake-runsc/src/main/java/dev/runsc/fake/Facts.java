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

package dev.runsc.fake;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a script can ask of one call; what costs something is looked up once, when it is asked. */
final class Facts {
  private static final Set<String> TAKE_A_BUNDLE = Set.of("create", "run", "restore");

  /** How much of standard input is looked at and recorded. */
  private static final int LONGEST_STDIN = 64 * 1024;

  private final Request request;
  private final Call call;
  private final Caller caller;
  private final Sandboxes sandboxes;
  private @Nullable String stdin;
  private @Nullable Map<String, Object> annotations;

  Facts(Request request, Call call, Sandboxes sandboxes, Caller caller) {
    this.request = request;
    this.call = call;
    this.sandboxes = sandboxes;
    this.caller = caller;
  }

  Request request() {
    return request;
  }

  Call call() {
    return call;
  }

  /** The beginning of standard input; asking for it takes it away from the container. */
  String stdin() {
    if (stdin == null) {
      stdin = new String(caller.stdin(LONGEST_STDIN), StandardCharsets.UTF_8);
    }
    return stdin;
  }

  /** What of standard input was looked at. */
  Optional<String> stdinRead() {
    return Optional.ofNullable(stdin);
  }

  Path root() {
    Optional<String> given = call.globalFlag("root").filter(root -> !root.isEmpty());
    if (given.isPresent()) {
      return request.resolve(given.get());
    }
    String runtimeDir = request.variable("XDG_RUNTIME_DIR");
    return runtimeDir == null || runtimeDir.isEmpty()
        ? Path.of("/var/run/runsc")
        : request.resolve(runtimeDir).resolve("runsc");
  }

  Path bundle() {
    return request.resolve(call.flag("bundle").orElse(""));
  }

  Optional<ContainerFiles> container() {
    return call.id().map(id -> new ContainerFiles(root(), id));
  }

  /** The process of the container, whether the model, a script or a real runsc has made it. */
  OptionalLong containerPid() {
    Optional<String> id = call.id();
    if (id.isEmpty()) {
      return OptionalLong.empty();
    }
    OptionalLong recorded = new ContainerFiles(root(), id.get()).sandboxPid();
    return recorded.isPresent() ? recorded : sandboxes.scripted(root(), id.get());
  }

  @Nullable String annotation(String name) {
    if (annotations == null) {
      annotations =
          TAKE_A_BUNDLE.contains(call.command())
              ? ContainerFiles.annotationsOfBundle(bundle())
              : container().map(ContainerFiles::annotations).orElse(Map.of());
    }
    Object value = annotations.get(name);
    return value == null ? null : value.toString();
  }
}
