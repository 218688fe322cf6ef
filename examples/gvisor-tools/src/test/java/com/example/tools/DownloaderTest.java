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

package com.example.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runsc.testkit.wiremock.BucketFault;
import dev.runsc.testkit.wiremock.BucketRelease;
import dev.runsc.testkit.wiremock.ReleaseBucket;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

// tag::bucket[]
class DownloaderTest {
  private static final String RUNSC = "release/20240729.0/x86_64/runsc";

  @TempDir Path directory;

  @AutoClose
  final ReleaseBucket bucket =
      ReleaseBucket.builder().release("20240729.0").release("20260831.0").start();

  final Downloader downloader = new Downloader(bucket.url());

  @Test
  void downloadThatIsCutOff_isResumed() throws Exception {
    bucket.fault(RUNSC, BucketFault.cut(1000), 1);
    bucket.fault(RUNSC, BucketFault.unavailable(), 1);

    assertThat(downloader.download(RUNSC, directory)).hasSize(65_600);
  }

  @Test
  void wrongChecksum_leavesNothing() {
    bucket.fault(RUNSC + ".sha512", BucketFault.wrongChecksum());

    assertThatThrownBy(() -> downloader.download(RUNSC, directory))
        .hasMessageStartingWith(RUNSC + " has the checksum ");
    assertThat(directory).isEmptyDirectory();
  }

  // end::bucket[]

  @Test
  void looseExecutable_isGoneSinceThereAreArchives() throws Exception {
    assertThatThrownBy(() -> downloader.download("release/latest/x86_64/runsc", directory))
        .hasMessage("release/latest/x86_64/runsc is not to be had: HTTP status 404");
    assertThat(downloader.download("release/latest/x86_64/gvisor.tar.bz2", directory))
        .isNotEmptyFile();
  }

  @Test
  void latestOfAStaleCache_doesNotMatchItsChecksum() {
    bucket.publish(BucketRelease.of("20260907.0"));
    bucket.fault("release/latest/x86_64/gvisor.tar.bz2", BucketFault.stale("20260831.0"));

    assertThatThrownBy(() -> downloader.download("release/latest/x86_64/gvisor.tar.bz2", directory))
        .hasMessageContaining(" has the checksum ");
  }
}
