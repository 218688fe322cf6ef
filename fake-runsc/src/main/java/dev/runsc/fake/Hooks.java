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
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the hooks of a bundle as runsc does: on the host, with the container's state on stdin. */
final class Hooks {
  private final Session session;
  private final Container container;

  Hooks(Session session, Container container) {
    this.session = session;
    this.container = container;
  }

  /** Runs the hooks of a kind, which are told this status; the first failure ends it. */
  void run(String kind, BundleSpec spec, String status) {
    for (BundleSpec.Hook hook : spec.hooks(kind)) {
      run(hook, status);
    }
  }

  /** Runs the hooks of a kind; neither start nor delete fails for them. */
  void runIgnoringFailures(String kind, BundleSpec spec, String status) {
    for (BundleSpec.Hook hook : spec.hooks(kind)) {
      try {
        run(hook, status);
      } catch (RunscError e) {
        // runsc goes on with the next one.
      }
    }
  }

  private void run(BundleSpec.Hook hook, String status) {
    if (!hook.path().startsWith("/")) {
      throw new RunscError("path for hook is not absolute: " + GoText.quote(hook.path()));
    }
    Path out = session.sandboxes().file(container.sandbox(), "hook.out");
    Path err = session.sandboxes().file(container.sandbox(), "hook.err");
    Path in = session.sandboxes().file(container.sandbox(), "hook.in");
    try {
      Files.writeString(in, StateJson.oneLine(session.profile(), container, status));
      List<String> command = new ArrayList<>(List.of(hook.path()));
      if (hook.args().size() > 1) {
        command.addAll(hook.args().subList(1, hook.args().size()));
      }
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .directory(new File("/"));
      builder.environment().clear();
      for (String variable : hook.env()) {
        int equals = variable.indexOf('=');
        if (equals > 0) {
          builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
        }
      }
      finish(hook, builder.start(), out, err);
    } catch (IOException e) {
      throw new RunscError("fork/exec " + hook.path() + ": " + reason(hook));
    }
  }

  private static String reason(BundleSpec.Hook hook) {
    Path path = Path.of(hook.path());
    return Files.exists(path) ? "permission denied" : "no such file or directory";
  }

  private static void finish(BundleSpec.Hook hook, Process process, Path out, Path err)
      throws IOException {
    try {
      boolean ended =
          hook.timeoutSeconds() <= 0
              ? process.waitFor() >= 0
              : process.waitFor(hook.timeoutSeconds(), TimeUnit.SECONDS);
      String outputs = "\nstdout: " + text(out) + "\nstderr: " + text(err);
      if (!ended) {
        process.destroyForcibly();
        throw new RunscError("timeout executing hook " + GoText.quote(hook.path()) + outputs);
      }
      if (process.exitValue() != 0) {
        throw new RunscError(
            "failure executing hook "
                + GoText.quote(hook.path())
                + ", err: exit status "
                + process.exitValue()
                + outputs);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new Caller.GoneException();
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
