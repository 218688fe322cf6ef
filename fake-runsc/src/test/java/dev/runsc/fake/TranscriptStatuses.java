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
import static dev.runsc.fake.TranscriptLook.write;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The transcripts' sections of run, of what each status allows, of kill and of list. */
final class TranscriptStatuses {
  private static final Pattern PREPARED =
      Pattern.compile("matrix\\.([a-z]+)\\.(kill-default|kill-KILL|kill-all|delete-force)");

  private TranscriptStatuses() {}

  static Map<String, Consumer<TranscriptPlay>> sections() {
    return Map.of(
        "run", TranscriptStatuses::run,
        "matrix", TranscriptStatuses::matrix,
        "kill", TranscriptStatuses::kill,
        "listing", TranscriptStatuses::listing);
  }

  private static void run(TranscriptPlay play) {
    for (int status : List.of(0, 7, 126, 127, 128, 200, 255)) {
      TranscriptBundle.shell("exit " + status).write(play, "_x" + status);
    }
    for (String signal : List.of("TERM", "INT", "SEGV")) {
      TranscriptBundle.shell("kill -" + signal + " $$").write(play, "_s" + signal);
    }
    TranscriptBundle.of("true").write(play, "_true");
    TranscriptBundle.shell("echo to-out; echo to-err >&2; exit 3").write(play, "_io");
    TranscriptBundle.of("cat").write(play, "_in");
    play.calling("run.stdin", call -> call.stdin("line1\nline2"));
    TranscriptBundle.shell("printf '\\000\\377x'").write(play, "_bin");
    TranscriptBundle.shell(
            "i=0; while [ $i -lt 2000 ]; do echo 0123456789012345678901234567890123456789;"
                + " i=$((i + 1)); done")
        .write(play, "_big");
    play.observe(
        "run.large-output",
        () -> Map.of("bytes", play.last().stdout().getBytes(StandardCharsets.UTF_8).length));
    // The words of a shell differ; what it sees does not.
    TranscriptBundle.shell(
            "trap '' PIPE; sleep 0.5; echo x 2>/dev/null; status=$?;"
                + " [ $status = 0 ] || echo 'sh: write error: Broken pipe' >&2;"
                + " echo status $((status != 0)) >&2")
        .write(play, "_sog");
    play.calling("run.stdout-reader-gone", call -> call.through("\"$@\" | :"));
    TranscriptBundle.of("nosuchcommand").write(play, "_noc");
    play.calling("run.no-bundle-flag-uses-cwd", call -> call.in(play.directory().resolve("b_x7")));
    play.observe("run.pid-file", () -> pidFile(play.directory().resolve("pid")));
    TranscriptBundle.shell("echo begun; sleep 1000").write(play, "_sleep");
    detach(play);
    TranscriptBundle.of("/no/such/binary").write(play, "_nob");
  }

  private static void detach(TranscriptPlay play) {
    AtomicReference<Shell.Started> detached = new AtomicReference<>();
    play.answer(
        "run.detach",
        () -> {
          detached.set(play.call("run", "--bundle", "$BUNDLE_sleep", "--detach", "rd").start());
          return detached.get().end();
        });
    play.observe(
        "run.detach.output", () -> Map.of("stdout", play.awaitText(detached.get().stdout())));
    play.observe(
        "run.detach.short-lived.ends-stopped",
        () -> {
          play.awaitStatus("rd7", "stopped");
          return Map.of("status", play.status("rd7"));
        });
  }

  static Map<String, Object> pidFile(Path file) {
    String text = read(file);
    return Map.of("exists", true, "bare-decimal", text.matches("[0-9]+"));
  }

  private static void matrix(TranscriptPlay play) {
    TranscriptBundle.of("sleep", "1000").write(play, "");
    TranscriptBundle.of("true").write(play, "_short");
    AtomicLong pid = new AtomicLong();
    for (String status : List.of("created", "running", "paused")) {
      String first = status.equals("paused") ? ".ps" : status.equals("created") ? ".state" : "";
      String name = first.isEmpty() ? "matrix.running.ps-json" : "matrix." + status + first;
      play.before(name, () -> play.bring("", "m-" + status, status, pid));
    }
    play.before(
        "matrix.stopped.state",
        () -> {
          play.createAndStart("_short", "m-stopped");
          play.awaitStatus("m-stopped", "stopped");
        });
    for (TranscriptSample sample : play.samples()) {
      Matcher prepared = PREPARED.matcher(sample.name());
      if (prepared.matches()) {
        prepare(play, sample, prepared.group(1));
      }
    }
    play.before("matrix.created.delete-plain", () -> play.create("", "d2"));
    play.before("matrix.created.exec-then-start.exec", () -> play.create("", "e-created"));
    play.before(
        "matrix.delete-several.stops-at-first-error",
        () -> {
          play.create("", "s1", "s3");
          play.createAndStart("", "s2");
        });
    play.observe(
        "matrix.delete-several.force-with-missing.left",
        () -> Map.of("s2", play.status("s2"), "s3", play.status("s3")));
    play.before("matrix.delete-several.end", play::deleteAll);
    play.observe("matrix.delete-several.end", () -> Map.of("files", play.files(play.root())));
  }

