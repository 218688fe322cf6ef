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

import static dev.runsc.fake.TranscriptLook.tree;

import com.grack.nanojson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The transcripts' other sections. */
final class TranscriptOthers {
  /** What containers without a program do: those that are restored have to print and to end. */
  static final String WORKLOADS =
      "{\"workloads\": ["
          + "{\"id\": \"c5\", \"stdout\": \"n 4\\n\", \"after\": \"300ms\", \"exit\": 5},"
          + "{\"id\": {\"matches\": \"c.*\"}, \"stdout\": \"n 4\\n\"}]}";

  private TranscriptOthers() {}

  static Map<String, Consumer<TranscriptPlay>> sections() {
    return Map.of(
        "checkpoints", TranscriptOthers::checkpoints,
        "misc", TranscriptOthers::misc,
        "metrics", TranscriptOthers::metrics,
        "multi", TranscriptOthers::multi,
        "concurrency", TranscriptOthers::concurrency,
        "outside", TranscriptOthers::outside,
        "perms", TranscriptOthers::leaveAll);
  }

  private static void leaveAll(TranscriptPlay play) {
    for (TranscriptSample sample : play.samples()) {
      if (!sample.comparesNothing()) {
        play.leave(sample.name());
      }
    }
  }

  private static void checkpoints(TranscriptPlay play) {
    // A program of the host cannot be restored.
    play.scripted("checkpoints.");
    TranscriptBundle.of("counts").write(play, "");
    Path image = play.directory().resolve("IMAGE");
    play.before("checkpoints.stops", () -> play.createAndStart("", "c1"));
    play.observe("checkpoints.stops", () -> Map.of("files", imageFiles(play, image)));
    play.observe("checkpoints.stops.status", () -> status(play, "c1", "stopped"));
    play.before("checkpoints.again-into-same-dir", () -> play.createAndStart("", "c1b"));
    play.observe(
        "checkpoints.restore.detach",
        () -> Map.of("pid-file", Files.exists(play.directory().resolve("rpid"))));
    java.util.concurrent.atomic.AtomicReference<Shell.Started> restored =
        new java.util.concurrent.atomic.AtomicReference<>();
    play.calling("checkpoints.restore.detach", call -> call.keeping(restored));
    play.observe(
        "checkpoints.restore.detach.continues",
        () ->
            Map.of(
                "output-resumes-after-the-checkpoint",
                play.awaitText(restored.get().stdout()).startsWith("n 4\n")));
    play.before("checkpoints.restore.existing-running", () -> play.createAndStart("", "c3b"));
    play.observe(
        "checkpoints.restore.existing-running.status", () -> Map.of("status", play.status("c3b")));
    play.before("checkpoints.restore.into-created", () -> play.create("", "c4"));
    play.calling(
        "checkpoints.restore.into-created", call -> call.in(play.directory().resolve("b")));
    play.before("checkpoints.created", () -> play.create("", "c6"));
    play.observe(
        "checkpoints.created",
        () -> Map.of("files", imageFiles(play, play.directory().resolve("IMAGE6"))));
    play.observe("checkpoints.created.status", () -> Map.of("status", play.status("c6")));
    play.before("checkpoints.paused", () -> play.bring("", "c7", "paused", new AtomicLong()));
    play.observe("checkpoints.paused.status", () -> Map.of("status", play.status("c7")));
    play.before(
        "checkpoints.image-path-parents-and-work-path", () -> play.createAndStart("", "c8"));
    play.observe(
        "checkpoints.image-path-parents-and-work-path",
        () ->
            Map.of(
                "image-dir-made", Files.isDirectory(play.directory().resolve("a/b/c")),
                "work-path-made", Files.exists(play.directory().resolve("wp"))));
  }

  private static List<String> imageFiles(TranscriptPlay play, Path image) {
    return play.files(image).stream().map(file -> file.replaceFirst(" [0-7]+$", "")).toList();
  }

  private static Map<String, Object> status(TranscriptPlay play, String id, String awaited) {
    play.awaitStatus(id, awaited);
    return Map.of("status", play.status(id));
  }

