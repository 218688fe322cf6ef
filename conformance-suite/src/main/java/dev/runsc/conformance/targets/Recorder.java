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

package dev.runsc.conformance.targets;

import dev.runsc.conformance.result.Cell;
import dev.runsc.conformance.result.Outcome;
import dev.runsc.conformance.result.RunResult;
import dev.runsc.conformance.surface.Surface;
import dev.runsc.fake.FakeOptions;
import dev.runsc.fake.FakeRunsc;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Records what a target answers: for each run of a scenario a fake stands in front of it, passes
 * all calls through and notes the answers. Thread-safe.
 */
public final class Recorder implements Stage {

  private final Target target;
  private final Path directory;
  private final SharedServer shared = SharedServer.take();
  private final AtomicInteger runs = new AtomicInteger();
  private final Map<String, List<RecordedRun.Part>> takes = new ConcurrentHashMap<>();

  /**
   * Makes a recorder.
   *
   * @param target what is to be recorded
   * @param directory a directory for what it needs, which need not exist
   */
  Recorder(Target target, Path directory) {
    this.target = target;
    this.directory = directory;
  }

  @Override
  public Optional<String> missing(String scenario) {
    return Optional.empty();
  }

  @Override
  public Optional<Surface> surface() {
    return Optional.empty();
  }

  @Override
  public Act begin(String scenario, Path scenarioDirectory, String idPrefix) {
    FakeOptions options =
        FakeOptions.builder()
            .release(
                target
                    .release()
                    .map(release -> FakeOptions.nearestRelease(release.toString()))
                    .orElse(FakeOptions.DEFAULT_RELEASE))
            .passThrough(target.executable())
            .build();
    FakeRunsc fake =
        FakeRunsc.start(directory.resolve("r" + runs.incrementAndGet()), options, shared.server());
    return new Take(scenario, scenarioDirectory, idPrefix, fake);
  }

  /** A run of a scenario that is being recorded. */
  private final class Take implements Act {
    private final String scenario;
    private final Path scenarioDirectory;
    private final String idPrefix;
    private final FakeRunsc fake;
    private String cassette = "";

    Take(String scenario, Path scenarioDirectory, String idPrefix, FakeRunsc fake) {
      this.scenario = scenario;
      this.scenarioDirectory = scenarioDirectory;
      this.idPrefix = idPrefix;
      this.fake = fake;
    }

    @Override
    public Path executable() {
      return fake.executable();
    }

    @Override
    public List<String> bodyEnded() {
      cassette = fake.cassette().json();
      return List.of();
    }

    @Override
    public void close(Outcome outcome) {
      fake.close();
      RecordedRun.Part part =
          outcome.comparable()
              ? RecordedRun.Part.of(outcome, cassette, scenarioDirectory, idPrefix)
              : new RecordedRun.Part(outcome, "");
      takes.computeIfAbsent(scenario, id -> new ArrayList<>()).add(part);
    }
  }

  /**
   * What was recorded in a run that has ended: of a scenario that was run more than once, the first
   * time it ended as the result says.
   *
   * @throws IllegalArgumentException if the result says nothing of the target
   */
  public RecordedRun recorded(RunResult result) {
    Map<String, RecordedRun.Part> parts = new TreeMap<>();
    for (Cell cell : result.cells()) {
      takes.getOrDefault(cell.scenario(), List.of()).stream()
          .filter(part -> part.outcome() == cell.outcome())
          .findFirst()
          .ifPresent(part -> parts.put(cell.scenario(), part));
    }
    return new RecordedRun(
        LocalDate.ofInstant(result.started(), ZoneOffset.UTC),
        result.targets().stream()
            .filter(one -> one.name().equals(target.name()))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("nothing was run on " + target.name())),
        parts);
  }

  @Override
  public void close() {
    shared.close();
  }
}
