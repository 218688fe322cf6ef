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

import java.util.Optional;

/** Starts the process of a container that the model knows nothing of. */
final class ScriptedProcess {
  private ScriptedProcess() {}

  /** Starts it as a child of the call and returns its id; it lives until it is killed. */
  static long start(Engine engine, Caller caller, Facts facts, long index) {
    String box = "scripted-" + index;
    String id = facts.call().id().orElse("");
    Sandboxes sandboxes = engine.sandboxes();
    sandboxes.prepare(box, facts.root(), Containers.FullId.alone(id));
    Optional<ScriptedWorkload> workload =
        engine.options().script().workload(false, id, ContainerFiles.argsOfBundle(facts.bundle()));
    workload.ifPresent(one -> sandboxes.workload(box, "workload", one));
    long pid = caller.spawn(box);
    sandboxes.started(box, Processes.identify(pid));
    return pid;
  }
}
