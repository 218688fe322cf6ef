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

package dev.runsc.conformance;

import dev.runsc.conformance.result.Cell;
import dev.runsc.conformance.result.Deviations;
import dev.runsc.conformance.result.ScenarioInfo;
import dev.runsc.conformance.targets.Directories;
import dev.runsc.conformance.targets.Target;
import dev.runsc.conformance.targets.Targets;
import dev.runsc.conformance.transcript.Transcript;
import dev.runsc.fake.TemporaryDirectories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.engine.support.store.NamespacedHierarchicalStore;

/**
 * What the scenarios of one run share: the targets, the declared deviations, the results, a
 * directory. It lies in the store of the launcher session; if nobody has put one there, because an
 * IDE or a build runs the scenarios as the tests they are, it is made with every target there is.
 *
 * <p>Thread-safe.
 */
public final class Bench implements AutoCloseable {

  private static final String KEY = "bench";

  private final Path directory;
  private final Targets targets;
  private final Deviations deviations;
  private final Consumer<Cell> listener;
  private final BiPredicate<String, String> included;
  private final List<Cell> cells = new ArrayList<>();
  private final Set<Subject> live = ConcurrentHashMap.newKeySet();
  private final AtomicInteger subjects = new AtomicInteger();
  private final String run = "x" + Integer.toString(new SecureRandom().nextInt(1 << 24), 36);
  private volatile boolean closed;

  /**
   * Makes a bench.
   *
   * @param directory a directory of its own, which it removes at the end
   * @param targets the targets, which it closes at the end
   * @param deviations the declared deviations
   * @param listener is told each result, by one thread at a time
   */
  public Bench(Path directory, Targets targets, Deviations deviations, Consumer<Cell> listener) {
    this(directory, targets, deviations, listener, (scenario, target) -> true);
  }

  /**
   * Makes a bench for some scenarios.
   *
   * @param directory a directory of its own, which it removes at the end
   * @param targets the targets, which it closes at the end
   * @param deviations the declared deviations
   * @param listener is told each result, by one thread at a time
   * @param included tells by the scenario's id and the target's name what is run
   */
  public Bench(
      Path directory,
      Targets targets,
      Deviations deviations,
      Consumer<Cell> listener,
      BiPredicate<String, String> included) {
    this.directory = directory;
    this.targets = targets;
    this.deviations = deviations;
    this.listener = listener;
    this.included = included;
  }

  /** Makes a directory for a bench. */
  public static Path newDirectory() {
    return newDirectory(Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** The same, in memory where that can be. Real sandboxes have a {@code /dev} of their own. */
  public static Path newDirectoryForFakes() {
    return newDirectory(TemporaryDirectories.base());
  }

  private static Path newDirectory(Path base) {
    try {
      // Sockets lie below it, and their paths must be short.
      return Files.createTempDirectory(base, "runsc-conformance-").toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a directory in " + base, e);
    }
  }

  /** Puts it where the scenarios find it. */
  public void offer(NamespacedHierarchicalStore<Namespace> sessionStore) {
    sessionStore.put(Namespace.create(Bench.class), KEY, this);
  }

  static Bench of(ExtensionContext context) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, ExtensionContext.Namespace.create(Bench.class))
        .computeIfAbsent(KEY, key -> everything(), Bench.class);
  }

  private static Bench everything() {
    Path directory = newDirectory();
    Targets targets = Targets.openAll(System.getenv(), Set.of(), directory, message -> {});
    return new Bench(directory, targets, Deviations.load(), cell -> {});
  }

  /** The targets to run on. */
  public List<Target> targets() {
    return targets.ready();
  }

  /** Whether a scenario is to be run on a target. */
  public boolean includes(String scenario, String target) {
    return included.test(scenario, target);
  }

  Deviations deviations() {
    return deviations;
  }

  /** Makes what a scenario sees of a target; one that does not apply there sees nothing. */
  Subject newSubject(Target target, ScenarioInfo scenario) {
    return newSubject(
        (own, idPrefix) ->
            scenario.missing(target).isPresent()
                ? target
                : target.enter(scenario.id(), own, idPrefix));
  }

  private Subject newSubject(BiFunction<Path, String, Target> entering) {
    if (closed) {
      throw new InterruptedScenarioException();
    }
    String number = String.format("%03d", subjects.incrementAndGet());
    Path own = directory.resolve("s" + number);
    String idPrefix = run + number + "-";
    Subject subject = new Subject(entering.apply(own, idPrefix), own, idPrefix);
    live.add(subject);
    return subject;
  }

  /**
   * What came of something that is no scenario.
   *
   * @param transcript what was said
   * @param problems what went wrong in it or in cleaning up after it, which says nothing about the
   *     target; empty if nothing did
   */
  public record Played(Transcript transcript, List<String> problems) {
    /** Copies the list. */
    public Played {
      problems = List.copyOf(problems);
    }
  }

  /** Plays something that is no scenario on a target, and cleans up after it. */
  public Played play(Target target, Consumer<Subject> body) {
    Subject subject = newSubject((own, idPrefix) -> target);
    List<String> problems = new ArrayList<>();
    try {
      body.accept(subject);
    } catch (RuntimeException | AssertionError e) {
      problems.add(e.toString());
    }
    Transcript transcript = subject.transcript();
    problems.addAll(cleanUp(subject));
    return new Played(transcript, problems);
  }

  List<String> cleanUp(Subject subject) {
    try {
      return Cleanup.after(subject);
    } finally {
      live.remove(subject);
    }
  }

  /** Notes a result. */
  public synchronized void report(Cell cell) {
    cells.add(cell);
    listener.accept(cell);
  }

  /** The results so far. */
  public synchronized List<Cell> cells() {
    return List.copyOf(cells);
  }

  /** Finds a result. */
  public synchronized Optional<Cell> cell(String scenario, String target) {
    return cells.stream()
        .filter(cell -> cell.scenario().equals(scenario) && cell.target().equals(target))
        .findFirst();
  }

  /** Ends what is still there, closes the targets, removes the directory. Does so once. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    live.forEach(Cleanup::abandon);
    live.clear();
    try {
      targets.close();
    } finally {
      Directories.delete(directory);
    }
  }
}
