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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** Runs the hooks of a bundle as runsc does: on the host, with the container's state on stdin. */
final class Hooks {
  /** Those whose {@code exec} can give a program another name. */
  private static final List<List<String>> SHELLS =
      List.of(List.of("/bin/bash", "-c"), List.of("/bin/busybox", "ash", "-c"));

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
    Path path = Path.of(hook.path());
    if (!Files.isExecutable(path)) {
      String reason = Files.exists(path) ? "permission denied" : "no such file or directory";
      throw new RunscError("fork/exec " + hook.path() + ": " + reason);
    }
    Sandboxes sandboxes = session.sandboxes();
    String box = container.sandbox();
    sandboxes.hook(box, words(hook), StateJson.oneLine(session.profile(), container, status));
    Processes.Identity process = Processes.identify(session.caller().hook(box));
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(hook.timeoutSeconds());
    Waiting.until(
        () ->
            sandboxes.hookStatus(box).isPresent()
                || session.caller().isGone()
                || (hook.timeoutSeconds() > 0 && System.nanoTime() > end));
    OptionalInt exit = sandboxes.hookStatus(box);
    if (exit.isEmpty()) {
      Processes.killSession(process);
    }
    if (session.caller().isGone()) {
      throw new Caller.GoneException();
    }
    check(hook, exit, sandboxes.hookOutput(box));
  }

  private static void check(BundleSpec.Hook hook, OptionalInt exit, String output) {
    String quoted = GoText.quote(hook.path());
    if (exit.isEmpty()) {
      throw new RunscError("timeout executing hook " + quoted + output);
    }
    if (exit.getAsInt() != 0) {
      throw new RunscError(
          "failure executing hook " + quoted + ", err: exit status " + exit.getAsInt() + output);
    }
  }

  /**
   * The command that runs a hook in the environment and the directory of the call. The first of the
   * hook's words is what it is called, which only some shells can tell a program that has another
   * path.
   */
  private static List<String> words(BundleSpec.Hook hook) {
    List<String> words = new ArrayList<>();
    boolean inherits = hook.env().isEmpty();
    if (!inherits) {
      words.addAll(List.of("env", "-i"));
      words.addAll(hook.env());
    }
    List<String> args = hook.args().isEmpty() ? List.of(hook.path()) : hook.args();
    Optional<List<String>> shell =
        SHELLS.stream().filter(one -> Files.isExecutable(Path.of(one.get(0)))).findFirst();
    if (!args.get(0).equals(hook.path()) && shell.isPresent()) {
      words.addAll(shell.get());
      words.add((inherits ? "" : "unset PWD OLDPWD SHLVL; ") + "exec -a \"$0\" \"$@\"");
      words.add(args.get(0));
    }
    words.add(hook.path());
    words.addAll(args.subList(1, args.size()));
    return words;
  }
}
