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

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Makes the calls of one section of a transcript on the fake, in their order, with what the sample
 * leaves out: bundles, containers that were made before, what others do meanwhile.
 */
final class TranscriptPlay {
  /** A difference, or an entry that was not played. */
  record Finding(String name, String field, String expected, String actual) {
    /** How the list of deviations names it. */
    String place() {
      return name + " " + field;
    }

    @Override
    public String toString() {
      return place() + "\n  expected: " + expected + "\n  actual:   " + actual + "\n";
    }
  }

  private final String release;
  private final Path directory;
  private final Path root;
  private final FakeRunsc host;
  private final FakeRunsc script;
  private FakeRunsc current;
  private Shell.Result last = new Shell.Result(0, "", "");
  private final TranscriptText text = new TranscriptText();
  private final List<TranscriptSample> samples;
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, Runnable> before = new HashMap<>();
  private final Map<String, UnaryOperator<TranscriptCall>> how = new HashMap<>();
  private final Map<String, Supplier<?>> observers = new HashMap<>();
  private final Map<String, Supplier<Shell.Result>> answers = new HashMap<>();
  private final Set<String> scripted = new TreeSet<>();
  private final Set<String> left = new TreeSet<>();
  private final Map<String, String> environment = new HashMap<>();

  /**
   * Prepares a section.
   *
   * @param host a fake that runs programs of the host
   * @param script one of the same release whose containers have no program
   */
  TranscriptPlay(Path directory, FakeRunsc host, FakeRunsc script, String section) {
    this.release = host.options().release();
    this.directory = directory;
    this.host = host;
    this.script = script;
    this.current = host;
    this.root = directory.resolve("root");
    this.samples = TranscriptSample.load(release, section);
    define("$ROOT2", root);
    define("$ROOT", root);
    define("$BUNDLE", directory.resolve("b"));
    define("$DIR", directory);
    define("$MISSING", directory.resolve("missing"));
    define("$LINK", directory.resolve("link"));
    for (String image : List.of("$IMAGE6", "$IMAGE7", "$IMAGE")) {
      define(image, directory.resolve(image.substring(1)));
    }
    define("$TMP", Path.of("/tmp"));
    define("$RUNSC_DIR", host.executable().getParent());
  }

  private void define(String placeholder, Path value) {
    define(placeholder, value.toString());
  }

  void define(String placeholder, String value) {
    text.define(placeholder, value);
  }

  String release() {
    return release;
  }

  boolean isNewest() {
    return release.equals("20260817.0");
  }

  Path directory() {
    return directory;
  }

  Path root() {
    return root;
  }

  /** Entries that begin with a prefix are answered by the fake without programs. */
  void scripted(String... prefixes) {
    scripted.addAll(List.of(prefixes));
  }

  private void choose(String name) {
    current = scripted.stream().anyMatch(name::startsWith) ? script : host;
  }

  /** How the last call of the sample ended. */
  Shell.Result last() {
    return last;
  }

  /** An entry's call was made before; this is how it ended. */
  void answer(String name, Supplier<Shell.Result> answer) {
    answers.put(name, answer);
  }

  List<TranscriptSample> samples() {
    return samples;
  }

  String fill(String placeholders) {
    return text.fill(placeholders);
  }

  /** A variable of every call from now on. */
  void environment(String name, String value) {
    environment.put(name, value);
  }

  /** Does something before an entry. */
  void before(String name, Runnable action) {
    before.merge(name, action, TranscriptPlay::both);
  }

  private static Runnable both(Runnable first, Runnable second) {
    return () -> {
      first.run();
      second.run();
    };
  }

  /** Makes the call of an entry in another way. */
  void calling(String name, UnaryOperator<TranscriptCall> change) {
    how.put(name, change);
  }

  /** Looks at something after the call of an entry, or in its place if there is none. */
  void observe(String name, Supplier<?> observer) {
    observers.put(name, observer);
  }

  /** Leaves entries out, which the list of deviations has to allow. */
  void leave(String... names) {
    left.addAll(List.of(names));
  }

  /** A call that is not part of the sample. */
  TranscriptCall call(String... arguments) {
    List<String> argv = new ArrayList<>();
    argv.add("--root=" + root);
    argv.addAll(List.of("--platform=ptrace", "--network=none", "--ignore-cgroups"));
    for (String argument : arguments) {
      argv.add(text.fill(argument));
    }
    return rawCall(argv);
  }

  TranscriptCall rawCall(List<String> argv) {
    return new TranscriptCall(directory, current.executable(), argv).with(environment);
  }

  /** A call that is not part of the sample and has to succeed. */
  Shell.Result setup(String... arguments) {
    Shell.Result result = call(arguments).run();
    assertThat(result).as(String.join(" ", arguments)).returns(0, Shell.Result::exit);
    return result;
  }

  /** Creates containers from the bundle {@code $BUNDLE} and its suffix. */
  void create(String suffix, String... ids) {
    for (String id : ids) {
      setup("create", "--bundle", "$BUNDLE" + suffix, id);
    }
  }

  void createAndStart(String suffix, String... ids) {
    for (String id : ids) {
      create(suffix, id);
      setup("start", id);
    }
  }

