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

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Does what an engine for one call does, so that its classes can be archived. */
final class WarmUp {
  private static final List<List<String>> CALLS =
      List.of(
          List.of("list"),
          List.of("list", "--format=json"),
          List.of("state", "c1"),
          List.of("create", "--bundle", "none", "c1"),
          List.of("start", "c1"),
          List.of("kill", "c2", "KILL"),
          List.of("wait", "c2"),
          List.of("delete", "c1"),
          List.of("--version"));

  private WarmUp() {}

  /** Answers a few calls of a fake that nobody calls, about a container that is none. */
  public static void main(String[] args) throws IOException, ClassNotFoundException {
    Class.forName(OneShot.class.getName());
    Path directory = Files.createTempDirectory("fake-runsc-warm-up");
    try {
      FakeHome.init(directory.resolve("fake"), FakeOptions.defaults());
      Path root = Files.createDirectory(directory.resolve("root"));
      Processes.Identity self = Processes.identify(ProcessHandle.current().pid());
      Files.writeString(
          root.resolve("c1_sandbox:c1.state"),
          "{\"id\":\"c1\",\"sandboxId\":\"c1\",\"bundle\":\"/\",\"owner\":\"\",\"createdAt\":\""
              + Instant.now()
              + "\",\"sandbox\":\"1\",\"pid\":"
              + self.pid()
              + ",\"startTime\":"
              + self.startTime()
              + ",\"status\":\"running\"}");
      for (List<String> call : CALLS) {
        FakeHome home = FakeHome.open(directory.resolve("fake"));
        answer(home, call, home.internal().resolve("call-1"), directory);
      }
    } finally {
      FakeHome.removeTree(directory);
    }
  }

  private static void answer(FakeHome home, List<String> call, Path scratch, Path directory)
      throws IOException {
    StringBuilder request = new StringBuilder();
    long self = ProcessHandle.current().pid();
    for (Object word : List.of(1, home.directory(), self, self, directory, "--")) {
      request.append(word).append('\0');
    }
    request.append("--root=").append(directory.resolve("root")).append('\0');
    call.forEach(word -> request.append(word).append('\0'));
    Files.write(scratch, request.toString().getBytes(StandardCharsets.UTF_8));
    try (FileInputStream nothing = new FileInputStream("/dev/null")) {
      Answers none = new Answers.OfPipe(nothing);
      if (none.poll(0) != null) {
        throw new IllegalStateException("/dev/null says something");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Caller caller = new Caller(new ByteArrayOutputStream(), millis -> null, scratch, self, null);
    FakeOptions options = home.options();
    Profile.know(options.release(), home.catalog());
    new Engine(home, options).answer(Request.take(scratch), caller);
  }
}
