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
import dev.runsc.fake.Containers.FullId;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** {@code create} and {@code run}. */
final class CreateModel {
  private static final Pattern VALID_ID = Pattern.compile("[A-Za-z0-9_+.-]+");
  private static final String SANDBOX_DIED =
      "cannot create sandbox: cannot read client sync file: waiting for sandbox to start: EOF";
  private static final int LONGEST_FILE_NAME = 255;
  private static final int LONGEST_SOCKET = 100;
  private static final int LONGEST_SOCKET_NAME = 80;
  private static final String NULL_NETNS = "null-netns";

  private final Session session;

  CreateModel(Session session) {
    this.session = session;
  }

  Outcome create() {
    if (session.line().global().isTrue("rootless")) {
      throw new RunscError("Rootless mode not supported with \"create\"");
    }
    BundleSpec spec = session.readSpec(bundle());
    make(spec);
    return Outcome.success("");
  }

  Outcome run() {
    BundleSpec spec = session.readSpec(bundle());
    try {
      Container container = make(spec);
      try {
        new StartModel(session).launch(container.fullId(), spec);
      } catch (RunscError e) {
        session.remove(container);
        throw e.in("starting container");
      }
      if (session.line().flags().isTrue("detach")) {
        return Outcome.success("");
      }
      attach(container);
      return awaitEnd(container);
    } catch (RunscError e) {
      throw e.in("running container");
    }
  }

  /** Notes that this client stays, which delete has to know. */
  private void attach(Container container) {
    session
        .locks()
        .hold(
            session.root(),
            container.id(),
            () -> {
              Container current = session.containers().loadExactly(container.fullId());
              current.client(Processes.identify(session.request().pid()));
              session.containers().save(current);
              return current;
            });
  }

  /**
   * Waits for the end of a container and removes it; if the client ends first, its record stays.
   */
  Outcome awaitEnd(Container container) {
    int status = awaitStatus(container);
    session.remove(container);
    return Outcome.exit(status);
  }

  /** Waits for a container that ends with its client. */
  int awaitStatus(Container container) {
    try {
      return session.caller().await();
    } catch (Caller.GoneException e) {
      Processes.killSession(container.process());
      throw e;
    }
  }

  /** The bundle as given; runsc records it like that. */
  private String bundle() {
    String given = session.line().flag("bundle");
    return given.isEmpty() ? session.request().cwd().toString() : given;
  }

  BundleSpec readBundle() {
    return session.readSpec(bundle());
  }

  Container makeFromBundle() {
    return make(readBundle());
  }

  Container make(BundleSpec spec) {
    try {
      String id = session.id();
      if (!VALID_ID.matcher(id).matches()) {
        throw new RunscError("invalid container id: " + id);
      }
      FullId fullId = new FullId(spec.sandboxId().orElse(id), id);
      session.containers().makeRoot();
      requireShortName(fullId);
      return session.locks().hold(session.root(), id, () -> makeLocked(fullId, spec));
    } catch (RunscError e) {
      throw e.in("creating container");
    }
  }

  private void requireShortName(FullId id) {
    Path lockFile = session.containers().lockFile(id);
    if (String.valueOf(lockFile.getFileName()).length() > LONGEST_FILE_NAME) {
      throw new RunscError(
          "cannot lock container metadata file: acquiring lock on "
              + GoText.quote(lockFile.toString())
              + ": open "
              + lockFile
              + ": file name too long");
    }
  }

