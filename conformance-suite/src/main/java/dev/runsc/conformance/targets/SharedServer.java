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

package dev.runsc.conformance.targets;

import dev.runsc.fake.FakeServer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The server that answers all fakes of this JVM while there are any. It holds a descriptor for each
 * call that there can be at once, and every process that is started has to close them all.
 */
final class SharedServer implements AutoCloseable {
  private static int users;
  private static @Nullable FakeServer shared;

  private final FakeServer server;
  private final AtomicBoolean closed = new AtomicBoolean();

  private SharedServer(FakeServer server) {
    this.server = server;
  }

  /** Makes a claim to it. */
  static SharedServer take() {
    synchronized (SharedServer.class) {
      FakeServer server = shared == null ? FakeServer.start() : shared;
      shared = server;
      users++;
      return new SharedServer(server);
    }
  }

  FakeServer server() {
    return server;
  }

  /** Gives up the claim; the last one closes the server. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    synchronized (SharedServer.class) {
      users--;
      if (users == 0) {
        shared = null;
        server.close();
      }
    }
  }
}
