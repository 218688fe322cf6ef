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
import java.util.OptionalInt;

/** {@code wait}. */
final class WaitModel {
  private static final int NO_PID = -1;

  private final Session session;

  WaitModel(Session session) {
    this.session = session;
  }

  Outcome waitFor() {
    long pid = number("pid");
    long rootPid = number("rootpid");
    if (pid != NO_PID && rootPid != NO_PID) {
      throw new RunscError("only one of -pid and -rootPid can be set");
    }
    for (String other : List.of("restore", "fscheckpoint", "fsrestore")) {
      if (session.line().flags().isTrue(other)) {
        throw new FakeRefusal("wait --" + other + " is not modelled; script it");
      }
    }
    String checkpoint = session.line().flag("checkpoint");
    Container container = session.load();
    if (!checkpoint.isEmpty() && !checkpoint.equals("0") && !checkpoint.equals("false")) {
      throw new FakeRefusal("wait --checkpoint is not modelled; script it");
    }
    int status;
    if (pid != NO_PID) {
      status = process(container, pid, "waiting on PID " + pid + " in container ");
    } else if (rootPid != NO_PID) {
      status =
          process(
              container,
              rootPid,
              "waiting on PID in root PID namespace " + rootPid + " in container ");
    } else {
      status = whole(container);
    }
    return Outcome.success(
        "{\"id\":"
            + GoText.json(session.profile().waitPrintsFullId() ? container.id() : session.id())
            + ",\"exitStatus\":"
            + status
            + "}\n");
  }

  private long number(String flag) {
    String text = session.line().flag(flag);
    return text.isEmpty() ? NO_PID : GoText.parseFlagInteger(text).orElse((long) NO_PID);
  }

  private int whole(Container container) {
    String status = container.status();
    boolean sandboxAlive = container.process().isAlive();
    OptionalInt exit = OptionalInt.empty();
    if (!status.equals("stopped")) {
      awaitDeath(container);
      boolean waitedForAProgram = !status.equals("created");
      exit = waitedForAProgram ? session.sandboxes().status(container.sandbox()) : exit;
    } else if (!container.isRoot() && sandboxAlive) {
      // The sandbox goes on and knows.
      exit = session.sandboxes().status(container.sandbox());
    }
    if (exit.isEmpty()) {
      throw new RunscError(
          "waiting on container "
              + GoText.quote(container.id())
              + ": sandbox no longer running and its exit status is unavailable");
    }
    return exit.getAsInt();
  }

  private void awaitDeath(Container container) {
    Processes.Identity own = container.ownProcess();
    Waiting.until(() -> !own.isAlive() || session.caller().isGone());
    if (session.caller().isGone()) {
      throw new Caller.GoneException();
    }
  }

  private int process(Container container, long pid, String context) {
    String id = GoText.quote(container.id());
    if (container.status().equals("stopped") && container.isRoot()) {
      throw new RunscError(context + id + ": sandbox is not running");
    }
    if (pid == 1) {
      return whole(container);
    }
    String inner =
        context
            + id
            + ": waiting on PID "
            + pid
            + " in sandbox "
            + GoText.quote(container.fullId().sandbox())
            + ": ";
    if (pid == 0) {
      throw new RunscError(inner + "PID (0) must be positive");
    }
    if (container.status().equals("created")) {
      throw new RunscError(inner + "waiting for PID " + pid + ": container " + id + " not started");
    }
    Sandboxes sandboxes = session.sandboxes();
    // The call that has just made it may not have noted it yet.
    InnerProcesses processes = new InnerProcesses(session, container);
    Waiting.until(
        () ->
            sandboxes.hasProcess(container.sandbox(), pid)
                || processes.hostPid(pid).isEmpty()
                || session.caller().isGone());
    if (!sandboxes.hasProcess(container.sandbox(), pid)) {
      throw new RunscError(inner + "waiting for PID " + pid + ": no such process");
    }
    Waiting.until(
        () ->
            sandboxes.processStatus(container.sandbox(), pid).isPresent()
                || !container.ownProcess().isAlive()
                || session.caller().isGone());
    if (session.caller().isGone()) {
      throw new Caller.GoneException();
    }
    return sandboxes.takeProcessStatus(container.sandbox(), pid).orElse(128 + 9);
  }
}
