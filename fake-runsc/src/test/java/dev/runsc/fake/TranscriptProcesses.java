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

import static dev.runsc.fake.TranscriptLook.read;
import static dev.runsc.fake.TranscriptLook.shape;
import static dev.runsc.fake.TranscriptLook.table;
import static dev.runsc.fake.TranscriptLook.write;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The transcripts' sections of exec, ps, events, pause and wait. */
final class TranscriptProcesses {
  private TranscriptProcesses() {}

  static Map<String, Consumer<TranscriptPlay>> sections() {
    return Map.of(
        "execs", TranscriptProcesses::execs,
        "ps", TranscriptProcesses::ps,
        "events", TranscriptProcesses::events,
        "pausing", TranscriptProcesses::pausing,
        "waiting", TranscriptProcesses::waiting);
  }

  private static void execs(TranscriptPlay play) {
    TranscriptBundle.of("sleep", "1000")
        .process("cwd", "/tmp")
        .process("env", new JsonArray(List.of(TranscriptBundle.PATH, "FOO=container")))
        .write(play, "");
    play.before("execs.true", () -> play.createAndStart("", "e"));
    writeProcesses(play);
    execDetached(play);
    play.define("$FD", "4");
    play.before(
        "execs.pass-fd", () -> write(play.directory().resolve("passed"), "through the descriptor"));
    play.calling("execs.pass-fd", call -> call.through("exec 4<passed; exec \"$@\""));
  }

  private static void writeProcesses(TranscriptPlay play) {
    String path = "\"" + TranscriptBundle.PATH + "\"";
    process(
        play,
        "proc-a",
        "[\"sh\", \"-c\", \"echo $V; id -u; pwd; exit 4\"]",
        "\"env\": [" + path + ", \"V=fromfile\"], \"cwd\": \"/proc\", \"user\": {\"uid\": 9}");
    process(play, "proc-b", "[\"sh\", \"-c\", \"echo $FOO\"]", "\"cwd\": \"/tmp\"");
    process(play, "proc-c", "[\"pwd\"]", "\"env\": [" + path + "]");
    String usual = "\"env\": [" + path + "], \"cwd\": \"/\"";
    process(play, "proc-d", "[]", usual);
    process(play, "proc-e", "[\"true\"]", usual);
    process(play, "proc-f", "[\"sh\", \"-c\", \"id -u\"]", usual);
    process(play, "proc-h", "[\"echo\", \"from-file\"]", usual);
    write(play.directory().resolve("bad.json"), "{ not json");
  }

  private static void process(TranscriptPlay play, String name, String args, String more) {
    write(play.directory().resolve(name + ".json"), "{\"args\": " + args + ", " + more + "}");
  }

  private static void execDetached(TranscriptPlay play) {
    Path pidFile = play.directory().resolve("pf2");
    AtomicReference<Shell.Started> detached = new AtomicReference<>();
    Path go = play.directory().resolve("go");
    play.calling(
        "execs.detach",
        call ->
            call.replacing("sleep 1.00", "until [ -e " + go + " ]; do sleep 0.02; done")
                .keeping(detached));
    play.observe(
        "execs.detach",
        () ->
            Map.of(
                "pid-file", read(pidFile).matches("[0-9]+"),
                "internal-pid-file", read(play.directory().resolve("ipf2")).matches("[0-9]+"),
                "returned-before-end", isAlive(pidFile)));
    play.observe(
        "execs.detach.output",
        () ->
            Map.of(
                "to-stdio-of-exec",
                play.awaitText(detached.get().stdout()).replaceAll("[0-9]+", "N")));
    play.observe("execs.detach.child-alive", () -> Map.of("alive", isAlive(pidFile)));
    play.leave("execs.detach.child-exit-status");
    for (String name : List.of("no-pid-file.arguments", "word-in-argv")) {
      AtomicReference<Shell.Started> other = new AtomicReference<>();
      play.calling("execs.detach." + name, call -> call.keeping(other));
      play.observe(
          "execs.detach." + name + ".output",
          () -> Map.of("out", play.awaitText(other.get().stdout())));
    }
    play.observe(
        "execs.detach.nonexistent",
        () -> Map.of("pid-file", Files.exists(play.directory().resolve("pf3"))));
  }

