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
import dev.runsc.fake.Containers.Container;
import dev.runsc.fake.Containers.NotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneRulesException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** The containers of one release, driven by one call. What it does not model it says it doesn't. */
final class Model {
  private static final Pattern VALID_ID = Pattern.compile("[A-Za-z0-9_+.-]+");
  private static final String SANDBOX_DIED =
      "cannot create sandbox: cannot read client sync file: waiting for sandbox to start: EOF";
  private static final int LONGEST_FILE_NAME = 255;

  private final Profile profile;
  private final FakeOptions options;
  private final Sandboxes sandboxes;
  private final Locks locks;
  private final Request request;
  private final CommandLine line;
  private final Caller caller;
  private final String name;
  private final Path root;
  private final Containers containers;

  Model(Engine engine, Request request, CommandLine line, Caller caller, long index) {
    this.profile = engine.profile();
    this.options = engine.options();
    this.sandboxes = engine.sandboxes();
    this.locks = engine.locks();
    this.request = request;
    this.line = line;
    this.caller = caller;
    this.name = Long.toString(index);
    this.root = root();
    this.containers = new Containers(root, profile);
  }

  private Path root() {
    String given = line.global().last("root");
    if (given != null && !given.isEmpty()) {
      return request.resolve(given);
    }
    String runtimeDir = request.variable("XDG_RUNTIME_DIR");
    return runtimeDir == null || runtimeDir.isEmpty()
        ? Path.of("/var/run/runsc")
        : request.resolve(runtimeDir).resolve("runsc");
  }

  Outcome answer() {
    return switch (line.call().command()) {
      case "create" -> create();
      case "delete" -> delete();
      case "flags" -> flags();
      case "help" -> help();
      case "kill" -> kill();
      case "list" -> list();
      case "run" -> run();
      case "start" -> start();
      case "state" -> state();
      case "wait" -> waitFor();
      default ->
          Outcome.refusal(
              "the command "
                  + GoText.quote(line.call().command())
                  + " is not modelled; script it: {\"replies\": [{\"on\": {\"command\": "
                  + GoText.json(line.call().command())
                  + "}, \"reply\": {\"exit\": 0, \"stdout\": \"…\"}}]}");
    };
  }

  private Outcome flags() {
    if (line.operands().isEmpty()) {
      return Outcome.grammar(0, "", Usage.flags(profile.catalog().globalFlags().values()));
    }
    Catalog.Command command = profile.catalog().command(line.operands().get(0));
    return command == null
        ? Outcome.grammar(128, "", "Subcommand " + line.operands().get(0) + " not understood\n")
        : Outcome.grammar(0, Usage.flags(command.flags().values()), "");
  }

  private Outcome help() {
    if (line.operands().isEmpty()) {
      return Outcome.grammar(0, Usage.commands(profile), "");
    }
    Catalog.Command command = profile.catalog().command(line.operands().get(0));
    return command == null
        ? Outcome.grammar(
            128,
            "",
            "Subcommand " + line.operands().get(0) + " not understood\nhelp [<subcommand>]:\n")
        : Outcome.grammar(0, Usage.command(command), "");
  }

  private Container load(String typed) {
    try {
      return containers.load(typed);
    } catch (RunscError e) {
      throw e.in("loading container");
    }
  }

  private String id() {
    return line.operands().get(0);
  }

  // create, start, run

  private Outcome create() {
    if (line.global().isTrue("rootless")) {
      throw new RunscError("Rootless mode not supported with \"create\"");
    }
    BundleSpec spec = readSpec(bundle());
    try {
      make(id(), spec);
    } catch (RunscError e) {
      throw e.in("creating container");
    }
    return Outcome.success("");
  }

  /** The bundle as given; runsc records it like that. */
  private String bundle() {
    String given = line.flag("bundle");
    return given.isEmpty() ? request.cwd().toString() : given;
  }

  private BundleSpec readSpec(String bundle) {
    return BundleSpec.read(bundle, request.resolve(bundle), profile);
  }

  private Container make(String id, BundleSpec spec) {
    if (!VALID_ID.matcher(id).matches()) {
      throw new RunscError("invalid container id: " + id);
    }
    containers.makeRoot();
    Path lockFile = containers.lockFile(id);
    if (String.valueOf(lockFile.getFileName()).length() > LONGEST_FILE_NAME) {
      throw new RunscError(
          "cannot lock container metadata file: acquiring lock on "
              + GoText.quote(lockFile.toString())
              + ": open "
              + lockFile
              + ": file name too long");
    }
    return locks.hold(root, id, () -> makeLocked(id, spec));
  }

