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

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One gVisor release as the fake imitates it: its catalog, and the behaviours that changed over
 * time, each switched by the release it changed in.
 */
final class Profile {
  private static final List<String> RELEASES = List.of("20221219.0", "20240729.0");

  /** Catalogs that were read already: they never change. */
  private static final Map<String, Catalog> CATALOGS = new ConcurrentHashMap<>();

  private final String release;
  private final String ociVersion;
  private final Catalog catalog;

  private Profile(String release, String ociVersion) {
    this.release = release;
    this.ociVersion = ociVersion;
    this.catalog = CATALOGS.computeIfAbsent(release, Catalog::load);
  }

  /** The profile of a release as Debian builds it. */
  static Profile of(String release) {
    return of(release, defaultOciVersion(release));
  }

  /** The profile of a release that was built with another runtime-spec. */
  static Profile of(String release, String ociVersion) {
    requireKnown(release);
    return new Profile(release, ociVersion);
  }

  /** The runtime-spec that the builds we compared with were made with. */
  static String defaultOciVersion(String release) {
    requireKnown(release);
    return "1.0.2-dev";
  }

  static List<String> releases() {
    return RELEASES;
  }

  static String newest() {
    return RELEASES.get(RELEASES.size() - 1);
  }

  static void requireKnown(String release) {
    if (!RELEASES.contains(release)) {
      throw new IllegalArgumentException(
          "no profile of gVisor release \""
              + release
              + "\"; there are "
              + String.join(", ", RELEASES));
    }
  }

  String release() {
    return release;
  }

  Catalog catalog() {
    return catalog;
  }

  private boolean since(String first) {
    return release.compareTo(first) >= 0;
  }

  /** What {@code --version} prints, in the form of Debian's builds, which the profiles are of. */
  String versionText() {
    return "runsc version 0.0~" + release + "\nspec: " + ociVersion() + "\n";
  }

  /** {@code ociVersion} of {@code state}: that of the build, whatever config.json says. */
  String ociVersion() {
    return ociVersion;
  }

  /** {@code state} ends its output with a newline (20240501.0). */
  boolean stateEndsWithNewline() {
    return since("20240501.0");
  }

  /** The first of two ids in the message about an ambiguous one is the first match (Go 1.22). */
  boolean ambiguityNamesBothIds() {
    return since("20240729.0");
  }

  /** The control socket is a file below the root directory (20230130.0). */
  boolean controlSocketInRoot() {
    return since("20230130.0");
  }

  /** {@code run} and {@code create} with an id in use destroy its record (until 20260309.0). */
  boolean duplicateDestroysRecord() {
    return !since("20260309.0");
  }

  /** Processes have Scheduler and IOPriority since runtime-spec 1.1. */
  boolean processHasScheduler() {
    return !ociVersion.startsWith("1.0.");
  }

  /** Processes have ExecCPUAffinity since runtime-spec 1.2. */
  boolean processHasCpuAffinity() {
    return processHasScheduler() && !ociVersion.startsWith("1.1.");
  }

  /** A paused container can be stopped, so delete --force does not crash (20240501.0). */
  boolean pausedCanBeStopped() {
    return since("20240501.0");
  }

  /** events --stats works on a created container (20231016.0). */
  boolean createdHasStatistics() {
    return since("20231016.0");
  }

  /** events tell of the network interfaces (20240422.0). */
  boolean eventsHaveNetworkInterfaces() {
    return since("20240422.0");
  }

  /** ps asks the sandbox of a stopped container too, and is refused (20240501.0). */
  boolean psAsksDeadSandbox() {
    return since("20240501.0");
  }

  /** The prefix that newer releases put before errors of the sandbox layer. */
  String sandboxContext(String context) {
    return since("20240729.0") ? context : "";
  }

  /** exec --env and --additional-gids split at commas (20230801.0 to 20250707.0). */
  boolean execListsSplitAtCommas() {
    return since("20230801.0") && !since("20250715.0");
  }
}