  private static void misc(TranscriptPlay play) {
    // They look into a root file system, which is to be this one.
    play.scripted("misc.");
    Path rootfs = play.directory().resolve("rootfs");
    TranscriptLook.makeDirectory(rootfs.resolve("etc"));
    TranscriptLook.write(rootfs.resolve("etc/passwd"), "root:x:0:0:root:/root:/bin/sh\n");
    bundle(rootfs, true).write(play, "");
    JsonObject memory = new JsonObject(Map.of("limit", 100_000_000));
    JsonObject resources =
        new JsonObject(Map.of("resources", new JsonObject(Map.of("memory", memory))));
    bundle(rootfs, true).with("linux", resources).write(play, "_resources");
    bundle(rootfs, false).write(play, "_writable");
    // Their ids begin alike, so there is only one of them at a time.
    play.before("misc.platforms", () -> play.createAndStart("", "s"));
    for (String name : List.of("misc.update.with-resources", "misc.fscheckpoint.writable-root")) {
      play.before(name, play::deleteAll);
    }
    play.before("misc.update.with-resources", () -> play.createAndStart("_resources", "sr"));
    play.before(
        "misc.update.resources-missing-file",
        () -> {
          play.deleteAll();
          play.createAndStart("", "s");
        });
    play.before("misc.fscheckpoint.writable-root", () -> play.createAndStart("_writable", "sw"));
    play.calling("misc.update.resources-stdin", call -> call.stdin("{}"));
    play.calling("misc.update.with-resources.stdin", call -> call.stdin("{}"));
    play.observe("misc.fscheckpoint.image-path", () -> kinds(play, "fsimg"));
    play.observe("misc.fscheckpoint.writable-root", () -> kinds(play, "fsimg2"));
    play.observe(
        "misc.tar.writable-root",
        () -> Map.of("tar-made", Files.exists(play.directory().resolve("up2.tar"))));
  }

  private static TranscriptBundle bundle(Path rootfs, boolean readonly) {
    return TranscriptBundle.of("sleep", "1000").root(rootfs.toString(), readonly);
  }

  private static Map<String, Object> kinds(TranscriptPlay play, String folder) {
    List<String> files = tree(play.directory().resolve(folder));
    Map<String, Object> seen = new HashMap<>();
    seen.put("files", files == null ? null : files.stream().map(file -> file + " file").toList());
    return seen;
  }

  private static void metrics(TranscriptPlay play) {
    play.define("$ADDR", "127.0.0.1:0");
    play.observe(
        "metrics.available",
        () -> Map.of("metric-server", play.call("help", "metric-server").run().exit() == 0));
    play.observe(
        "metrics.server-up",
        () -> {
          Shell.Result result =
              play.call("--metric-server=$DIR/metrics.sock", "metric-server").run();
          return Map.of(
              "up", false,
              "exited", result.exit(),
              "stdout", result.stdout(),
              "stderr", result.stderr());
        });
  }

  private static void multi(TranscriptPlay play) {
    String type = "io.kubernetes.cri.container-type";
    String sandbox = "io.kubernetes.cri.sandbox-id";
    TranscriptBundle.of("sleep", "1000").annotations(type, "sandbox").write(play, "_pod");
    TranscriptBundle.of("sleep", "1000")
        .annotations(type, "container", sandbox, "pod")
        .write(play, "_sub");
    TranscriptBundle.of("sleep", "1000").annotations(type, "container").write(play, "_nosb");
    TranscriptBundle.of("sleep", "1000").annotations(type, "weird").write(play, "_badt");
    TranscriptBundle.of("sleep", "1000")
        .annotations("io.kubernetes.cri-o.ContainerType", "sandbox")
        .write(play, "_crio");
    Path go = play.directory().resolve("go");
    pod("until [ -e " + go + " ]; do sleep 0.02; done; exit 7", type, "container", sandbox, "pod")
        .write(play, "_sub7");
    play.observe("multi.sub-into-created-pod.status", () -> Map.of("status", play.status("early")));
    play.before(
        "multi.list",
        () -> {
          play.setup("delete", "early");
          play.createAndStart("_sub", "sub");
        });
    play.calling("multi.sub7.wait", call -> call.meanwhile(() -> TranscriptLook.write(go, "")));
    play.observe(
        "multi.pod.kill.statuses",
        () -> {
          play.awaitStatus("pod", "stopped");
          play.awaitStatus("sub", "stopped");
          return Map.of("pod", play.status("pod"), "sub", play.status("sub"));
        });
    play.before("multi.left", play::deleteAll);
    play.observe("multi.left", () -> Map.of("files", play.files(play.root())));
    play.before(
        "multi.pod.delete-force-with-running-sub",
        () -> {
          play.createAndStart("_pod", "pod");
          play.createAndStart("_sub", "sub");
        });
    play.observe(
        "multi.pod.delete-force-with-running-sub.then",
        () -> Map.of("pod", play.status("pod"), "sub", play.status("sub")));
  }

