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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One gVisor release as the fake imitates it: its catalog, and the behaviours that changed over
 * time, each switched by the release it changed in.
 */
final class Profile {
  private static final List<String> RELEASES =
      List.of(
          "20210720.0",
          "20221219.0",
          "20230920.0",
          "20240729.0",
          "20250319.0",
          "20251006.0",
          "20260105.0",
          "20260406.0",
          "20260706.0",
          "20260817.0");

  /** Of these the profile is of Debian's build, the others are of gVisor's own. */
  private static final Set<String> DEBIAN = Set.of("20221219.0", "20240729.0");

  /** Catalogs that were read already: they never change. */
  private static final Map<String, Catalog> CATALOGS = new ConcurrentHashMap<>();

  private final String release;
  private final String ociVersion;
  private final Catalog catalog;

  private Profile(String release, String ociVersion) {
    this.release = release;
    this.ociVersion = ociVersion;
    Catalog known = CATALOGS.get(release);
    this.catalog = known == null ? CATALOGS.computeIfAbsent(release, Catalog::load) : known;
  }

  /** Gives a catalog that need not be read then. */
  static void know(String release, Catalog catalog) {
    CATALOGS.put(release, catalog);
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
    if (DEBIAN.contains(release) || release.compareTo("20230227.0") < 0) {
      return release.compareTo("20220103.0") < 0 ? "1.0.2" : "1.0.2-dev";
    }
    if (release.compareTo("20260511.0") >= 0) {
      return "1.2.1";
    }
    boolean newer = release.compareTo("20250421.0") >= 0 && release.compareTo("20251006.0") < 0;
    return newer ? "1.2.0" : "1.1.0-rc.1";
  }

  static List<String> releases() {
    return RELEASES;
  }

  static List<String> compared() {
    return RELEASES.stream().filter(DEBIAN::contains).toList();
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

  /** What {@code --version} prints, in the form of the build that the profile is of. */
  String versionText() {
    return "runsc version " + versionName() + "\nspec: " + ociVersion() + "\n";
  }

  /** The version by itself. */
  String versionName() {
    return (DEBIAN.contains(release) ? "0.0~" : "release-") + release;
  }

  /** delete cannot end a container whose run is attached: that run reaps too late (20250915.0). */
  boolean attachedRunHindersDelete() {
    return !since("20250915.0");
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

  /**
   * The container or the bundle is looked up before the command itself, with words of its own, and
   * start no longer reads config.json (20260309.0).
   */
  boolean fetchesSpecFirst() {
    return since("20260309.0");
  }

  /** What stands before a failure to look up a container or a bundle. */
  String fetchContext() {
    return fetchesSpecFirst() ? "FetchSpec failed: " : "";
  }

  /** A refused command line ends with one line more (20260309.0). */
  boolean namesFlagParser() {
    return since("20260309.0");
  }

  /** -h and -help print on standard output (20251201.0). */
  boolean helpGoesToStdout() {
    return since("20251201.0");
  }

  /** A newline follows the first line of every usage text (20250106.0). */
  boolean usageEndsLines() {
    return since("20250106.0");
  }

  /** The line of usage ends like most others (20240729.0 or before). */
  boolean usageOfUsageEnds() {
    return since("20230920.0");
  }

  /** The usage of gofer names its operand (seen in 20260817.0). */
  boolean goferNamesContainer() {
    return since("20260105.0");
  }

  /** The usage of install has the runtime's name as a flag (20240729.0 or before). */
  boolean installNamesRuntimeByFlag() {
    return since("20230920.0");
  }

  /** What the usage of umount calls its flag. */
  String umountFlag() {
    return since("20230920.0") ? "sync-fd" : "synd-fd";
  }

  /** A command's -h prints on standard output and succeeds (20251201.0 to 20260302.0). */
  boolean commandHelpSucceeds() {
    return since("20251201.0") && !since("20260309.0");
  }

  /** metric-server is an executable beside runsc (20260721.0). */
  boolean metricServerIsSidecar() {
    return since("20260721.0");
  }

  /** The files of controls are looked for without --cgroupfs (seen in 20240729.0). */
  boolean controlsWithoutCgroupfs() {
    return since("20240729.0");
  }

  /** The environment of exec is put together inside (20250715.0). */
  boolean resolvesEnvironmentInside() {
    return since("20250715.0");
  }

  /** Why a program whose name is empty cannot be found (seen in 20260817.0). */
  String reasonForNoProgram() {
    return since("20250715.0") ? "permission denied" : "no such file or directory";
  }

  /** Whether an unknown platform is noticed by every command (until 20250915.0). */
  boolean checksPlatformEarly() {
    return !since("20250915.0");
  }

  /** Missing directories of log files are made (20260309.0). */
  boolean makesLogDirectories() {
    return since("20260309.0");
  }

  /** A failure before the log is set up is logged on standard error too (until 20260309.0). */
  boolean logsEarlyFailures() {
    return !since("20260309.0");
  }

  /** exec --detach works without a pid file (20260302.0). */
  boolean execDetachesWithoutPidFile() {
    return since("20260302.0");
  }

  /**
   * A sub-container started before its pod is refused instead of ending the sandbox (20251118.0).
   */
  boolean refusesEarlySubContainer() {
    return since("20251118.0");
  }

  /** wait prints the full id, not what was typed (20260309.0). */
  boolean waitPrintsFullId() {
    return since("20260309.0");
  }

  /** A missing working directory is made inside, not on the host (20250707.0). */
  boolean makesCwdInside() {
    return since("20250707.0");
  }

  /** A shared network name space stays in the root directory (20260810.0). */
  boolean keepsNullNetns() {
    return since("20260810.0");
  }

  /** createContainer hooks are run (20260520.0). */
  boolean runsCreateContainerHooks() {
    return since("20260520.0");
  }

  /** ps has a column of process groups (20260413.0). */
  boolean psHasProcessGroups() {
    return since("20260413.0");
  }

  /** exec takes its user from the container's process, and nothing for --process (20241118.0). */
  boolean execTakesContainersUser() {
    return since("20241118.0");
  }

  /** Pid files are written to a temporary file and renamed (20250820.0). */
  boolean pidFilesAreRenamed() {
    return since("20250820.0");
  }

  /** The form of --overlay2 has a size (20250611.0). */
  boolean overlayHasSize() {
    return since("20250611.0");
  }

  /** state tells annotations (20220221.0). */
  boolean stateHasAnnotations() {
    return since("20220221.0");
  }

  /** restore goes into a created container, and is worded anew (20230327.0). */
  boolean restoresIntoCreated() {
    return since("20230327.0");
  }

  /** checkpoint --leave-running resumes the same sandbox (20240415.0). */
  boolean resumesAfterCheckpoint() {
    return since("20240415.0");
  }

  /** How checkpoint compresses unless told: pages have files of their own where it does not. */
  String defaultCompression() {
    return since("20260427.0") ? "none" : "flate-best-speed";
  }
}
