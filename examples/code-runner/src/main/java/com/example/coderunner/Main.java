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

package com.example.coderunner;

import dev.runsc.Runsc;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The service as a program. It is told by its environment: {@code CODE_RUNNER_ROOTFS} (needed),
 * {@code CODE_RUNNER_DIR} (default: {@code /run/code-runner}), {@code CODE_RUNNER_SLOTS} (the
 * number of processors), {@code PORT} (8080), {@code RUNSC} (the one in PATH), {@code RUNSC_FLAGS}
 * ({@code platform=systrap}).
 */
public final class Main {

  private Main() {}

  private static String env(String name, String otherwise) {
    String value = System.getenv(name);
    return value == null || value.isEmpty() ? otherwise : value;
  }

  /**
   * Serves until it is ended.
   *
   * @param args none
   * @throws Exception if it cannot begin
   */
  public static void main(String[] args) throws Exception {
    String rootfs = env("CODE_RUNNER_ROOTFS", "");
    if (rootfs.isEmpty()) {
      System.err.println(
          "set CODE_RUNNER_ROOTFS to the root directory of the sandboxes: an unpacked image with"
              + " sh, sleep and the interpreters");
      System.exit(2);
    }
    Path directory = Path.of(env("CODE_RUNNER_DIR", "/run/code-runner"));
    Path workspace = Files.createDirectories(directory.resolve("snippets"));
    Runsc.Builder runsc =
        Runsc.builder()
            .command(env("RUNSC", Runsc.DEFAULT_COMMAND))
            .root(directory.resolve("root"));
    for (String flag : env("RUNSC_FLAGS", "platform=systrap").split(" +", -1)) {
      runsc.config(flag.replaceFirst("=.*", ""), flag.replaceFirst("[^=]*=", ""));
    }
    SnippetRunner runner =
        new SnippetRunner(runsc.build(), workspace, Path.of(rootfs), Limits.DEFAULTS);
    int left = runner.sweep();
    if (left > 0) {
      System.out.println("removed " + left + " sandboxes of an earlier life");
    }
    int slots =
        Integer.parseInt(env("CODE_RUNNER_SLOTS", "" + Runtime.getRuntime().availableProcessors()));
    HttpService service = HttpService.start(runner, Integer.parseInt(env("PORT", "8080")), slots);
    Runtime.getRuntime().addShutdownHook(new Thread(service::close));
    System.out.println("listening on http://127.0.0.1:" + service.port() + "/run");
  }
}