  private Container makeLocked(String id, BundleSpec spec) {
    if (containers.exists(id)) {
      if (profile.duplicateDestroysRecord()) {
        containers.remove(id);
      }
      throw new RunscError("cannot lock container metadata file: container already exists");
    }
    // The sandbox is started with the id as an argument, which it takes for a flag.
    if (!spec.sandboxStarts() || id.startsWith("-")) {
      throw new RunscError(SANDBOX_DIED);
    }
    requireHostRoot(spec);
    sandboxes.prepare(name, root, id);
    try {
      makeUserLog();
      return spawn(id, spec);
    } catch (RunscError e) {
      sandboxes.destroy(name);
      containers.remove(id);
      throw e;
    }
  }

  /** Nothing changes the root of a host workload, so a bundle with another one would surprise. */
  private void requireHostRoot(BundleSpec spec) {
    Path rootPath = spec.rootPath().normalize();
    if (options.workload() == Workload.HOST && !rootPath.equals(Path.of("/"))) {
      throw new FakeRefusal(
          "the workload \"host\" runs the bundle's program on the host's root file system, but"
              + " root.path of the bundle is "
              + rootPath
              + "; use a bundle with root.path \"/\", or the workload \"scripted\"");
    }
  }

  private void makeUserLog() {
    String userLog = line.flag("user-log");
    if (!userLog.isEmpty()) {
      Path file = request.resolve(userLog);
      try {
        Files.write(file, new byte[0]);
      } catch (IOException e) {
        throw new RunscError(
            "cannot create sandbox: cannot create sandbox process: "
                + SystemErrors.describe("open", file, e).replace(file.toString(), userLog));
      }
    }
  }

  private Container spawn(String id, BundleSpec spec) {
    prepareWorkload(id);
    long pid = caller.spawn(name);
    Processes.Identity process = Processes.identify(pid);
    sandboxes.started(name, process);
    Container container = new Container(new JsonObject());
    JsonObject json = container.toJson();
    json.put("id", id);
    json.put("bundle", bundle());
    json.put("annotations", new JsonObject(spec.annotations()));
    String user = request.variable("USER");
    json.put("owner", user == null ? "" : user);
    json.put("createdAt", now());
    json.put("sandbox", name);
    container.status("created");
    container.process(process);
    touchLock(id);
    containers.save(container);
    writePidFile(pid);
    return container;
  }

  private void prepareWorkload(String id) {
    if (options.workload() == Workload.SCRIPTED) {
      scripted(id).ifPresent(workload -> sandboxes.workload(name, workload));
    }
  }

  private Optional<ScriptedWorkload> scripted(String id) {
    return options.script().workloads().stream()
        .filter(workload -> workload.id().matches(id))
        .findFirst();
  }

  private void touchLock(String id) {
    try {
      Files.write(containers.lockFile(id), new byte[0]);
      Files.setPosixFilePermissions(
          containers.lockFile(id),
          java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new RunscError(
          "cannot lock container metadata file: acquiring lock on "
              + GoText.quote(containers.lockFile(id).toString())
              + ": "
              + SystemErrors.describe("open", containers.lockFile(id), e));
    }
  }

  private void writePidFile(long pid) {
    String pidFile = line.flag("pid-file");
    if (pidFile.isEmpty()) {
      return;
    }
    try {
      Files.writeString(request.resolve(pidFile), Long.toString(pid));
    } catch (IOException e) {
      String reason =
          SystemErrors.describe("open", request.resolve(pidFile), e)
              .replace(request.resolve(pidFile).toString(), pidFile);
      throw new RunscError("error writing PID file: " + reason);
    }
  }

  /** Now, in the zone of the caller, with up to nine decimals and no trailing zeros. */
  private String now() {
    String zone = request.variable("TZ");
    ZoneId id;
    try {
      id =
          zone == null ? ZoneId.systemDefault() : zone.isEmpty() ? ZoneOffset.UTC : ZoneId.of(zone);
    } catch (ZoneRulesException | IllegalArgumentException e) {
      // Go takes UTC for a zone it does not know.
      id = ZoneOffset.UTC;
    }
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        ZonedDateTime.ofInstant(Instant.now(), id.normalized()));
  }

  private Outcome start() {
    Container container = load(id());
    BundleSpec spec = readSpec(container.bundle());
    try {
      launch(container.id(), spec);
    } catch (RunscError e) {
      throw e.in("starting container");
    }
    return Outcome.success("");
  }

  private void launch(String id, BundleSpec spec) {
    locks.hold(
        root,
        id,
        () -> {
          Container container = containers.loadExactly(id);
          if (!container.status().equals("created")) {
            throw new RunscError(
                "cannot start container " + GoText.quote(id) + " in state " + container.status());
          }
          if (options.workload() == Workload.HOST) {
            sandboxes.program(container.sandbox(), spec, HostProgram.find(spec));
          }
          container.status("running");
          containers.save(container);
          sandboxes.start(container.sandbox());
          return container;
        });
  }