  private static TranscriptBundle pod(String script, String... annotations) {
    return TranscriptBundle.shell(script).annotations(annotations);
  }

  private static void concurrency(TranscriptPlay play) {
    TranscriptBundle.of("sleep", "1000").write(play, "");
    play.observe(
        "concurrency.state-16",
        () -> {
          play.createAndStart("", "base");
          List<Shell.Result> results =
              together(IntStream.range(0, 16).mapToObj(i -> play.call("state", "base")).toList());
          return Map.of(
              "exits", exits(results),
              "distinct-outputs",
                  new TreeSet<>(results.stream().map(Shell.Result::stdout).toList()).size());
        });
    play.observe(
        "concurrency.two-creates-same-id",
        () -> {
          List<Shell.Result> results =
              together(
                  IntStream.range(0, 2)
                      .mapToObj(i -> play.call("create", "--bundle", "$BUNDLE", "twice"))
                      .toList());
          List<Shell.Result> failed = results.stream().filter(end -> end.exit() != 0).toList();
          return Map.of(
              "succeeded", results.size() - failed.size(),
              "failed-exit", exits(failed),
              "failed-stderr", failed.stream().map(Shell.Result::stderr).toList());
        });
    play.observe(
        "concurrency.two-creates-same-id.status", () -> Map.of("status", play.status("twice")));
    play.observe(
        "concurrency.six-creates",
        () -> {
          play.call("delete", "--force", "twice").run();
          List<Shell.Result> results =
              together(
                  IntStream.range(0, 6)
                      .mapToObj(i -> play.call("create", "--bundle", "$BUNDLE", "n" + i))
                      .toList());
          return Map.of(
              "exits", exits(results),
              "listed", play.setup("list", "--quiet").stdout().lines().toList());
        });
    play.observe(
        "concurrency.create-during",
        () -> {
          Shell.Started create = play.call("create", "--bundle", "$BUNDLE", "during").start();
          int exit = play.call("list").run().exit();
          create.end();
          return Map.of("exit", exit);
        });
  }

  private static List<Shell.Result> together(List<TranscriptCall> calls) {
    List<Shell.Started> started = new ArrayList<>();
    calls.forEach(call -> started.add(call.start()));
    return started.stream().map(Shell.Started::end).toList();
  }

  private static List<String> exits(List<Shell.Result> results) {
    return results.stream().map(end -> "" + end.exit()).distinct().sorted().toList();
  }

  private static void outside(TranscriptPlay play) {
    TranscriptBundle.of("sleep", "1000").write(play, "");
    play.before("outside.state", () -> killed(play, "o", "running", "stopped"));
    play.observe(
        "outside.created.status",
        () -> {
          killed(play, "oc", "created", "stopped");
          return Map.of("status", play.status("oc"));
        });
    play.before("outside.paused.state", () -> killed(play, "op", "paused", "paused"));
    play.answer(
        "outside.attached-run",
        () -> {
          Shell.Started run = play.call("run", "--bundle", "$BUNDLE", "or").start();
          play.awaitStatus("or", "running");
          kill(play.pid("or"));
          return run.end();
        });
    play.before(
        "outside.state-file-removed.state",
        () -> {
          play.createAndStart("", "of");
          if (!play.root().resolve("of_sandbox:of.state").toFile().delete()) {
            throw new AssertionError(Arrays.toString(play.root().toFile().list()));
          }
        });
  }

  private static void killed(TranscriptPlay play, String id, String status, String then) {
    AtomicLong pid = new AtomicLong();
    play.bring("", id, status, pid);
    kill(pid.get());
    play.awaitStatus(id, then);
  }

  private static void kill(long pid) {
    Processes.Identity process = Processes.identify(pid);
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    Waiting.until(() -> !process.isAlive());
  }
}
