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

package dev.runsc.testkit;

import dev.runsc.fake.FakeServer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The one server that answers for the fakes of all tests of a run. It lies in the root store, which
 * closes it at the very end, and is started by the first test that needs it.
 */
final class SharedServer implements AutoCloseable {
  private static final String KEY = "server";

  private @Nullable FakeServer server;

  // computeIfAbsent, which is to be used instead, is not there before JUnit 6.
  @SuppressWarnings("deprecation")
  static FakeServer get(ExtensionContext context, ExtensionContext.Namespace namespace) {
    ExtensionContext.Store store = context.getRoot().getStore(namespace);
    SharedServer shared =
        store.getOrComputeIfAbsent(KEY, key -> new SharedServer(), SharedServer.class);
    return Objects.requireNonNull(shared).started();
  }

  private synchronized FakeServer started() {
    if (server == null) {
      server = FakeServer.start();
    }
    return server;
  }

  @Override
  public synchronized void close() {
    if (server != null) {
      server.close();
    }
  }
}
