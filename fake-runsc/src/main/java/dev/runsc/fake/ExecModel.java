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

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import dev.runsc.fake.Containers.Container;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** {@code exec}. */
final class ExecModel {
  /** How long a detached exec waits for a pid file that it forgot to ask for (trap 5). */
  private static final long FORGOTTEN_PID_FILE_MILLIS = 10_000;

  private final Session session;
  private boolean asksForTerminal;

  ExecModel(Session session) {
    this.session = session;
  }

  Outcome exec() {
    GoFlags.Parsed flags = session.line().flags();
    ProcessSpec asked = asked(flags);
    Container container = session.load("loading sandbox");
    ProcessSpec process = complete(asked, container);
    boolean detach = flags.isTrue("detach");
    boolean forgotten =
        detach && flags.last("pid-file") == null && !session.profile().execDetachesWithoutPidFile();
    if (forgotten && fromFile()) {
      // The words that the client adds are a command, which does not go with a process file.
      return Outcome.grammar(
          Outcome.FAILED,
          "",
          Usage.refused(
              session.profile(), java.util.Objects.requireNonNull(session.line().command())));
    }
    if (detach) {
      process = withoutDetach(process, forgotten);
    }
    String exec;
    try {
      exec = prepare(container, process);
    } catch (RunscError e) {
      throw e.in("executing processes for container");
    }
    return execute(container, exec, detach, forgotten);
  }

  private ProcessSpec asked(GoFlags.Parsed flags) {
    if (session.profile().fetchesSpecFirst()) {
      session.load();
    }
    String file = flags.last("process");
    if (file != null && !file.isEmpty()) {
      return fromFile(file);
    }
    List<String> operands = session.line().operands();
    List<String> words = operands.subList(1, operands.size());
    requireKnownCapabilities(flags);
    String user = session.line().flag("user");
    int colon = user.indexOf(':');
    long uid = user.isEmpty() ? 0 : Long.parseLong(colon < 0 ? user : user.substring(0, colon));
    long gid = colon < 0 ? 0 : Long.parseLong(user.substring(colon + 1));
    List<Long> groups =
        values("additional-gids").stream()
            .map(gidText -> GoText.parseDecimal(gidText).orElseThrow(() -> badGroup(gidText)))
            .toList();
    return new ProcessSpec(words, List.of(), session.line().flag("cwd"), uid, gid, groups);
  }

  private static RunscError badGroup(String text) {
    return new RunscError(
        "parsing process spec: strconv.Atoi: parsing " + GoText.quote(text) + ": invalid syntax");
  }

  private void requireKnownCapabilities(GoFlags.Parsed flags) {
    for (String capability : flags.values().getOrDefault("cap", List.of())) {
      if (!Capabilities.isKnown(capability)) {
        throw new RunscError(
            "parsing process spec: capabilities error: unknown capability "
                + GoText.quote(capability));
      }
    }
  }

