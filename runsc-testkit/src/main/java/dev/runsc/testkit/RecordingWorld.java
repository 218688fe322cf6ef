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

package dev.runsc.testkit;

import dev.runsc.Runsc;
import dev.runsc.fake.FakeOptions;
import dev.runsc.fake.FakeRunsc;
import dev.runsc.fake.FakeServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A real runsc with a fake in front of it that records what it answers. */
final class RecordingWorld implements World {
  private final FakeRunsc fake;
  private final RealWorld real;
  private final Runsc runsc;

  private RecordingWorld(FakeRunsc fake, RealWorld real) {
    this.fake = fake;
    this.real = real;
    this.runsc = real.runsc().toBuilder().command(fake.executable()).build();
  }

  static RecordingWorld open(
      Path directory, Settings settings, RealSearch.Found found, FakeServer server) {
    String release =
        found
            .release()
            .map(Object::toString)
            .filter(FakeOptions.releases()::contains)
            .orElseThrow(
                () ->
                    new AssertionError(
                        "calls of "
                            + found.executable()
                            + " cannot be recorded: it is of no release that the fake knows, which"
                            + " are "
                            + FakeOptions.releases()));
    FakeOptions options =
        settings.fakeOptions().toBuilder().release(release).passThrough(found.executable()).build();
    return new RecordingWorld(
        FakeRunsc.start(directory.resolve("fake"), options, server),
        RealWorld.open(directory, found));
  }

  @Override
  public RunscTarget target() {
    RunscTarget behind = real.target();
    return new RunscTarget(
        behind.kind(), behind.release(), fake.executable(), behind.root(), behind.globalFlags());
  }

  @Override
  public Runsc runsc() {
    return runsc;
  }

  @Override
  public Optional<FakeRunsc> fake() {
    return Optional.of(fake);
  }

  @Override
  public boolean used() {
    return real.used() || FakeWorld.hasLog(fake);
  }

  /** Asked of the real one, so that there is no call that the test did not make. */
  @Override
  public List<String> containers() {
    return real.containers();
  }

  @Override
  public List<String> end() {
    List<String> problems = new ArrayList<>(real.end());
    fake.close();
    return problems;
  }

  /** Writes what was recorded. */
  void save(Tape tape) throws IOException {
    tape.save(fake.cassette());
  }
}
