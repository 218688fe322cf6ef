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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.runsc.ContainerStatus;
import dev.runsc.ErrorKind;
import dev.runsc.Features;
import dev.runsc.FsCheckpointOptions;
import dev.runsc.KillOptions;
import dev.runsc.ProcessEntry;
import dev.runsc.Resources;
import dev.runsc.Runsc;
import dev.runsc.RunscExitException;
import dev.runsc.Signal;
import dev.runsc.fake.Workload;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the client can do on releases that cannot be installed, on the fake's profile of them. */
@ExtendWith(RunscExtension.class)
@RunscSettings(release = "20260817.0", workload = Workload.HOST)
class ClientOnNewestReleaseTest {

  @Test
  void processGroup_isToldByTopAndGetsASignal(Runsc runsc, Bundles bundles, @FreshId String id) {
    runsc.create(id, bundles.bundle().args("/bin/sh", "-c", "sleep 1000 & wait").write());
    runsc.start(id);
    await().atMost(Duration.ofSeconds(30)).until(() -> runsc.ps(id).size() == 2);
    ProcessEntry shell = runsc.top(id).processes().get(0);
    int group = shell.processGroup().orElseThrow();

    runsc.kill(id, Signal.KILL, KillOptions.builder().processGroup(group).build());

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> runsc.state(id).status() == ContainerStatus.STOPPED);
    assertThat(runsc.supports("kill", "--pgid")).isTrue();
  }

  @Test
  void update_isDoneOrToldWhyNot(
      Runsc runsc, Bundles bundles, @FreshId String id, @FreshId String bare) {
    OciBundle bundle = bundles.bundle();
    runsc.create(id, bundle.mergePatch("{\"linux\": {\"resources\": {\"memory\": {}}}}").write());
    runsc.create(bare, bundles.bundle().write());
    Resources limits = Resources.builder().memoryLimit(1L << 30).build();

    runsc.update(id, limits);

    assertThat(runsc.state(id).status()).isEqualTo(ContainerStatus.CREATED);
    // As the release was seen to do without linux.resources in the bundle (trap B24).
    assertThatExceptionOfType(RunscExitException.class)
        .isThrownBy(() -> runsc.update(bare, limits))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.CRASHED));
  }

  @Test
  void fsCheckpoint_writesAnImage(
      Runsc runsc, Bundles bundles, @FreshId String id, @TempDir Path directory) {
    runsc.create(id, bundles.bundle().mergePatch("{\"root\": {\"readonly\": false}}").write());
    runsc.start(id);

    runsc.fsCheckpoint(
        id, directory.resolve("image"), FsCheckpointOptions.builder().leaveRunning(true).build());

    assertThat(directory.resolve("image/fscheckpoint.pb")).exists();
    assertThat(runsc.state(id).status()).isEqualTo(ContainerStatus.RUNNING);
  }

  @Test
  void features_areTold(Runsc runsc) {
    Features features = runsc.features();

    assertThat(features.ociVersionMin()).contains("1.0.0");
    assertThat(features.ociVersionMax()).contains("1.2.1");
    assertThat(features.hooks()).contains("createRuntime", "poststop");
    assertThat(features.mountOptions()).contains("ro", "rbind").isSorted();
    assertThat(features.linux()).containsKeys("namespaces", "capabilities", "seccomp");
    assertThat(features.annotations())
        .containsEntry("dev.gvisor.flag.network", "sandbox")
        .containsEntry("dev.gvisor.flag.strace-log-size", "1024")
        .doesNotContainKeys("dev.gvisor.flag.log-fd", "dev.gvisor.flag.help");
    assertThat(features.potentiallyUnsafeConfigAnnotations())
        .contains("dev.gvisor.flag.network")
        .doesNotContain("dev.gvisor.flag.strace-log-size");
    assertThat(features.otherFields()).isEmpty();
  }
}
