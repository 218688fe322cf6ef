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

import dev.runsc.fake.Containers.Container;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What the model of a command works with: one call, and the containers below its root. */
final class Session {
  private final Engine engine;
  private final Request request;
  private final CommandLine line;
  private final Caller caller;
  private final long index;
  private final Path root;
  private final Containers containers;
  private final DebugLog debugLog;

  Session(
      Engine engine,
      Request request,
      CommandLine line,
      Caller caller,
      long index,
      DebugLog debugLog) {
    this.engine = engine;
    this.request = request;
    this.line = line;
    this.caller = caller;
    this.index = index;
    this.debugLog = debugLog;
    this.root = findRoot();
    this.containers = new Containers(root, engine.profile());
  }

  private Path findRoot() {
    String given = line.global().last("root");
    if (given != null && !given.isEmpty()) {
      return request.resolve(given);
    }
    String runtimeDir = request.variable("XDG_RUNTIME_DIR");
    return runtimeDir == null || runtimeDir.isEmpty()
        ? Path.of("/var/run/runsc")
        : request.resolve(runtimeDir).resolve("runsc");
  }

  Request request() {
    return request;
  }

  CommandLine line() {
    return line;
  }

  Caller caller() {
    return caller;
  }

  Profile profile() {
    return engine.profile();
  }

  FakeOptions options() {
    return engine.options();
  }

  boolean isHost() {
    return engine.options().workload() == Workload.HOST;
  }

  Sandboxes sandboxes() {
    return engine.sandboxes();
  }

  Locks locks() {
    return engine.locks();
  }

  Path root() {
    return root;
  }

  Containers containers() {
    return containers;
  }

  /** A name that no other call of this fake has. */
  String uniqueName() {
    return Long.toString(index);
  }

  /** The first operand. */
  String id() {
    return line.operands().get(0);
  }

  Container load() {
    return load("loading container");
  }

  /** Writes to the file of --log. */
  void log(String message) {
    engine.appendLog(request, line, caller, message);
  }

  DebugLog debugLog() {
    return debugLog;
  }

  /** The executable that was called. */
  Path executable() {
    return engine.home().executable();
  }

  /** The container that was typed somewhere else than first. */
  Container loadAs(String typed, String context) {
    try {
      return containers.load(typed);
    } catch (RunscError e) {
      throw e.in(profile().fetchesSpecFirst() ? "FetchSpec failed: loading container" : context);
    }
  }

  /** The container that was typed first; a failure is told in the words of the command. */
  Container load(String context) {
    return loadAs(id(), context);
  }

  BundleSpec readSpec(String bundle) {
    BundleSpec spec;
    try {
      spec = BundleSpec.read(bundle, request.resolve(bundle), profile());
    } catch (RunscError e) {
      throw new RunscError(profile().fetchContext() + e.message());
    }
    FlagAnnotations.check(this, spec);
    return spec;
  }

  /** The bundle of a container as it was when it was created, or as it is now if that is lost. */
  BundleSpec specOf(Container container) {
    Path copy = sandboxes().file(container.sandbox(), "bundle");
    return Files.exists(copy.resolve("config.json"))
        ? BundleSpec.read(copy.toString(), copy, profile())
        : readSpec(container.bundle());
  }

  /** What the script says of a container's own process. */
  Optional<ScriptedWorkload> scripted(Container container) {
    Script script = options().script();
    return script.workloads().isEmpty()
        ? Optional.empty()
        : script.workload(false, container.id(), specOf(container).process().args());
  }

  /** Removes a container's record and ends its process. */
  void remove(Container container) {
    locks()
        .hold(
            root,
            container.id(),
            () -> {
              containers.remove(container);
              sandboxes().destroy(container.sandbox());
              return container;
            });
  }
}
