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

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;

/** {@code spec}: writes a config.json to start from. */
final class SpecModel {
  private final Session session;

  SpecModel(Session session) {
    this.session = session;
  }

  Outcome spec() {
    String bundle = session.line().flag("bundle");
    // Joined as Go does: the default, ".", leaves no trace.
    Path given = Path.of(bundle.isEmpty() ? "." : bundle).resolve("config.json").normalize();
    String name = GoText.quote(given.toString());
    Path file = session.request().resolve(given.toString());
    try {
      Files.writeString(file, text(), StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new RunscError("file " + name + " already exists");
    } catch (IOException e) {
      throw new RunscError(
          "opening file "
              + name
              + ": "
              + SystemErrors.describe("open", file, e).replace(file.toString(), given.toString()));
    }
    return Outcome.success("");
  }

  private String text() {
    List<String> operands = session.line().operands();
    List<String> args = operands.isEmpty() ? List.of("sh") : operands;
    String cwd = session.line().flag("cwd");
    String netns = session.line().flag("netns");
    return Templates.of("spec.json")
        .replace(
            "@ARGS@",
            args.stream().map(GoText::json).collect(Collectors.joining(",\n            ")))
        .replace("@CWD@", GoText.json(cwd.isEmpty() ? "/" : cwd))
        .replace(
            "@NETNS@", netns.isEmpty() ? "" : ",\n                \"path\": " + GoText.json(netns));
  }
}
