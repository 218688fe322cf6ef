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

import dev.runsc.testkit.internal.RealDiscovery;
import dev.runsc.testkit.internal.Release;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A target as it is asked for on the command line. */
public sealed interface TargetSpec {

  /** How a target is written. */
  String SYNTAX = "fake, fake:RELEASE, real:PATH, real:RELEASE, container:IMAGE or replay:FILE";

  /**
   * A fake.
   *
   * @param release the release it imitates; empty for the newest there is
   */
  record Fake(Optional<Release> release) implements TargetSpec {
    @Override
    public String toString() {
      return release.map(value -> "fake:" + value).orElse("fake");
    }
  }

  /**
   * A real executable.
   *
   * @param executable its path
   * @param claimed the release it must be, if the place it was found in says so
   */
  record Real(Path executable, Optional<Release> claimed) implements TargetSpec {
    @Override
    public String toString() {
      return "real:" + executable;
    }
  }

  /**
   * A real executable in a container.
   *
   * @param image the image
   */
  record Container(String image) implements TargetSpec {
    @Override
    public String toString() {
      return "container:" + image;
    }
  }

  /**
   * What a target answered when it was recorded.
   *
   * @param file the recording
   */
  record Replay(Path file) implements TargetSpec {
    @Override
    public String toString() {
      return "replay:" + file;
    }
  }

  /**
   * A target that a provider of the user's opens.
   *
   * @param scheme the provider's word
   * @param argument what is for the provider to read
   */
  record Own(String scheme, String argument) implements TargetSpec {
    @Override
    public String toString() {
      return scheme + ":" + argument;
    }
  }

  /**
   * Reads a target.
   *
   * @throws IllegalArgumentException if it is not one; the message says how to write it
   */
  static TargetSpec parse(String text) {
    return parse(text, Map.of());
  }

  /**
   * Reads a target.
   *
   * @param environment says where releases lie
   * @throws IllegalArgumentException if it is not one; the message says how to write it
   */
  static TargetSpec parse(String text, Map<String, String> environment) {
    if (text.equals("fake")) {
      return new Fake(Optional.empty());
    }
    if (text.startsWith("fake:")) {
      return new Fake(Optional.of(Release.parse(text.substring("fake:".length()))));
    }
    if (text.startsWith("real:") && text.length() > "real:".length()) {
      return real(text.substring("real:".length()), environment);
    }
    if (text.startsWith("container:") && text.length() > "container:".length()) {
      return new Container(text.substring("container:".length()));
    }
    if (text.startsWith("replay:") && text.length() > "replay:".length()) {
      return new Replay(Path.of(text.substring("replay:".length())).toAbsolutePath().normalize());
    }
    int colon = text.indexOf(':');
    if (colon > 0 && OwnTargets.find(text.substring(0, colon)).isPresent()) {
      return new Own(text.substring(0, colon), text.substring(colon + 1));
    }
    throw new IllegalArgumentException("\"" + text + "\" is not a target: write " + SYNTAX);
  }

  private static TargetSpec real(String place, Map<String, String> environment) {
    if (Release.isRelease(place)) {
      Release release = Release.parse(place);
      return new RealDiscovery(environment)
          .releasesDirectory()
          .map(releases -> releases.resolve(place).resolve("runsc").toAbsolutePath())
          .map(path -> new Real(path, Optional.of(release)))
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "cannot tell where releases lie: set "
                          + RealDiscovery.RELEASES_VARIABLE
                          + " or HOME"));
    }
    return new Real(Path.of(place).toAbsolutePath().normalize(), Optional.empty());
  }
}
