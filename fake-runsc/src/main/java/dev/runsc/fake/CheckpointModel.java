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
import java.util.OptionalInt;

/** {@code checkpoint} and {@code restore}. What is saved is that there was something to save. */
final class CheckpointModel {
  private final Session session;

  CheckpointModel(Session session) {
    this.session = session;
  }

  private String imagePath() {
    String path = session.line().flag("image-path");
    if (path.isEmpty()) {
      throw new RunscError("image-path flag must be provided");
    }
    return path;
  }

  Outcome checkpoint() {
    Container container = session.load();
    CheckpointImage image = new CheckpointImage(session, imagePath());
    String status = container.status();
    if (status.equals("stopped")) {
      throw new RunscError(
          "checkpoint failed: cannot checkpoint container "
              + GoText.quote(container.id())
              + " in state stopped");
    }
    image.write(container);
    if (status.equals("created")) {
      // It stays created, and can't be started any more.
      container.spoil();
      session.containers().save(container);
      return Outcome.success("");
    }
    if (session.line().flags().isTrue("leave-running")) {
      return session.profile().resumesAfterCheckpoint()
          ? Outcome.success("")
          : stayAttached(container);
    }
    // Whoever waits already is told this, as if the program had ended well.
    session.sandboxes().tellStatus(container.sandbox(), 0);
    Processes.killSession(container.process());
    Waiting.until(() -> !container.process().isAlive());
    return Outcome.success("");
  }

  /** Before 20240415.0 the client becomes that of the new sandbox, and deletes it in the end. */
  private Outcome stayAttached(Container container) {
    Waiting.until(() -> !container.process().isAlive() || session.caller().isGone());
    if (session.caller().isGone()) {
      throw new Caller.GoneException();
    }
    OptionalInt status = session.sandboxes().status(container.sandbox());
    session.remove(container);
    return Outcome.exit(status.orElse(128 + 9));
  }

  Outcome restore() {
    if (session.line().global().isTrue("rootless")) {
      throw new RunscError("Rootless mode not supported with \"restore\"");
    }
    return session.profile().restoresIntoCreated() ? restoreNewly() : restoreAsRun();
  }

  private Outcome restoreNewly() {
    boolean exists = session.containers().exactly(session.id()).isPresent();
    if (!exists) {
      new CreateModel(session).readBundle();
    }
    CheckpointImage image = new CheckpointImage(session, imagePath());
    Container container =
        exists
            ? session.containers().loadExactly(session.containers().exactly(session.id()).get())
            : new CreateModel(session).makeFromBundle();
    try {
      if (!container.status().equals("created")) {
        throw new RunscError(
            "cannot restore container "
                + GoText.quote(container.id())
                + " in state "
                + container.status());
      }
      image.read(container.id());
      start(container);
    } catch (RunscError e) {
      removeUnless(exists, container);
      throw e.in("starting container");
    } catch (FakeRefusal e) {
      removeUnless(exists, container);
      throw e;
    }
    // In these releases the record of an attached restore stays behind.
    return isDetached()
        ? Outcome.success("")
        : Outcome.exit(new CreateModel(session).awaitStatus(container));
  }

  private Outcome restoreAsRun() {
    CreateModel create = new CreateModel(session);
    BundleSpec spec = create.readBundle();
    CheckpointImage image = new CheckpointImage(session, imagePath());
    try {
      Container container = create.make(spec);
      try {
        image.read(container.id());
        start(container);
      } catch (RunscError e) {
        session.remove(container);
        throw e.in("starting container");
      } catch (FakeRefusal e) {
        session.remove(container);
        throw e;
      }
      return isDetached() ? Outcome.success("") : create.awaitEnd(container);
    } catch (RunscError e) {
      throw e.in("running container");
    }
  }

  private void refuseHost() {
    if (session.isHost()) {
      throw new FakeRefusal(
          "restore cannot continue a process of the host; use the workload \"scripted\", or script"
              + " the reply");
    }
  }

  private boolean isDetached() {
    return session.line().flags().isTrue("detach");
  }

  private void removeUnless(boolean existed, Container container) {
    if (!existed) {
      session.remove(container);
    }
  }

  private void start(Container container) {
    refuseHost();
    container.status("running");
    session.containers().save(container);
    session.sandboxes().start(container.sandbox());
  }
}