  private static void prepare(TranscriptPlay play, TranscriptSample sample, String status) {
    String id =
        sample.argv().stream()
            .skip(5)
            .filter(word -> !word.startsWith("--") && !word.equals("KILL"))
            .findFirst()
            .orElseThrow();
    play.before(sample.name(), () -> play.bring("", id, status, new AtomicLong()));
    play.observe(
        sample.name() + ".then",
        () -> {
          if (status.equals("running")) {
            play.awaitStatus(id, "stopped");
          }
          return Map.of("status", play.status(id));
        });
  }

  private static void kill(TranscriptPlay play) {
    // It waits and makes no process meanwhile: dash loses a signal that comes while it does
    // (vfork).
    TranscriptBundle.shell(
            "sleep 1000 & for s in TERM USR1 HUP WINCH CONT; do trap \"echo got-$s\" $s; done; echo ready;"
                + " while :; do wait; done")
        .write(play, "");
    TranscriptBundle.shell("sleep 1000 & sleep 1000").write(play, "_two");
    AtomicReference<Path> printed = new AtomicReference<>();
    play.before(
        "kill.signal.default",
        () -> {
          Shell.Started created = play.call("create", "--bundle", "$BUNDLE", "k").start();
          created.end();
          play.setup("start", "k");
          printed.set(created.stdout());
          play.awaitText(created.stdout());
          write(created.stdout(), "");
        });
    for (TranscriptSample sample : play.samples()) {
      if (sample.name().startsWith("kill.signal.")) {
        play.observe(
            sample.name(), () -> Map.of("container-printed", printed(play, printed.get())));
      }
    }
    play.before("kill.all.TERM", () -> play.createAndStart("_two", "k2"));
    play.observe(
        "kill.all.TERM.then",
        () -> {
          play.awaitStatus("k2", "stopped");
          return Map.of("status", play.status("k2"));
        });
    play.leave(
        "kill.sandbox-process-status.exit-7",
        "kill.sandbox-process-status.killed",
        "kill.sandbox-process-status.hup");
  }

  private static String printed(TranscriptPlay play, Path file) {
    String text = play.last().exit() == 0 ? play.awaitText(file) : read(file);
    write(file, "");
    // Its shell appends where it was, with NUL up to there.
    return text.replace("\0", "");
  }

  private static void listing(TranscriptPlay play) {
    TranscriptBundle.of("sleep", "1000").write(play, "");
    play.environment("USER", "prober");
    play.environment("TZ", "UTC");
    AtomicLong pid = new AtomicLong();
    play.before(
        "listing.four.text",
        () ->
            Map.of("alpha", "running", "done", "stopped", "mid", "paused", "zeta", "created")
                .forEach((id, status) -> play.bring("", id, status, pid)));
    play.observe("listing.four.text", () -> TranscriptLook.table(play.last().stdout(), 12, false));
    play.before(
        "listing.no-USER",
        () -> play.call("create", "--bundle", "$BUNDLE", "nouser").with(Map.of("USER", "")).run());
    play.observe(
        "listing.no-USER",
        () -> Map.of("owner-column-empty", line(play, "nouser").endsWith("   ")));
    play.observe("listing.created-format", () -> createdFormat(play));
    play.before(
        "listing.junk-ignored",
        () -> {
          play.call("create", "--bundle", "$BUNDLE", "tz").with(Map.of("TZ", "Asia/Tokyo")).run();
          write(play.root().resolve("junk"), "junk");
          write(play.root().resolve("junk.state"), "{}");
        });
    play.before(
        "listing.order",
        () -> {
          play.deleteAll();
          play.create("", "a", "aB", "a.b", "B", "a-b", "a+");
        });
    play.before(
        "listing.root-is-a-file.list", () -> write(play.directory().resolve("notdir"), "a file"));
  }

  private static String line(TranscriptPlay play, String id) {
    return play.last()
        .stdout()
        .lines()
        .filter(line -> line.startsWith(id + " "))
        .findFirst()
        .orElse("");
  }

  private static Map<String, Object> createdFormat(TranscriptPlay play) {
    Matcher created =
        Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(\\S*)")
            .matcher(line(play, "alpha"));
    Map<String, Object> seen = new HashMap<>();
    if (created.find()) {
      seen.put("zone", created.group(2));
      seen.put("fraction", created.group(1) != null);
    }
    return seen;
  }
}
