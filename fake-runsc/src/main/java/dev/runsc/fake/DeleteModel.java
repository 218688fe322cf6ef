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
import dev.runsc.fake.Containers.NotFoundException;

/** {@code delete}. */
final class DeleteModel {
  /** How long runsc waits for a sandbox to be gone. */
  private static final long STOP_NANOS = 5_000_000_000L;

  private final Session session;

  DeleteModel(Session session) {
    this.session = session;
  }

  Outcome delete() {
    boolean force = session.line().flags().isTrue("force");
    for (String typed : session.line().operands()) {
      Container container;
      try {
        container = session.containers().load(typed);
      } catch (NotFoundException e) {
        if (force) {
          // So runsc does: the ids that follow are left alone.
          return Outcome.success("");
        }
        throw e.in(context(typed));
      } catch (RunscError e) {
        throw e.in(context(typed));
      }
      String status = container.status();
      if (!force && !status.equals("created") && !status.equals("stopped")) {
        throw new RunscError("cannot delete container that is not stopped without --force flag");
      }
      if (container.isAttached() && session.profile().attachedRunHindersDelete()) {
        failToStop(container);
      }
      destroy(container);
      if (status.equals("paused") && !session.profile().pausedCanBeStopped()) {
        return Outcome.panic("invalid state transition: paused => stopped");
      }
    }
    return Outcome.success("");
  }

  /** The first id is looked up before the command itself in newer releases. */
  private String context(String typed) {
    boolean first = typed.equals(session.id());
    return session.profile().fetchesSpecFirst() && first
        ? "FetchSpec failed: loading container"
        : "loading container " + GoText.quote(typed);
  }

  /** The sandbox is killed, but its attached run reaps it too late (trap 12). */
  private void failToStop(Container container) {
    Processes.killSession(container.process());
    long end = System.nanoTime() + STOP_NANOS;
    Waiting.until(() -> System.nanoTime() > end || session.caller().isGone());
    throw new RunscError("destroying container: stopping container: context deadline exceeded");
  }

  private void destroy(Container container) {
    Processes.Identity sandbox = container.ownProcess();
    BundleSpec spec = session.specOf(container);
    if (!spec.hooks("poststop").isEmpty()) {
      Processes.killSession(sandbox);
      Waiting.until(() -> !sandbox.isAlive());
      new Hooks(session, container).runIgnoringFailures("poststop", spec, "stopped");
    }
    session.remove(container);
  }
}
