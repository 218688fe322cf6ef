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

import static dev.runsc.fake.TranscriptLook.executable;
import static dev.runsc.fake.TranscriptLook.read;
import static dev.runsc.fake.TranscriptLook.write;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** The transcripts' sections of ids, second creates, bundles and hooks. */
final class TranscriptLives {
  private TranscriptLives() {}

  static Map<String, Consumer<TranscriptPlay>> sections() {
    return Map.of(
        "ids", TranscriptLives::ids,
        "duplicates", TranscriptLives::duplicates,
        "create", TranscriptLives::create,
        "hooks", TranscriptLives::hooks);
  }

  private static void ids(TranscriptPlay play) {
    TranscriptBundle.of("sleep", "1000").write(play, "");
    play.before("ids.abbrev.unique", () -> play.create("", "alpha-one", "alpha-two", "beta"));
    play.before(
        "ids.abbrev.exact-id-that-is-a-prefix-of-another", () -> play.create("", "beta-longer"));
    play.before("ids.root-empty-afterwards", () -> play.deleteAll());
    play.observe("ids.root-empty-afterwards", () -> Map.of("files", play.files(play.root())));
    String solo = play.fill("--root=$DIR/solo");
    play.before(
        "ids.single.empty-id.state",
        () -> play.setup(solo, "create", "--bundle", "$BUNDLE", "solitary"));
    AtomicReference<Shell.Started> waiter = new AtomicReference<>();
    play.before(
        "ids.single.empty-id.kill",
        () -> {
          waiter.set(play.call(solo, "wait", "soli").start());
          play.untilBlocked();
        });
    play.answer("ids.single.wait-by-abbreviation", () -> waiter.get().end());
  }

  private static void duplicates(TranscriptPlay play) {
    TranscriptBundle.of("sleep", "1000").write(play, "");
    AtomicLong pid = new AtomicLong();
    for (String status : List.of("created", "running", "stopped", "paused")) {
      String id = "dup-" + status;
      String name = "duplicates.create-over-" + status;
      play.before(name, () -> play.bring("", id, status, pid));
      play.observe(name + ".then", () -> left(play, id, pid.get()));
    }
    String run = "duplicates.run-over-running";
    play.before(run, () -> play.bring("", "dr", "running", pid));
    play.observe(run + ".then", () -> left(play, "dr", pid.get()));
    String missing = "duplicates.create-with-missing-bundle-over-running";
    play.before(missing, () -> play.bring("", "dm", "running", pid));
    play.observe(missing + ".then", () -> left(play, "dm", pid.get()));
    play.before(
        "duplicates.id-reusable-after-delete",
        () -> {
          play.create("", "da");
          play.setup("delete", "da");
        });
  }

  private static Map<String, Object> left(TranscriptPlay play, String id, long pid) {
    List<String> files =
        play.files(play.root()).stream()
            .filter(file -> file.startsWith(id + "_") || file.startsWith("runsc-" + id + "."))
            .toList();
    return Map.of(
        "status", play.status(id),
        "first-sandbox-process-alive", Processes.identify(pid).isAlive(),
        "files", files);
  }

  private static void create(TranscriptPlay play) {
    writeBundles(play);
    // Their root is a directory that runsc may change.
    play.scripted("create.missing-cwd");
    play.before("create.nothing-left-by-failures", () -> play.deleteAll());
    play.observe("create.nothing-left-by-failures", () -> Map.of("files", play.files(play.root())));
    Path b = play.directory().resolve("b");
    play.calling("create.bundle.default-is-cwd", call -> call.in(b));
    play.calling("create.bundle.relative.start-from-elsewhere", call -> call.in(Path.of("/")));
    changedConfig(play);
    pidFile(play);
    streams(play);
    play.before("create.annotations-empty.state", () -> play.create("_ann0", "c18"));
  }