  private static boolean isAlive(Path pidFile) {
    return Processes.identify(Long.parseLong(read(pidFile))).isAlive();
  }

  private static void ps(TranscriptPlay play) {
    TranscriptBundle.shell("sleep 1000 & sleep 1000 & wait")
        .process("user", new JsonObject(Map.of("uid", 7, "gid", 7)))
        .write(play, "");
    TranscriptBundle.shell("sleep 1000 & wait").write(play, "_pl");
    play.before(
        "ps.table-explicit",
        () -> {
          play.createAndStart("", "p");
          awaitProcesses(play, "p", 3);
        });
    play.before(
        "ps.with-exec",
        () -> {
          play.setup("exec", "--detach", "--pid-file", "$DIR/epid", "p", "sleep", "1000");
          awaitProcesses(play, "p", 4);
        });
    play.before("ps.paused.table", () -> play.setup("pause", "p"));
    for (String name : List.of("table-explicit", "with-exec", "paused.table", "cmd-column")) {
      play.observe("ps." + name, () -> table(play.last().stdout(), 10, true));
    }
    play.observe(
        "ps.json",
        () -> {
          List<?> pids = (List<?>) TranscriptText.parse(play.last().stdout());
          return Map.of(
              "ints",
              shape(pids),
              "sorted",
              pids.equals(pids.stream().sorted().toList()),
              "trailing-newline",
              play.last().stdout().endsWith("]\n"));
        });
    play.observe(
        "ps.paused.json",
        () -> Map.of("count", ((List<?>) TranscriptText.parse(play.last().stdout())).size()));
    play.before(
        "ps.stopped.table",
        () -> {
          play.setup("resume", "p");
          play.setup("kill", "p", "KILL");
          play.awaitStatus("p", "stopped");
        });
    play.before(
        "ps.cmd-column",
        () -> {
          play.createAndStart("_pl", "pl");
          awaitProcesses(play, "pl", 2);
        });
  }

  private static void awaitProcesses(TranscriptPlay play, String id, int count) {
    Waiting.until(
        () ->
            TranscriptText.parse(play.setup("ps", "--format=json", id).stdout())
                    instanceof JsonArray pids
                && pids.size() == count);
    // A process has the name of its parent until it has become what it is to be.
    Waiting.until(
        () ->
            play.setup("ps", id).stdout().lines().filter(l -> l.endsWith("sleep")).count()
                == count - 1);
  }

  private static void events(TranscriptPlay play) {
    TranscriptBundle.of("sleep", "1000").write(play, "");
    TranscriptBundle.shell("sleep 1000 & wait").write(play, "_two");
    play.before("events.stats", () -> play.createAndStart("", "v"));
    play.observe(
        "events.stats",
        () -> Map.of("lines", play.last().stdout().lines().count(), "shape", shapeOf(play)));
    play.before(
        "events.stats.stopped",
        () -> {
          play.setup("kill", "v", "KILL");
          play.awaitStatus("v", "stopped");
        });
    play.before("events.stats.after-delete", () -> play.setup("delete", "v"));
    play.before("events.stats.created", () -> play.create("", "v2"));
    play.before(
        "events.stats.paused",
        () -> {
          play.setup("start", "v2");
          play.setup("pause", "v2");
        });
    for (String name : List.of("created", "paused")) {
      play.observe("events.stats." + name, () -> Map.of("shape", shapeOf(play)));
    }
    play.before(
        "events.stats.two-processes",
        () -> {
          play.createAndStart("_two", "v3");
          awaitProcesses(play, "v3", 2);
        });
    play.observe(
        "events.stats.two-processes",
        () ->
            TranscriptText.parse(play.last().stdout()) instanceof JsonObject event
                ? Map.of("pids", event.getObject("data").getObject("pids"))
                : Map.of());
  }

  private static Object shapeOf(TranscriptPlay play) {
    return shape(TranscriptText.parse(play.last().stdout()));
  }

