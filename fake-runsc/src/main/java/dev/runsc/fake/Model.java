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

import java.util.Optional;
import java.util.Set;

/** The stateful model of one release: answers one call, or says that it does not model it. */
final class Model {
  private static final Set<String> CONTAINERLESS =
      Set.of(
          "list",
          "run",
          "do",
          "spec",
          "install",
          "uninstall",
          "help",
          "flags",
          "tar",
          "cpu-features",
          "features",
          "metric-metadata",
          "metric-server");

  private final Session session;

  Model(
      Engine engine,
      Request request,
      CommandLine line,
      Caller caller,
      long index,
      DebugLog debugLog) {
    this.session = new Session(engine, request, line, caller, index, debugLog);
  }

  Outcome answer() {
    String command = session.line().call().command();
    Optional<Outcome> wrongCount = session.line().wrongCount(session.profile());
    if (wrongCount.isPresent()) {
      if (session.profile().fetchesSpecFirst()) {
        fetchSpec(command);
      }
      return wrongCount.get();
    }
    return switch (command) {
      case "checkpoint" -> new CheckpointModel(session).checkpoint();
      case "create" -> new CreateModel(session).create();
      case "delete" -> new DeleteModel(session).delete();
      case "events" -> new EventsModel(session).events();
      case "exec" -> new ExecModel(session).exec();
      case "features" -> new FeaturesModel(session).features();
      case "flags" -> new HelpModel(session).flags();
      case "help" -> new HelpModel(session).help();
      case "kill" -> new KillModel(session).kill();
      case "list" -> new ListModel(session).list();
      case "pause" -> new KillModel(session).pause();
      case "ps" -> new PsModel(session).ps();
      case "restore" -> new CheckpointModel(session).restore();
      case "resume" -> new KillModel(session).resume();
      case "run" -> new CreateModel(session).run();
      case "spec" -> new SpecModel(session).spec();
      case "start" -> new StartModel(session).start();
      case "state" -> new ListModel(session).state();
      case "wait" -> new WaitModel(session).waitFor();
      case "fscheckpoint" -> new FilesModel(session).fscheckpoint();
      case "read" -> new FilesModel(session).read();
      case "tar" -> new FilesModel(session).tar();
      case "update" -> new UpdateModel(session).update();
      default -> new OtherModel(session).answer(command);
    };
  }

  /** Newer releases look for the container or the bundle before they count the operands. */
  private void fetchSpec(String command) {
    boolean operands = !session.line().operands().isEmpty();
    if (command.equals("create") || command.equals("restore")) {
      if (!operands) {
        throw new RunscError("FetchSpec failed: a container id is required");
      }
    } else if (operands && !CONTAINERLESS.contains(command)) {
      session.load();
    } else if (!CONTAINERLESS.contains(command)) {
      // On standard error stands the usage.
      session.log("FetchSpec failed: loading container: a container-id is required");
    }
  }
}