  private static void writeBundles(TranscriptPlay play) {
    Path directory = play.directory();
    TranscriptLook.makeDirectory(directory.resolve("empty"));
    bundle().write(play, "");
    try {
      Files.createSymbolicLink(directory.resolve("link"), directory.resolve("b"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Bundle.writeText(directory.resolve("b_malformed"), "{ not json");
    Bundle.writeText(directory.resolve("b_emptyconf"), "");
    Bundle.writeText(directory.resolve("b_arr"), "[]");
    bundle().without("process").write(play, "_no-process");
    bundle().withoutProcess("args").write(play, "_no-args");
    bundle().process("args", new JsonArray()).write(play, "_empty-args");
    bundle().root("/no/such/root", true).write(play, "_root-missing-dir");
    bundle().root("", true).write(play, "_root-empty-path");
    bundle().withoutProcess("cwd").write(play, "_no-cwd");
    bundle().process("cwd", "tmp").write(play, "_relative-cwd");
    Path rootfs = directory.resolve("rootfs");
    TranscriptLook.makeDirectory(rootfs);
    bundle()
        .process("cwd", "/made-for-cwd/dir")
        .root(rootfs.toString(), true)
        .write(play, "_missing-cwd");
    bundle().without("ociVersion").write(play, "_no-oci-version");
    bundle().with("ociVersion", "0.1.0").write(play, "_old-oci-version");
    bundle().without("mounts").write(play, "_no-mounts");
    bundle().with("nosuchfield", 1).write(play, "_unknown-field");
    JsonObject bind = TranscriptBundle.mount("/mnt", "bind");
    bind.put("source", "/no/such/source");
    bundle().with("mounts", new JsonArray(List.of(bind))).write(play, "_bad-mount-source");
    bundle()
        .with("mounts", new JsonArray(List.of(TranscriptBundle.mount("rel", "tmpfs"))))
        .write(play, "_relative-mount-destination");
    bundle().process("noNewPrivileges", true).write(play, "_no-new-privileges");
    bundle().process("apparmorProfile", "x").write(play, "_apparmor");
    JsonObject seccomp = new JsonObject(Map.of("defaultAction", "SCMP_ACT_ALLOW"));
    bundle().with("linux", new JsonObject(Map.of("seccomp", seccomp))).write(play, "_seccomp");
    TranscriptBundle.of("/no/such/binary").write(play, "_nonexistent-binary");
    TranscriptBundle.of("/tmp").write(play, "_not-executable");
    bundle().annotations().write(play, "_ann0");
    bundle().annotations("dev.gvisor.flag.debug", "true").write(play, "_flagann-debug");
    bundle().annotations("dev.gvisor.flag.platform", "nosuch").write(play, "_flagann-platform");
    bundle().annotations("dev.gvisor.flag.nosuch", "1").write(play, "_flagann-nosuch");
    TranscriptBundle.shell("id -u; id -g; pwd; echo \"$BAR\"; hostname; echo sh 0")
        .process("user", new JsonObject(Map.of("uid", 12, "gid", 34)))
        .process("cwd", "/tmp")
        .process("env", new JsonArray(List.of(TranscriptBundle.PATH, "BAR=bar baz")))
        .write(play, "_attr");
    // Shells differ in what they add for their children.
    TranscriptBundle.shell("export SHLVL=1 PWD; env | grep -v '^_=' | sort").write(play, "_envb");
    TranscriptBundle.shell("echo x >" + directory + "/f; echo $?; echo y").write(play, "_ror");
  }

  private static TranscriptBundle bundle() {
    return TranscriptBundle.of("sleep", "1000");
  }

  private static void changedConfig(TranscriptPlay play) {
    AtomicReference<Shell.Started> creating = new AtomicReference<>();
    play.before(
        "create.config-changed-before-start",
        () -> {
          TranscriptBundle.shell("echo before; sleep 1000").write(play, "_changed");
          creating.set(play.call("create", "--bundle", "$BUNDLE_changed", "c8").start());
          creating.get().end();
          TranscriptBundle.shell("echo after; sleep 1000").write(play, "_changed");
        });
    play.observe(
        "create.config-changed-before-start.output",
        () -> Map.of("stdout-of-create", play.awaitText(creating.get().stdout())));
  }

  private static void pidFile(TranscriptPlay play) {
    Path file = play.directory().resolve("pid12");
    play.before("create.pid-file.existing", () -> write(file, "a longer text than that"));
    play.observe(
        "create.pid-file.existing.truncated",
        () -> Map.of("exact", read(file).equals(Long.toString(play.pid("c12")))));
  }

  private static void streams(TranscriptPlay play) {
    play.observe(
        "create.stdin-of-create-is-the-containers",
        () -> {
          TranscriptBundle.shell("cat; echo end").write(play, "_cat");
          TranscriptCall call = play.call("create", "--bundle", "$BUNDLE_cat", "c13");
          Shell.Started created = call.stdin("typed\n").start();
          created.end();
          play.setup("start", "c13");
          play.awaitStatus("c13", "stopped");
          return Map.of("stdout", read(created.stdout()));
        });
    play.observe(
        "create.pipe-closed-after-delete",
        () -> {
          TranscriptBundle.shell("echo out; sleep 1000").write(play, "_out");
          TranscriptCall call = play.call("create", "--bundle", "$BUNDLE_out", "c14");
          Shell.Started pipe = call.through("\"$@\" | cat >piped").start();
          play.awaitStatus("c14", "created");
          play.setup("start", "c14");
          play.awaitText(play.directory().resolve("piped"));
          boolean open = pipe.process().isAlive();
          play.setup("delete", "--force", "c14");
          boolean ended = open && pipe.end().exit() == 0;
          return Map.of("data", read(play.directory().resolve("piped")), "eof", ended);
        });
  }

  private static void hooks(TranscriptPlay play) {
    Path log = play.directory().resolve("hooks.log");
    Path hook =
        executable(
            play.directory().resolve("hook.sh"),
            "printf '%s|%s|' \"$1\" \"$E\" >>" + log + "; cat >>" + log + "; echo >>" + log);
    Path failing = executable(play.directory().resolve("fail.sh"), "exit 3\n");
    TranscriptBundle all = TranscriptBundle.of("sleep", "1000");
    List<String> kinds =
        List.of(
            "prestart",
            "createRuntime",
            "createContainer",
            "startContainer",
            "poststart",
            "poststop");
    kinds.forEach(kind -> all.hook(kind, hook.toString()));
    all.write(play, "");
    play.observe("hooks.create", () -> Map.of("hooks", hooksRun(log)));
    play.observe("hooks.delete", () -> Map.of("hooks", hooksRun(log)));
    for (String kind : List.of("createContainer", "startContainer", "poststart")) {
      TranscriptBundle.of("sleep", "1000")
          .hook(kind, failing.toString())
          .write(play, "_fail-" + kind);
    }
    TranscriptBundle.of("sleep").hook("prestart", "/no/such/hook").write(play, "_missinghook");
    TranscriptBundle.of("sleep").hook("prestart", "hook.sh").write(play, "_relhook");
  }

  /** The hooks that have run since this was asked last. */
  private static List<Object> hooksRun(Path log) {
    List<Object> seen = new ArrayList<>();
    for (String line : read(log).lines().toList()) {
      String[] parts = line.split("\\|", 3);
      if (TranscriptText.parse(parts[2]) instanceof JsonObject state) {
        Map<String, Object> told = new HashMap<>();
        told.put("keys", List.copyOf(state.keySet()));
        told.put("status", state.getString("status"));
        told.put("pid", state.getLong("pid") > 0 ? "positive" : state.getLong("pid"));
        seen.add(List.of(parts[0], parts[1], told));
      } else {
        seen.add(line);
      }
    }
    write(log, "");
    return seen;
  }
}
