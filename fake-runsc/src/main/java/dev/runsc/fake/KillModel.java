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
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code kill}, {@code pause} and {@code resume}. */
final class KillModel {
  private final Session session;

  KillModel(Session session) {
    this.session = session;
  }

  Outcome kill() {
    boolean all = session.line().flags().isTrue("all");
    String pidText = session.line().flag("pid");
    long pid = pidText.isEmpty() ? 0 : GoText.parseFlagInteger(pidText).orElse(0L);
    String groupText = session.line().flag("pgid");
    long group = groupText.isEmpty() ? 0 : GoText.parseFlagInteger(groupText).orElse(0L);
    requireOneTarget(all, pid, group);
    Container container = session.load();
    List<String> operands = session.line().operands();
    String text = operands.size() > 1 ? operands.get(1) : "";
    Signals.Signal signal =
        Signals.parse(text)
            .orElseThrow(() -> new RunscError("unknown signal " + GoText.quote(text)));
    if (pid != 0) {
      signalProcess(container, signal, pid);
    } else if (group != 0) {
      signalGroup(container, signal, group);
    } else {
      signalContainer(container, signal, all);
    }
    return Outcome.success("");
  }

  private void requireOneTarget(boolean all, long pid, long group) {
    int targets = (all ? 1 : 0) + (pid != 0 ? 1 : 0) + (group != 0 ? 1 : 0);
    if (targets > 1) {
      throw new RunscError(
          session.profile().psHasProcessGroups()
              ? "it is invalid to specify more than one of --all, --pid, and --pgid"
              : "it is invalid to specify both --all and --pid");
    }
  }

  private void signalGroup(Container container, Signals.Signal signal, long group) {
    String status = container.status();
    String context = "failed to signal process group " + group + ": ";
    if (!status.equals("running")) {
      throw new RunscError(
          context
              + "cannot signal a process group inside container "
              + GoText.quote(container.id())
              + " in state "
              + status);
    }
    if (group == 1 && !session.isHost()) {
      deliverToScript(container, signal);
      return;
    }
    OptionalInt leader = group == 1 ? firstProcess(container) : hostProcess(container, group);
    if (leader.isEmpty() || !session.caller().signal(signal.name(), -(long) leader.getAsInt())) {
      throw new RunscError(context + "no such process group " + group);
    }
  }

  private void signalProcess(Container container, Signals.Signal signal, long pid) {
    String id = GoText.quote(container.id());
    String status = container.status();
    String failed = "failed to signal pid " + pid + ": ";
    if (!status.equals("running")) {
      throw new RunscError(
          failed + "cannot signal a process inside container " + id + " in state " + status);
    }
    String signaling = failed + "signaling container " + id + " PID " + pid + ": ";
    String where = signaling + "signaling process in container " + id + " PID " + pid + ": ";
    if (pid < 0) {
      throw new RunscError(signaling + "PID (" + pid + ") must be positive");
    }
    OptionalInt host = pid == 1 ? firstProcess(container) : hostProcess(container, pid);
    if (pid == 1 && !session.isHost()) {
      deliverToScript(container, signal);
    } else if (host.isEmpty() || !session.caller().signal(signal.name(), host.getAsInt())) {
      throw new RunscError(where + "no such process with PID " + pid);
    }
  }

  private OptionalInt hostProcess(Container container, long inner) {
    return new InnerProcesses(session, container).hostPid(inner);
  }

  private void signalContainer(Container container, Signals.Signal signal, boolean all) {
    String status = container.status();
    if (status.equals("stopped")) {
      if (!container.isRoot() && container.process().isAlive()) {
        signalEndedSubContainer(container, all);
        return;
      }
      throw new RunscError("sandbox is not running");
    }
    if (!status.equals("running")) {
      throw new RunscError(
          "cannot signal container " + GoText.quote(container.id()) + " in state " + status);
    }
    if (session.isHost()) {
      deliverToHost(container, signal, all);
    } else {
      deliverToScript(container, signal);
    }
  }

  private static void signalEndedSubContainer(Container container, boolean all) {
    if (!all) {
      String id = GoText.quote(container.id());
      throw new RunscError(
          "signaling container "
              + id
              + ": signaling process in container "
              + id
              + " PID 0: no such process");
    }
  }

  private void deliverToScript(Container container, Signals.Signal signal) {
    Optional<ScriptedWorkload> workload = session.scripted(container);
    if (workload.isPresent() && workload.get().signals().containsKey(signal.name())) {
      workload
          .get()
          .signals()
          .get(signal.name())
          .ifPresent(status -> session.sandboxes().exit(container.sandbox(), status));
    } else if (signal.effect() == Signals.Effect.END) {
      session.sandboxes().exit(container.sandbox(), 128 + signal.number());
    }
  }

  private OptionalInt firstProcess(Container container) {
    // The sandbox notes its program a moment after it was told to start.
    Waiting.until(
        () ->
            !session.isHost()
                || container.isFrozen()
                || session.sandboxes().child(container.sandbox()).isPresent()
                || !container.ownProcess().isAlive());
    return session.sandboxes().child(container.sandbox());
  }

  private void deliverToHost(Container container, Signals.Signal signal, boolean all) {
    OptionalInt child = firstProcess(container);
    boolean signalled =
        child.isPresent()
            && session
                .caller()
                .signal(signal.name(), all ? -(long) child.getAsInt() : child.getAsInt());
    if (all) {
      for (long exec : session.sandboxes().execs(container.sandbox())) {
        session.caller().signal(signal.name(), -exec);
      }
    }
    if (!signalled) {
      throw new RunscError("sandbox is not running");
    }
  }

  Outcome pause() {
    Container container = session.load();
    String status = container.status();
    if (status.equals("created")) {
      container.freeze();
      session.containers().save(container);
      return Outcome.panic("invalid state transition: created => paused");
    }
    if (!status.equals("running")) {
      throw new RunscError(
          "pause failed: cannot pause container "
              + GoText.quote(container.id())
              + " in state "
              + status);
    }
    signalAll(container, "STOP");
    container.status("paused");
    session.containers().save(container);
    return Outcome.success("");
  }

  Outcome resume() {
    Container container = session.load();
    String status = container.status();
    String id = GoText.quote(container.id());
    if (!status.equals("paused")) {
      throw new RunscError("resume failed: cannot resume container " + id + " in state " + status);
    }
    if (!container.ownProcess().isAlive()) {
      throw new RunscError(
          "resume failed: resuming container: "
              + session.profile().sandboxContext("resuming container " + id + ": ")
              + refused(container));
    }
    container.status("running");
    session.containers().save(container);
    signalAll(container, "CONT");
    return Outcome.success("");
  }

  static String refused(Container container) {
    return "connecting to control server at PID "
        + container.process().pid()
        + ": connection refused";
  }

  /** Stops or continues everything in a container; its sandbox process stays awake for a host. */
  private void signalAll(Container container, String signal) {
    if (session.isHost()) {
      firstProcess(container).ifPresent(child -> session.caller().signal(signal, -(long) child));
    } else {
      session.caller().signal(signal, -container.ownProcess().pid());
    }
    for (long exec : session.sandboxes().attached(container.sandbox())) {
      session.caller().signal(signal, -exec);
    }
  }
}