  private Outcome run() {
    BundleSpec spec = readSpec(bundle());
    try {
      Container container;
      try {
        container = make(id(), spec);
      } catch (RunscError e) {
        throw e.in("creating container");
      }
      try {
        launch(container.id(), spec);
      } catch (RunscError e) {
        remove(container);
        throw e.in("starting container");
      }
      return line.flags().isTrue("detach") ? Outcome.success("") : awaitEnd(container);
    } catch (RunscError e) {
      throw e.in("running container");
    }
  }

  /** Ends with the container, which ends with its client; then its record stays as stopped. */
  private Outcome awaitEnd(Container container) {
    int status;
    try {
      status = caller.await();
    } catch (Caller.GoneException e) {
      Processes.killSession(container.process());
      throw e;
    }
    remove(container);
    return Outcome.exit(status);
  }

  // state, list

  private Outcome state() {
    Container container = load(id());
    StringBuilder out = new StringBuilder("{\n");
    field(out, "ociVersion", GoText.json(profile.ociVersion()));
    field(out, "id", GoText.json(container.id()));
    String status = container.status();
    field(out, "status", GoText.json(status));
    field(out, "pid", Long.toString(pid(container, status)));
    field(out, "bundle", GoText.json(container.bundle()));
    if (!container.annotations().isEmpty()) {
      StringBuilder annotations = new StringBuilder("{\n");
      container
          .annotations()
          .forEach(
              (key, value) ->
                  annotations
                      .append("    ")
                      .append(GoText.json(key))
                      .append(": ")
                      .append(GoText.json(String.valueOf(value)))
                      .append(",\n"));
      annotations.setLength(annotations.length() - 2);
      field(out, "annotations", annotations.append("\n  }").toString());
    }
    out.setLength(out.length() - 2);
    out.append("\n}").append(profile.stateEndsWithNewline() ? "\n" : "");
    return Outcome.success(out.toString());
  }

  private static void field(StringBuilder out, String key, String value) {
    out.append("  \"").append(key).append("\": ").append(value).append(",\n");
  }

  private static long pid(Container container, String status) {
    return status.equals("stopped") ? -1 : container.process().pid();
  }

  private Outcome list() {
    if (line.flags().isTrue("quiet")) {
      StringBuilder ids = new StringBuilder();
      containers.ids().forEach(id -> ids.append(id).append('\n'));
      return Outcome.success(ids.toString());
    }
    String format = line.flag("format");
    return switch (format.isEmpty() ? "text" : format) {
      case "text" -> Outcome.success(ContainerTable.of(containers.loadAll()));
      case "json" -> Outcome.success(jsonList(containers.loadAll()));
      default -> throw new RunscError("unknown list format " + GoText.quote(format));
    };
  }

  private String jsonList(List<Container> all) {
    if (all.isEmpty()) {
      return "null\n";
    }
    StringBuilder out = new StringBuilder("[");
    for (Container container : all) {
      String status = container.status();
      out.append("{\"ociVersion\":").append(GoText.json(profile.ociVersion()));
      out.append(",\"id\":").append(GoText.json(container.id()));
      out.append(",\"status\":").append(GoText.json(status));
      out.append(",\"pid\":").append(pid(container, status));
      out.append(",\"bundle\":").append(GoText.json(container.bundle()));
      if (!container.annotations().isEmpty()) {
        out.append(",\"annotations\":{");
        container
            .annotations()
            .forEach(
                (key, value) ->
                    out.append(GoText.json(key))
                        .append(':')
                        .append(GoText.json(String.valueOf(value)))
                        .append(','));
        out.setCharAt(out.length() - 1, '}');
      }
      out.append("},");
    }
    out.setCharAt(out.length() - 1, ']');
    return out.append('\n').toString();
  }

  // kill, delete, wait

  private Outcome kill() {
    boolean all = line.flags().isTrue("all");
    String pidText = line.flag("pid");
    long pid = pidText.isEmpty() ? 0 : GoText.parseFlagInteger(pidText).orElse(0L);
    if (all && pid != 0) {
      throw new RunscError("it is invalid to specify both --all and --pid");
    }
    Container container = load(id());
    String text = line.operands().size() > 1 ? line.operands().get(1) : "";
    Signals.Signal signal =
        Signals.parse(text)
            .orElseThrow(() -> new RunscError("unknown signal " + GoText.quote(text)));
    if (pid != 0) {
      signalProcess(container, signal, pid);
    } else {
      signalContainer(container, signal, all);
    }
    return Outcome.success("");
  }