  private Container makeLocked(FullId id, BundleSpec spec) {
    Containers containers = session.containers();
    if (containers.exists(id)) {
      if (session.profile().duplicateDestroysRecord()) {
        containers.remove(id);
      }
      throw new RunscError("cannot lock container metadata file: container already exists");
    }
    Optional<Container> pod = spec.sandboxId().map(this::pod);
    // The sandbox is started with the id as an argument, which it takes for a flag.
    if (!spec.sandboxStarts() || id.container().startsWith("-")) {
      throw new RunscError(SANDBOX_DIED);
    }
    requireKnownPlatform(spec);
    requireHostRoot(spec);
    requireFreeSocket(id);
    String box = session.uniqueName();
    session.sandboxes().prepare(box, session.root(), id);
    session.sandboxes().keep(box, spec);
    Container container = newContainer(id, spec, box);
    try {
      makeUserLog();
      if (session.profile().runsCreateContainerHooks()) {
        runCreateContainerHooks(container, spec);
      }
      boot(container, pod, spec.hasTerminal());
      Hooks hooks = new Hooks(session, container);
      hooks.run("prestart", spec, "created");
      hooks.run("createRuntime", spec, "created");
      if (pod.isEmpty()) {
        session.debugLog().sandbox();
      }
      writePidFile(container.process().pid());
      return container;
    } catch (RunscError | FakeRefusal e) {
      session.sandboxes().destroy(box);
      containers.remove(container);
      throw e;
    }
  }

  /** They run while the sandbox comes up, so it does not if one fails. */
  private void runCreateContainerHooks(Container container, BundleSpec spec) {
    try {
      new Hooks(session, container).run("createContainer", spec, "creating");
    } catch (RunscError e) {
      throw new RunscError(SANDBOX_DIED);
    }
  }

  private Container pod(String id) {
    Path file = session.root().resolve(FullId.alone(id).file(".state"));
    if (!Files.exists(file)) {
      throw new RunscError("cannot load sandbox: open " + file + ": no such file or directory");
    }
    return session.containers().loadExactly(FullId.alone(id));
  }

  /**
   * Before 20230130.0 the control socket is an abstract one, which a sandbox that lost its record
   * (trap 1) still has.
   */
  private void requireFreeSocket(FullId id) {
    if (!session.profile().controlSocketInRoot() && session.sandboxes().isAlive(id)) {
      throw new RunscError(
          "cannot create sandbox: cannot create sandbox process: creating control server socket for"
              + " sandbox "
              + GoText.quote(id.sandbox())
              + ": address already in use");
    }
  }

  private void requireKnownPlatform(BundleSpec spec) {
    String given = session.line().global().last("platform");
    String annotated = spec.annotations().get("dev.gvisor.flag.platform");
    String platform = annotated == null ? given : annotated;
    Catalog.Flag flag = session.profile().catalog().globalFlags().get("platform");
    if (platform != null && flag != null && !flag.values().contains(platform)) {
      throw new RunscError(
          "cannot create sandbox: cannot create sandbox process: cannot look up platform: unknown"
              + " platform: "
              + platform);
    }
  }

  /** Nothing changes the root of a host workload, so a bundle with another one would surprise. */
  private void requireHostRoot(BundleSpec spec) {
    Path rootPath = spec.rootPath().normalize();
    if (session.isHost() && !rootPath.equals(Path.of("/"))) {
      throw new FakeRefusal(
          "the workload \"host\" runs the bundle's program on the host's root file system, but"
              + " root.path of the bundle is "
              + rootPath
              + "; use a bundle with root.path \"/\", or the workload \"scripted\"");
    }
  }

  private void makeUserLog() {
    String userLog = session.line().flag("user-log");
    if (!userLog.isEmpty()) {
      Path file = session.request().resolve(userLog);
      try {
        if (session.profile().makesLogDirectories() && file.getParent() != null) {
          Files.createDirectories(file.getParent());
        }
        Files.write(file, new byte[0]);
      } catch (IOException e) {
        throw new RunscError(
            "cannot create sandbox: cannot create sandbox process: "
                + SystemErrors.describe("open", file, e).replace(file.toString(), userLog));
      }
    }
  }

  private Container newContainer(FullId id, BundleSpec spec, String box) {
    JsonObject json = new JsonObject();
    json.put("id", id.container());
    json.put("sandboxId", id.sandbox());
    json.put("bundle", bundle());
    json.put("annotations", new JsonObject(spec.annotations()));
    json.put("config", spec.text());
    JsonObject flags = new JsonObject();
    session
        .line()
        .global()
        .values()
        .forEach((name, values) -> flags.put(name, values.get(values.size() - 1)));
    json.put("globalFlags", flags);
    String user = session.request().variable("USER");
    json.put("owner", user == null ? "" : user);
    json.put("createdAt", now());
    json.put("sandbox", box);
    json.put("status", "created");
    return new Container(json);
  }