  private ProcessSpec fromFile(String given) {
    Path file = session.request().resolve(given);
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new RunscError(
          "parsing process spec: error opening process file: "
              + given
              + ", "
              + SystemErrors.describe("open", file, e).replace(file.toString(), given));
    }
    String problem = GoJson.syntaxError(text).orElse(null);
    if (problem == null) {
      try {
        JsonObject json = JsonParser.object().from(text);
        ProcessSpec parsed = ProcessSpec.of(json);
        asksForTerminal = json.getBoolean("terminal", false);
        boolean lacks = parsed.args().isEmpty() || json.getString("cwd", "").isEmpty();
        if (session.profile().execTakesContainersUser() && lacks) {
          throw new RunscError("parsing process spec: invalid process spec: %!w(<nil>)");
        }
        // An empty working directory stands for the container's.
        return json.getString("cwd", "").isEmpty()
            ? new ProcessSpec(
                parsed.args(), parsed.env(), "", parsed.uid(), parsed.gid(), parsed.groups())
            : parsed;
      } catch (JsonParserException e) {
        problem = "json: cannot unmarshal into Go value of type specs.Process";
      }
    }
    throw new RunscError(
        "parsing process spec: error parsing process file: " + given + ", " + problem);
  }

  /** What the process does not say it takes from the container's. */
  private ProcessSpec complete(ProcessSpec asked, Container container) {
    List<String> more = values("env");
    for (String variable : more) {
      if (variable.indexOf('=') < 0) {
        throw badVariable(variable, asked);
      }
    }
    ProcessSpec own = session.specOf(container).process();
    if (session.profile().execTakesContainersUser()) {
      return completeNewly(asked, own).withMore(more);
    }
    String cwd = asked.cwd().isEmpty() ? own.cwd() : ProcessSpec.absolute(asked.cwd());
    List<String> env = asked.env().isEmpty() ? own.env() : asked.env();
    return new ProcessSpec(asked.args(), env, cwd, asked.uid(), asked.gid(), asked.groups())
        .withMore(more);
  }

  /** Newer releases look at the environment inside (20250715.0). */
  private RunscError badVariable(String variable, ProcessSpec asked) {
    String reason = "invalid variable: " + variable;
    return new RunscError(
        session.profile().resolvesEnvironmentInside()
            ? "executing processes for container: executing command "
                + GoText.quote(String.join(" ", asked.args()))
                + " in sandbox: resolving env: "
                + reason
            : "getting environment variables: " + reason);
  }

  /** With --process nothing is taken from the container; without it, the user as well. */
  private ProcessSpec completeNewly(ProcessSpec asked, ProcessSpec own) {
    if (fromFile()) {
      return asked;
    }
    boolean user = session.line().flags().last("user") != null;
    return new ProcessSpec(
        asked.args(),
        own.env(),
        asked.cwd().isEmpty() ? own.cwd() : ProcessSpec.absolute(asked.cwd()),
        user ? asked.uid() : own.uid(),
        user ? asked.gid() : own.gid(),
        asked.groups().isEmpty() && !user ? own.groups() : asked.groups());
  }

  private boolean fromFile() {
    return !session.line().flag("process").isEmpty();
  }

  /** The values of a repeatable flag; some releases split each at commas. */
  private List<String> values(String flag) {
    List<String> given = session.line().flags().values().getOrDefault(flag, List.of());
    if (!session.profile().execListsSplitAtCommas()) {
      return given;
    }
    List<String> split = new ArrayList<>();
    given.forEach(value -> split.addAll(List.of(value.split(",", -1))));
    return split;
  }

  /** The client runs itself again without every word that has "detach" in it (trap 6). */
  private ProcessSpec withoutDetach(ProcessSpec process, boolean forgotten) {
    List<String> args = new ArrayList<>(process.args());
    args.removeIf(word -> word.contains("detach"));
    if (forgotten) {
      args.add("--pid-file=/tmp/exec-pid-" + session.uniqueName() + "/pid");
    }
    return new ProcessSpec(
        args, process.env(), process.cwd(), process.uid(), process.gid(), process.groups());
  }

  private String prepare(Container container, ProcessSpec process) {
    String status = container.status();
    if (!status.equals("running") && !status.equals("created")) {
      throw new RunscError(
          "cannot execute in container " + GoText.quote(container.id()) + " in state " + status);
    }
    String context =
        "executing command " + GoText.quote(String.join(" ", process.args())) + " in sandbox: ";
    if (status.equals("created")) {
      throw new RunscError(context + "container " + GoText.quote(container.id()) + " not started");
    }
    return describe(container, process, context);
  }

  private Outcome execute(Container container, String exec, boolean detach, boolean forgotten) {
    ConsoleModel console = new ConsoleModel(session, container.sandbox());
    boolean terminal = !session.line().flag("console-socket").isEmpty() || asksForTerminal;
    String socket = console.prepare(exec, terminal, detach);
    if (detach) {
      session.sandboxes().detachExec(container.sandbox(), exec);
    }
    long client = session.caller().exec(container.sandbox(), exec, socket);
    try {
      console.await(exec, socket, client);
    } catch (RunscError e) {
      throw e.in("executing processes for container");
    }
    long inner = awaitChild(container, exec, Processes.identify(client));
    session.sandboxes().numberExec(container.sandbox(), inner, exec);
    writePidFiles(client, inner);
    if (detach && !forgotten) {
      return Outcome.success("");
    }
    if (forgotten) {
      awaitForgotten(container, exec);
      return new Outcome(128, "", "", "model");
    }
    try (InputStream loss = session.sandboxes().openLoss(container.sandbox(), exec)) {
      int status = session.caller().await();
      if (session.caller().isSandboxKilled() || loss.read() >= 0) {
        throw new RunscError(Sandboxes.lossOf(Long.toString(inner), container.fullId().sandbox()));
      }
      return Outcome.exit(status);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String describe(Container container, ProcessSpec process, String context) {
    String exec = "exec-" + session.uniqueName();
    if (process.args().isEmpty()) {
      throw new RunscError(context + "no filename or command provided");
    }
    if (session.isHost()) {
      Path program =
          HostProgram.find(process, context, context, session.profile().reasonForNoProgram());
      if (!Files.isDirectory(Path.of(process.cwd()))) {
        throw new RunscError(
            context
                + "failed to find initial working directory "
                + GoText.quote(process.cwd())
                + ": no such file or directory");
      }
      session.sandboxes().program(container.sandbox(), exec, process, program);
      session.sandboxes().passed(container.sandbox(), exec, PassedDescriptors.of(session));
    } else {
      session
          .options()
          .script()
          .workload(true, container.id(), process.args())
          .ifPresent(
              workload ->
                  session.sandboxes().workload(container.sandbox(), exec + ".script", workload));
    }
    return exec;
  }

  private long awaitChild(Container container, String exec, Processes.Identity client) {
    Sandboxes sandboxes = session.sandboxes();
    Waiting.until(
        () ->
            sandboxes.execChild(container.sandbox(), exec).isPresent()
                || sandboxes.execEnded(container.sandbox(), exec)
                || !client.isAlive()
                || session.caller().isGone());
    OptionalInt child = sandboxes.execChild(container.sandbox(), exec);
    InnerProcesses processes = new InnerProcesses(session, container);
    return child.isPresent()
        ? processes.innerPid(child.getAsInt()).orElse(processes.count() + 1)
        : 2;
  }

  private void writePidFiles(long client, long inner) {
    String internal = session.line().flag("internal-pid-file");
    if (!internal.isEmpty()) {
      PidFiles.write(
          session, internal, inner, "writing internal pid file " + GoText.quote(internal) + ": ");
    }
    String pidFile = session.line().flag("pid-file");
    if (!pidFile.isEmpty()) {
      PidFiles.write(session, pidFile, client, "writing pid file: ");
    }
  }

  private void awaitForgotten(Container container, String exec) {
    long end = System.nanoTime() + FORGOTTEN_PID_FILE_MILLIS * 1_000_000;
    Waiting.until(
        () ->
            session.sandboxes().execEnded(container.sandbox(), exec)
                || System.nanoTime() > end
                || session.caller().isGone());
  }
}