  private void signalProcess(Container container, Signals.Signal signal, long pid) {
    String id = GoText.quote(container.id());
    String status = container.status();
    if (!status.equals("running")) {
      throw new RunscError(
          "failed to signal pid "
              + pid
              + ": cannot signal a process inside container "
              + id
              + " in state "
              + status);
    }
    String process = "signaling process in container " + id + " PID " + pid;
    if (pid < 0) {
      throw new RunscError(
          "failed to signal pid "
              + pid
              + ": signaling container "
              + id
              + " PID "
              + pid
              + ": "
              + process
              + ": PID ("
              + pid
              + ") must be positive");
    }
    if (pid != 1) {
      throw new RunscError(
          "failed to signal pid "
              + pid
              + ": signaling container "
              + id
              + " PID "
              + pid
              + ": "
              + process
              + ": no such process with PID "
              + pid);
    }
    deliver(container, signal, false);
  }

  private void signalContainer(Container container, Signals.Signal signal, boolean all) {
    String status = container.status();
    if (status.equals("stopped")) {
      throw new RunscError("sandbox is not running");
    }
    if (!status.equals("running")) {
      throw new RunscError(
          "cannot signal container " + GoText.quote(container.id()) + " in state " + status);
    }
    deliver(container, signal, all);
  }

  private void deliver(Container container, Signals.Signal signal, boolean all) {
    if (options.workload() == Workload.HOST) {
      deliverToHost(container, signal, all);
      return;
    }
    Optional<ScriptedWorkload> workload = scripted(container.id());
    if (workload.isPresent() && workload.get().signals().containsKey(signal.name())) {
      workload
          .get()
          .signals()
          .get(signal.name())
          .ifPresent(status -> sandboxes.exit(container.sandbox(), status));
    } else if (signal.effect() == Signals.Effect.END) {
      sandboxes.exit(container.sandbox(), 128 + signal.number());
    }
  }

  private void deliverToHost(Container container, Signals.Signal signal, boolean all) {
    // The sandbox notes its program a moment after it was told to start.
    Waiting.until(
        () -> sandboxes.child(container.sandbox()).isPresent() || !container.process().isAlive());
    OptionalInt child = sandboxes.child(container.sandbox());
    boolean signalled =
        child.isPresent()
            && caller.signal(signal.name(), all ? -(long) child.getAsInt() : child.getAsInt());
    if (!signalled) {
      throw new RunscError("sandbox is not running");
    }
  }

  private Outcome delete() {
    boolean force = line.flags().isTrue("force");
    for (String typed : line.operands()) {
      Container container;
      try {
        container = containers.load(typed);
      } catch (NotFoundException e) {
        if (force) {
          // So runsc does: the ids that follow are left alone.
          return Outcome.success("");
        }
        throw e.in("loading container " + GoText.quote(typed));
      } catch (RunscError e) {
        throw e.in("loading container " + GoText.quote(typed));
      }
      String status = container.status();
      if (!force && !status.equals("created") && !status.equals("stopped")) {
        throw new RunscError("cannot delete container that is not stopped without --force flag");
      }
      remove(container);
    }
    return Outcome.success("");
  }

  private void remove(Container container) {
    locks.hold(
        root,
        container.id(),
        () -> {
          containers.remove(container.id());
          sandboxes.destroy(container.sandbox());
          return container;
        });
  }

  private Outcome waitFor() {
    boolean checkpoint = !line.flag("checkpoint").isEmpty() && !line.flag("checkpoint").equals("0");
    String pid = line.flag("pid");
    String rootPid = line.flag("rootpid");
    boolean hasPid = !pid.isEmpty() && !pid.equals("-1");
    boolean hasRootPid = !rootPid.isEmpty() && !rootPid.equals("-1");
    if (hasPid && hasRootPid) {
      throw new RunscError("only one of -pid and -rootPid can be set");
    }
    Container container = load(id());
    if (checkpoint || hasPid || hasRootPid) {
      throw new FakeRefusal(
          "wait with --checkpoint, --pid or --rootpid is not modelled; script it for "
              + GoText.quote(container.id()));
    }
    String status = container.status();
    OptionalInt exit = OptionalInt.empty();
    if (!status.equals("stopped")) {
      Waiting.until(() -> !container.process().isAlive() || caller.isGone());
      if (caller.isGone()) {
        throw new Caller.GoneException();
      }
      exit = status.equals("created") ? exit : sandboxes.status(container.sandbox());
    }
    if (exit.isEmpty()) {
      throw new RunscError(
          "waiting on container "
              + GoText.quote(container.id())
              + ": sandbox no longer running and its exit status is unavailable");
    }
    return Outcome.success(
        "{\"id\":" + GoText.json(id()) + ",\"exitStatus\":" + exit.getAsInt() + "}\n");
  }
}