  private static void pausing(TranscriptPlay play) {
    TranscriptBundle.shell("while :; do echo x; sleep 0.02; done").write(play, "");
    AtomicReference<Path> output = new AtomicReference<>();
    play.before(
        "pausing.pause",
        () -> {
          Shell.Started created = play.call("create", "--bundle", "$BUNDLE", "u").start();
          created.end();
          output.set(created.stdout());
          play.setup("start", "u");
        });
    play.before("pausing.state-after-resume", () -> play.setup("resume", "u"));
    play.observe(
        "pausing.progress-after-resume",
        () -> {
          int before = read(output.get()).length();
          Waiting.until(() -> read(output.get()).length() > before);
          return Map.of("grew", true);
        });
    play.before("pausing.gone", () -> play.setup("delete", "--force", "u"));
    waiterAcrossPause(play);
  }

  private static void waiterAcrossPause(TranscriptPlay play) {
    boolean[] blocked = {false};
    play.answer(
        "pausing.waiter-across-pause",
        () -> {
          play.createAndStart("", "u2");
          Shell.Started waiter = play.call("wait", "u2").start();
          play.untilBlocked();
          play.setup("pause", "u2");
          play.untilBlocked();
          blocked[0] = waiter.process().isAlive();
          play.setup("resume", "u2");
          play.setup("kill", "u2", "KILL");
          return waiter.end();
        });
    play.observe("pausing.waiter-across-pause", () -> Map.of("blocked-while-paused", blocked[0]));
  }

  private static void waiting(TranscriptPlay play) {
    ending(play, "7", 7);
    ending(play, "0", 0);
    TranscriptBundle.of("sleep", "1000").write(play, "");
    TranscriptBundle.of("true").write(play, "_short");
    play.before("waiting.running-exit-7", () -> play.createAndStart("_b7", "w"));
    play.calling("waiting.running-exit-7", call -> call.meanwhile(() -> go(play, "7")));
    play.before("waiting.running-exit-0", () -> play.createAndStart("_b0", "w0"));
    play.calling("waiting.running-exit-0", call -> call.meanwhile(() -> go(play, "0")));
    play.before("waiting.killed", () -> play.createAndStart("", "wk"));
    play.calling("waiting.killed", call -> call.meanwhile(() -> play.setup("kill", "wk", "KILL")));
    play.before(
        "waiting.first-wait-after-it-stopped",
        () -> {
          play.createAndStart("_short", "wn");
          play.awaitStatus("wn", "stopped");
        });
    play.before("waiting.created-then-deleted", () -> play.create("", "wcd"));
    play.calling(
        "waiting.created-then-deleted", call -> call.meanwhile(() -> play.setup("delete", "wcd")));
    fourWaiters(play);
    waitForExec(play);
  }

  /** A container that ends with a status once it is let. */
  private static void ending(TranscriptPlay play, String name, int status) {
    Path go = play.directory().resolve("go" + name);
    TranscriptBundle.shell("until [ -e " + go + " ]; do sleep 0.02; done; exit " + status)
        .write(play, "_b" + name);
  }

  private static void go(TranscriptPlay play, String name) {
    write(play.directory().resolve("go" + name), "");
  }

  private static void fourWaiters(TranscriptPlay play) {
    ending(play, "m", 7);
    play.observe(
        "waiting.four-waiters",
        () -> {
          play.createAndStart("_bm", "wm");
          List<Shell.Started> waiters =
              IntStream.range(0, 4).mapToObj(i -> play.call("wait", "wm").start()).toList();
          play.untilBlocked();
          go(play, "m");
          Stream<List<String>> results =
              waiters.stream()
                  .map(Shell.Started::end)
                  .map(end -> List.of("" + end.exit(), end.stdout(), end.stderr()));
          return Map.of("results", results.toList());
        });
  }

  private static void waitForExec(TranscriptPlay play) {
    AtomicReference<Shell.Started> exec = new AtomicReference<>();
    Path go = play.directory().resolve("goe");
    play.before(
        "waiting.pid-of-exec",
        () -> {
          play.createAndStart("", "we");
          String script = "until [ -e " + go + " ]; do sleep 0.02; done; exit 6";
          exec.set(
              play.call("exec", "--internal-pid-file", "$DIR/ipe", "we", "sh", "-c", script)
                  .start());
          Waiting.until(() -> Files.exists(play.directory().resolve("ipe")));
        });
    play.calling("waiting.pid-of-exec", call -> call.meanwhile(() -> go(play, "e")));
    play.observe("waiting.pid-of-exec.exec-client", () -> Map.of("exit", exec.get().end().exit()));
  }
}
