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

package dev.runsc.testkit.wiremock;

import dev.runsc.testkit.internal.Release;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What lies in the bucket: every object under every path it can be had by. Thread-safe. */
final class BucketContent {
  /** Below the bucket's name. */
  static final String RELEASES = "releases/";

  private static final String LATEST = "latest";

  private final Map<Release, Map<String, BucketObject>> releases = new TreeMap<>();
  private final Map<LocalDate, Map<String, BucketObject>> nightlies = new TreeMap<>();
  private Map<String, BucketObject> master = Map.of();
  private @Nullable Release latest;
  private volatile Map<String, BucketObject> paths = Map.of();

  synchronized void release(BucketRelease release) {
    releases.put(release.parsed(), release.objects());
    arrange();
  }

  synchronized void nightly(LocalDate date, BucketRelease build) {
    nightlies.put(date, build.objects());
    arrange();
  }

  synchronized void master(BucketRelease build) {
    master = build.objects();
    arrange();
  }

  /** Where {@code release/latest} points from now on, whatever is published. */
  synchronized void latest(Release release) {
    if (!releases.containsKey(release)) {
      throw new IllegalArgumentException(
          "latest cannot be "
              + release
              + ", which is not in the bucket; there are "
              + releases.keySet());
    }
    latest = release;
    arrange();
  }

  private void arrange() {
    Map<String, BucketObject> all = new TreeMap<>();
    releases.forEach(
        (release, objects) -> {
          put(all, "release/" + release, objects);
          // In the order of releases: the last point release of a day stays.
          put(all, "release/" + release.date(), objects);
          if (latest == null) {
            put(all, "release/" + LATEST, objects);
          }
        });
    if (latest != null) {
      put(all, "release/" + LATEST, releases.getOrDefault(latest, Map.of()));
    }
    nightlies.forEach(
        (date, objects) -> {
          put(all, "nightly/" + date, objects);
          put(all, "nightly/" + LATEST, objects);
        });
    put(all, "master/" + LATEST, master);
    paths = Map.copyOf(all);
  }

  /** Replaces what is there: a newer release need not have the files of an older one. */
  private static void put(
      Map<String, BucketObject> all, String version, Map<String, BucketObject> objects) {
    String prefix = RELEASES + version + "/";
    all.keySet().removeIf(path -> path.startsWith(prefix));
    objects.forEach((path, object) -> all.put(prefix + path, object));
  }

  /** The paths of all objects, in order, below the bucket's name. */
  List<String> paths() {
    return paths.keySet().stream().sorted().toList();
  }

  /** What is served as an object, with a fault that concerns the content. */
  Optional<BucketObject> find(String path, Optional<BucketFault> fault) {
    Map<String, BucketObject> all = paths;
    if (fault.isPresent() && fault.get() instanceof BucketFault.Stale stale) {
      String[] parts = path.split("/", 4);
      return parts.length < 4
          ? Optional.empty()
          : Optional.ofNullable(
              all.get(String.join("/", parts[0], parts[1], stale.version(), parts[3])));
    }
    Optional<BucketObject> found = Optional.ofNullable(all.get(path));
    if (fault.isPresent() && fault.get() instanceof BucketFault.WrongChecksum) {
      String name = path.substring(path.lastIndexOf('/') + 1);
      return found.map(right -> new BucketObject(Checksums.wrong(name, right.content())));
    }
    return found;
  }
}
