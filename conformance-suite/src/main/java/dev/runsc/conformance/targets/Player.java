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

import dev.runsc.conformance.result.Outcome;
import dev.runsc.conformance.surface.Surface;
import dev.runsc.fake.Cassette;
import dev.runsc.fake.FakeOptions;
import dev.runsc.fake.FakeRunsc;
import dev.runsc.fake.Invocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays a recording: for each run of a scenario a fake answers with the cassette of that scenario.
 * A scenario that does not make the calls that were recorded is told so. Thread-safe.
 */
final class Player implements Stage {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern ANSWERED = Pattern.compile("cassette\\[([0-9]+)\\]");
  private static final Pattern UNUSED = Pattern.compile("calls\\[([0-9]+)\\]: .*", Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("\\{\\{[^{}]*\\}\\}");
  private static final int MOST_TOLD = 3;

  private final RecordedRun run;
  private final Path directory;
  private final SharedServer shared = SharedServer.take();
  private final AtomicInteger runs = new AtomicInteger();

  /**
   * Makes a player.
   *
   * @param run what is to be played
   * @param directory a directory for what it needs
   */
  Player(RecordedRun run, Path directory) {
    this.run = run;
    this.directory = directory;
  }

  @Override
  public Optional<String> missing(String scenario) {
    RecordedRun.Part part = run.scenarios().get(scenario);
    return part == null ? Optional.of("it is not in the recording") : part.missing();
  }

  @Override
  public Optional<Surface> surface() {
    return Optional.of(run.target().surface());
  }

  @Override
  public Act begin(String scenario, Path scenarioDirectory, String idPrefix) {
    String json =
        Objects.requireNonNull(run.scenarios().get(scenario))
            .cassetteIn(scenarioDirectory, idPrefix);
    Path own = directory.resolve("p" + runs.incrementAndGet());
    try {
      Files.createDirectories(own);
      Cassette cassette = Cassette.load(Files.writeString(own.resolve("cassette.json"), json));
      FakeOptions options =
          FakeOptions.builder().release(cassette.release()).cassette(cassette).build();
      return new Play(
          JSON.readTree(json), FakeRunsc.start(own.resolve("f"), options, shared.server()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot play " + scenario, e);
    }
  }

  /**
   * A run of a scenario that is being played.
   *
   * @param cassette what answers
   * @param fake gives the answers
   */
  private record Play(JsonNode cassette, FakeRunsc fake) implements Act {

    @Override
    public Path executable() {
      return fake.executable();
    }

    @Override
    public List<String> bodyEnded() {
      fake.close();
      List<String> strayed = new ArrayList<>();
      Set<List<String>> made = new HashSet<>();
      for (Invocation call : fake.invocations()) {
        Matcher answered = ANSWERED.matcher(call.answeredBy());
        if (answered.matches()) {
          List<String> recorded = argv(Integer.parseInt(answered.group(1)));
          made.add(recorded);
          if (!isSame(recorded, call.argv())) {
            strayed.add(
                "the recording has another call than\n  runsc "
                    + String.join(" ", call.argv())
                    + "\nnamely\n  runsc "
                    + String.join(" ", recorded));
          }
        } else if (call.failure().isEmpty()) {
          strayed.add("the recording does not have this call: " + call.stderr().strip());
        }
      }
      fake.unusedReplies().forEach(one -> unused(one, made).ifPresent(strayed::add));
      return strayed.subList(0, Math.min(MOST_TOLD, strayed.size()));
    }

    private List<String> argv(int call) {
      return StreamSupport.stream(
              cassette.required("calls").required(call).required("argv").spliterator(), false)
          .map(JsonNode::stringValue)
          .toList();
    }

    /** How often something is asked again differs from run to run, what is asked does not. */
    private Optional<String> unused(String text, Set<List<String>> made) {
      Matcher unused = UNUSED.matcher(text);
      if (unused.matches() && made.contains(argv(Integer.parseInt(unused.group(1))))) {
        return Optional.empty();
      }
      return Optional.of("a recorded call was not made: " + text);
    }

    private static boolean isSame(List<String> recorded, List<String> argv) {
      if (recorded.size() != argv.size()) {
        return false;
      }
      for (int i = 0; i < argv.size(); i++) {
        String pattern = "\\Q" + NAME.matcher(recorded.get(i)).replaceAll("\\\\E.*\\\\Q") + "\\E";
        if (!Pattern.compile(pattern, Pattern.DOTALL).matcher(argv.get(i)).matches()) {
          return false;
        }
      }
      return true;
    }

    @Override
    public void close(Outcome outcome) {
      // Its directory goes with that of the run: a call that was killed may still be noted in it.
    }
  }

  @Override
  public void close() {
    shared.close();
  }
}
