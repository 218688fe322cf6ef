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
import java.util.ArrayList;
import java.util.List;

/**
 * In which form a release lies in the bucket.
 *
 * @since 0.1.0
 */
public enum BucketLayout {
  /**
   * {@code runsc} and the files that go with it, each for itself: the only form before 20260721.0.
   */
  BINARIES,
  /**
   * {@code gvisor.tar.bz2}, with {@code runsc} at its top and the files that it needs in {@code
   * gvisor-bin/}: the only form after 20260817.0.
   */
  ARCHIVE,
  /** Both, as from 20260721.0 to 20260817.0. */
  BOTH;

  /** The name of the archive. */
  public static final String ARCHIVE_FILE = "gvisor.tar.bz2";

  private static final Release OLDEST = new Release(0, 0);
  private static final Release NEWEST = new Release(Integer.MAX_VALUE, 0);
  private static final Release FIRST_ARCHIVE = Release.parse("20260721.0");
  private static final Release LAST_BINARIES = Release.parse("20260817.0");

  /** A file and the releases that have it. */
  private record Since(String file, Release first, Release last) {
    static Since always(String file) {
      return new Since(file, OLDEST, NEWEST);
    }

    static Since from(String first, String file) {
      return new Since(file, Release.parse(first), NEWEST);
    }

    boolean in(Release release) {
      return release.compareTo(first) >= 0 && release.compareTo(last) <= 0;
    }
  }

  private static final List<Since> LOOSE =
      List.of(
          Since.always("runsc"),
          Since.from("20200907.0", "containerd-shim-runsc-v1"),
          new Since(
              "gvisor-containerd-shim", Release.parse("20200907.0"), Release.parse("20210112.0")),
          Since.from("20241021.0", "runsc-metric-server"));

  private static final List<Since> PACKED =
      List.of(
          Since.always("runsc"),
          Since.always("containerd-shim-runsc-v1"),
          Since.always("gvisor-bin/runsc-metric-server"),
          Since.always("gvisor-bin/checkpointgofer"),
          Since.from("20260810.0", "gvisor-bin/gvisor_sentry"),
          Since.from("20260817.0", "gvisor-bin/gvisor-sentry-prewarmer"));

  /** The form in which a release was published. */
  static BucketLayout of(Release release) {
    if (release.compareTo(FIRST_ARCHIVE) < 0) {
      return BINARIES;
    }
    return release.compareTo(LAST_BINARIES) <= 0 ? BOTH : ARCHIVE;
  }

  /** The files that lie there for themselves, beside the archive. */
  List<String> loose(Release release) {
    return this == ARCHIVE ? List.of() : files(LOOSE, release);
  }

  /** The files in the archive; none if there is no archive. */
  List<String> packed(Release release) {
    return this == BINARIES ? List.of() : files(PACKED, release);
  }

  private static List<String> files(List<Since> all, Release release) {
    List<String> files = new ArrayList<>();
    for (Since one : all) {
      if (one.in(release)) {
        files.add(one.file());
      }
    }
    return files;
  }
}
