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
import dev.runsc.fake.Containers.FullId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code start}. */
final class StartModel {
  private static final String STARTING = "starting root container: starting sandbox: ";

  private static final List<String> LAST_BREATH = List.of("/bin/sleep", "2");

  private final Session session;

  StartModel(Session session) {
    this.session = session;
  }

  Outcome start() {
    Container container = session.load();
    if (!session.profile().fetchesSpecFirst()) {
      // It has to be there, but only annotations are taken from it.
      session.readSpec(container.bundle());
    }
    BundleSpec spec = session.specOf(container);
    try {
      launch(container.fullId(), spec);
    } catch (RunscError e) {
      throw e.in("starting container");
    }
    return Outcome.success("");
  }

  void launch(FullId id, BundleSpec spec) {
    session
        .locks()
        .hold(
            session.root(),
            id.container(),
            () -> {
              Container container = session.containers().loadExactly(id);
              if (!container.status().equals("created")) {
                throw new RunscError(
                    "cannot start container "
                        + GoText.quote(id.container())
                        + " in state "
                        + container.status());
              }
              launchLocked(container, spec);
              return container;
            });
  }

  private void launchLocked(Container container, BundleSpec spec) {
    Sandboxes sandboxes = session.sandboxes();
    if (!container.isRoot()) {
      joinPod(container, spec);
    }
    try {
      requireNoNetworkYet(container);
      makeProcess(container, spec);
    } catch (RunscError e) {
      fail(container);
      throw e;
    }
    container.status("running");
    session.containers().save(container);
    // A pause before the start leaves the sandbox frozen: it says running, and nothing runs.
    if (!container.isFrozen()) {
      sandboxes.start(container.sandbox());
      awaitProgram(container);
    }
    new Hooks(session, container).runIgnoringFailures("poststart", spec, "created");
  }

  /**
   * A sandbox whose start has failed says that it is created, and ends about two seconds later. One
   * with a scripted workload, which only a bundle that cannot be can bring here, stays.
   */
  private void fail(Container container) {
    if (container.isRoot() && session.isHost() && container.failedStarts() == 0) {
      ProcessSpec last = new ProcessSpec(LAST_BREATH, List.of(), "/", 0, 0, List.of());
      session
          .sandboxes()
          .program(container.sandbox(), "program", last, Path.of(LAST_BREATH.get(0)));
      session.sandboxes().start(container.sandbox());
    }
    container.startFailed();
    session.containers().save(container);
  }

  /** A start that failed has set up the network of the sandbox, which the next one does again. */
  private void requireNoNetworkYet(Container container) {
    boolean loopbackOnly = "none".equals(container.globalFlags().get("network"));
    if (container.failedStarts() > 0 && container.isRoot() && loopbackOnly) {
      throw new RunscError(
          "setting up network: creating default loopback interface: creating loopback link and"
              + " routes: CreateNICWithOptions("
              + session.profile().secondLoopback(container.failedStarts() + 1)
              + "}) failed: duplicate nic id");
    }
  }

  private void makeProcess(Container container, BundleSpec spec) {
    ProcessSpec process = spec.process();
    Optional<Path> program =
        session.isHost()
            ? Optional.of(
                HostProgram.find(
                    process,
                    STARTING,
                    STARTING + "creating process: ",
                    session.profile().reasonForNoProgram()))
            : Optional.empty();
    if (container.isSpoilt()) {
      // A checkpoint of what has not been started leaves no memory to start it in.
      throw new RunscError(STARTING + "creating process: out of memory");
    }
    makeWorkingDirectory(process, spec);
    if (program.isPresent()) {
      Sandboxes sandboxes = session.sandboxes();
      sandboxes.program(container.sandbox(), "program", process, program.get());
      sandboxes.passed(container.sandbox(), "program", PassedDescriptors.of(session));
    }
  }

  /** The process is there when start returns, so that ps, events and signals find it. */
  private void awaitProgram(Container container) {
    if (!session.isHost()) {
      return;
    }
    Sandboxes sandboxes = session.sandboxes();
    Waiting.until(
        () -> {
          OptionalInt child = sandboxes.child(container.sandbox());
          return child.isPresent()
              ? !Processes.isLaunching(child.getAsInt())
              : !container.ownProcess().isAlive()
                  || sandboxes.status(container.sandbox()).isPresent();
        });
  }

  /**
   * A missing working directory is made: before 20250707.0 on the host, read-only root or not,
   * since then inside, which the read-only root refuses.
   */
  private void makeWorkingDirectory(ProcessSpec process, BundleSpec spec) {
    Path inside = Path.of("/").resolve(process.cwd()).normalize();
    Path cwd = inRoot(spec, inside);
    if (Files.isDirectory(cwd)) {
      return;
    }
    if (session.profile().makesCwdInside() && spec.rootIsReadOnly()) {
      Path missing = inside;
      while (missing.getParent() != null && !Files.exists(inRoot(spec, missing.getParent()))) {
        missing = missing.getParent();
      }
      throw new RunscError(
          STARTING
              + "failed to create process working directory "
              + GoText.quote(process.cwd())
              + ": failed to create directory "
              + GoText.quote(missing.toString())
              + ": read-only file system");
    }
    try {
      Files.createDirectories(cwd);
    } catch (IOException e) {
      throw new RunscError(
          STARTING + "creating process: " + SystemErrors.describe("mkdir", cwd, e));
    }
  }

  private static Path inRoot(BundleSpec spec, Path inside) {
    try {
      return new InsideRoot(spec.rootPath()).find(inside.toString());
    } catch (IOException e) {
      throw new RunscError(
          STARTING + "creating process: " + SystemErrors.describe("mkdir", inside, e));
    }
  }

  /** A container in another one's sandbox gets its process, and its streams, from start. */
  private void joinPod(Container container, BundleSpec spec) {
    Container pod = session.containers().loadExactly(FullId.alone(container.fullId().sandbox()));
    if (!pod.status().equals("running")) {
      if (session.profile().refusesEarlySubContainer()) {
        throw new RunscError(
            "starting sub-container ["
                + String.join(" ", spec.process().args())
                + "]: sandbox is not in started state, cannot start subcontainer: state="
                + pod.status());
      }
      // The sandbox does not survive this (until 20251118.0).
      Processes.killSession(pod.process());
      throw new RunscError(
          "starting sub-container ["
              + String.join(" ", spec.process().args())
              + "]: urpc method \"containerManager.StartSubcontainer\" failed: EOF");
    }
    session
        .scripted(container)
        .ifPresent(
            workload -> session.sandboxes().workload(container.sandbox(), "workload", workload));
    ConsoleModel console = new ConsoleModel(session, container.sandbox());
    console.prepare("program", spec.hasTerminal(), false);
    Processes.Identity process = Processes.identify(session.caller().spawn(container.sandbox()));
    session.sandboxes().started(container.sandbox(), process);
    session.sandboxes().attach(pod.sandbox(), process.pid());
    container.ownProcess(process);
  }
}