  String status(String id) {
    Shell.Result result = call("state", id).run();
    return result.exit() != 0
        ? "absent"
        : TranscriptText.parse(result.stdout()) instanceof JsonObject state
            ? state.getString("status")
            : result.stdout();
  }

  long pid(String id) {
    return TranscriptText.parse(setup("state", id).stdout()) instanceof JsonObject state
        ? state.getLong("pid")
        : -1;
  }

  void awaitStatus(String id, String status) {
    Waiting.until(() -> status(id).equals(status));
  }

  /** Makes a container and brings it into a status. */
  void bring(String suffix, String id, String status, AtomicLong pid) {
    create(suffix, id);
    pid.set(pid(id));
    if (!status.equals("created")) {
      setup("start", id);
    }
    if (status.equals("paused")) {
      setup("pause", id);
    }
    if (status.equals("stopped")) {
      setup("kill", id, "KILL");
      awaitStatus(id, "stopped");
    }
  }

  void deleteAll() {
    for (String id : setup("list", "--quiet").stdout().lines().toList()) {
      // The longer of two ids first, or the other would be ambiguous; a crash deletes as well.
      call("delete", "--force", id).run();
    }
    setup("list", "--quiet").stdout().lines().forEach(id -> setup("delete", "--force", id));
  }

  /** What is in a file once something is. */
  String awaitText(Path file) {
    Waiting.until(() -> !TranscriptLook.read(file).isEmpty());
    return TranscriptLook.read(file);
  }

  /** Lets a call that was started come to where it blocks. */
  void untilBlocked() {
    Waiting.pause(TranscriptCall.BLOCKED_MILLIS);
  }

  /** The files below a directory as the transcript lists them: name, kind and mode. */
  List<String> files(Path folder) {
    try (var files = Files.list(folder)) {
      return files.map(TranscriptPlay::shown).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String shown(Path file) {
    try {
      int mode = (Integer) Files.getAttribute(file, "unix:mode");
      String kind = (mode & 0170000) == 0140000 ? "socket" : "file";
      return file.getFileName() + " " + kind + " " + Integer.toOctalString(mode & 07777);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes every call of the section and compares its answer. */
  List<Finding> play(Consumer<TranscriptPlay> section) {
    section.accept(this);
    for (TranscriptSample sample : samples) {
      if (left.contains(sample.name())) {
        findings.add(new Finding(sample.name(), "played", "", "left out"));
        continue;
      }
      choose(sample.name());
      before.getOrDefault(sample.name(), () -> {}).run();
      if (sample.comparesNothing()) {
        continue;
      }
      boolean known = sample.isCall() || observers.containsKey(sample.name());
      if (known) {
        play(sample);
      } else {
        findings.add(new Finding(sample.name(), "played", "", "nobody looks"));
      }
    }
    return findings;
  }

  private void play(TranscriptSample sample) {
    if (sample.isCall()) {
      TranscriptCall call = rawCall(sample.argv().stream().map(text::fill).toList());
      if (sample.exit().equals(TranscriptSample.TIMEOUT)) {
        call = call.withoutEnd();
      }
      Shell.Result result = make(sample, call);
      String exit =
          result.exit() == TranscriptCall.NO_END
              ? TranscriptSample.TIMEOUT
              : String.valueOf(result.exit());
      compare(sample, "exit", sample.exit(), exit);
      compare(sample, "stdout", sample.stdout(), result.stdout());
      compare(sample, "stderr", sample.stderr(), result.stderr());
    }
    if (sample.observed() != null && sample.compared().contains("observed")) {
      observe(sample);
    }
  }

  private Shell.Result make(TranscriptSample sample, TranscriptCall call) {
    last =
        answers.containsKey(sample.name())
            ? answers.get(sample.name()).get()
            : how.getOrDefault(sample.name(), one -> one).apply(call).run();
    return last;
  }

  private void compare(TranscriptSample sample, String field, String expected, String actual) {
    // Where the words are not compared the shape is, unless the sample cut the text off.
    boolean help =
        HelpShape.is(expected)
            && !field.equals("exit")
            && (sample.compared().contains(field) || expected.endsWith("\n"));
    if (!sample.compared().contains(field) && !help) {
      return;
    }
    String projected = TranscriptText.projected(sample, expected, actual);
    boolean same =
        text.matches(expected, projected)
            || (help && HelpShape.of(expected).equals(HelpShape.of(projected)));
    if (!same) {
      findings.add(
          help
              ? new Finding(
                  sample.name(),
                  field,
                  HelpShape.of(expected).toString(),
                  HelpShape.of(projected).toString())
              : new Finding(sample.name(), field, text.fill(expected), projected));
    }
  }

  private void observe(TranscriptSample sample) {
    Supplier<?> observer = observers.get(sample.name());
    if (observer == null) {
      findings.add(new Finding(sample.name(), "observed", "", "nobody looks"));
      return;
    }
    Object seen = observer.get();
    if (!text.matches(sample.observed(), seen)) {
      findings.add(
          new Finding(sample.name(), "observed", text.fill(shown(sample.observed())), shown(seen)));
    }
  }

  private static String shown(Object value) {
    return value instanceof JsonObject || value instanceof JsonArray
        ? com.grack.nanojson.JsonWriter.string(value)
        : String.valueOf(value);
  }
}