  /** Starts the process of the sandbox, or joins the one of the pod. */
  private void boot(Container container, Optional<Container> pod, boolean terminal) {
    if (pod.isPresent()) {
      container.process(pod.get().process());
    } else {
      session
          .scripted(container)
          .ifPresent(
              workload -> session.sandboxes().workload(container.sandbox(), "workload", workload));
      ConsoleModel console = new ConsoleModel(session, container.sandbox());
      String socket = console.prepare("program", terminal, true);
      long pid = session.caller().spawn(container.sandbox(), socket);
      Processes.Identity process = Processes.identify(pid);
      session.sandboxes().started(container.sandbox(), process);
      container.process(process);
      try {
        console.await("program", socket, pid);
      } catch (RunscError e) {
        throw e.in("cannot create sandbox: cannot create sandbox process");
      }
    }
    touchLock(container.fullId());
    if (session.profile().keepsNullNetns() && !Files.exists(session.root().resolve(NULL_NETNS))) {
      touch(session.root().resolve(NULL_NETNS), "r--r--r--");
    }
    if (pod.isEmpty() && session.profile().controlSocketInRoot()) {
      makeSocket(session.containers().controlSocket(container.id()));
    }
    session.containers().save(container);
  }

  private void touchLock(FullId id) {
    Path lockFile = session.containers().lockFile(id);
    try {
      touch(lockFile, "rw-------");
    } catch (RunscError e) {
      throw new RunscError(
          "cannot lock container metadata file: acquiring lock on "
              + GoText.quote(lockFile.toString())
              + ": "
              + e.message());
    }
  }

  private static void touch(Path file, String mode) {
    try {
      Files.write(file, new byte[0]);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    } catch (IOException e) {
      throw new RunscError(SystemErrors.describe("open", file, e));
    }
  }

  /**
   * Nothing listens on it. As runsc does (seen on 20240729.0), a path that is too long for a socket
   * is got at by a shorter way; only a name that is too long by itself leaves none here.
   */
  private static void makeSocket(Path file) {
    if (file.getFileName().toString().length() > LONGEST_SOCKET_NAME) {
      return;
    }
    try {
      if (file.toString().length() <= LONGEST_SOCKET) {
        bind(file);
      } else {
        bindByLink(file);
      }
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new RunscError(SystemErrors.describe("bind", file, e));
    }
  }

  private static void bindByLink(Path file) throws IOException {
    Path link = linkTo(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    try {
      bind(link.resolve(file.getFileName()));
    } finally {
      Files.delete(link);
    }
  }

  /** As short as can be: a name of 64 characters has to find room behind it. */
  private static Path linkTo(Path directory) throws IOException {
    Path shortest = Path.of("/tmp");
    Path temporary =
        Files.isWritable(shortest) ? shortest : Path.of(System.getProperty("java.io.tmpdir"));
    Path link;
    do {
      String name = "f" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
      link = temporary.resolve(name);
    } while (Files.exists(link, LinkOption.NOFOLLOW_LINKS));
    return Files.createSymbolicLink(link, directory);
  }

  private static void bind(Path file) throws IOException {
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      Files.deleteIfExists(file);
      socket.bind(UnixDomainSocketAddress.of(file));
    }
  }

  private void writePidFile(long pid) {
    String pidFile = session.line().flag("pid-file");
    if (!pidFile.isEmpty()) {
      PidFiles.writeOver(session, pidFile, pid, "error writing PID file: ");
    }
  }

  /** Now, in the zone of the caller, with up to nine decimals and no trailing zeros. */
  private String now() {
    String zone = session.request().variable("TZ");
    ZoneId id;
    try {
      id = zone == null ? ZoneId.systemDefault() : ZoneId.of(zone.isEmpty() ? "UTC" : zone);
    } catch (DateTimeException e) {
      // Go takes UTC for a zone it does not know.
      id = ZoneOffset.UTC;
    }
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        ZonedDateTime.ofInstant(Instant.now(), id.normalized()));
  }
}
