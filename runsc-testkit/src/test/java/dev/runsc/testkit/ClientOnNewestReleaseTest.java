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
import static org.awaitility.Awaitility.await;

import dev.runsc.ContainerStatus;
import dev.runsc.KillOptions;
import dev.runsc.ProcessEntry;
import dev.runsc.Runsc;
import dev.runsc.Signal;
import dev.runsc.fake.Workload;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

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
}
