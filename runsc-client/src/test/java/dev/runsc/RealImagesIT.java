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

package dev.runsc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real containers that are saved and restored. */
class RealImagesIT {

  private static final Path NOTHING = Path.of("/dev/null");
  private static final String COUNT =
      "n=0; while [ $n -lt 400 ]; do n=$((n+1)); echo n $n; sleep 0.05; done; exit 5";

  /** What is restored goes on almost at once, and ends soon. */
  private static final String SHORT =
      "n=0; while [ $n -lt 60 ]; do n=$((n+1)); echo n $n; sleep 0.05; done; exit 5";

  @TempDir private Path directory;

  private static boolean is2022(RealRunsc real) {
    return real.release().startsWith("2022");
  }

  private static RunscException failure(Runnable call) {
    return assertThatExceptionOfType(RunscException.class).isThrownBy(call::run).actual();
  }

  private Path counting(Sandboxes box, String id, String program) throws Exception {
    Path bundle = box.bundle(program);
    Path out = Files.createFile(directory.resolve("out-" + id));
    box.runsc().create(id, bundle, CreateOptions.builder().io(Io.files(NOTHING, out, out)).build());
    box.runsc().start(id);
    await().until(() -> Files.size(out) > 0);
    return bundle;
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void restoredContainer_goesOnToItsEnd(RealRunsc real) throws Exception {
    try (Sandboxes box = real.open(directory)) {
      Path image = directory.resolve("image");
      Path bundle = counting(box, box.id("saved"), SHORT);
      Path out = directory.resolve("out");

      box.runsc().checkpoint(box.id("saved"), image);
      box.awaitStatus(box.id("saved"), ContainerStatus.STOPPED);
      ExitStatus status =
          box.runsc()
              .restore(
                  box.id("again"),
                  image,
                  bundle,
                  RestoreOptions.builder().io(Io.files(NOTHING, out, out)).build());

      assertThat(image.resolve("checkpoint.img")).exists();
      assertThat(status).isEqualTo(new ExitStatus(5));
      // It is written from where the saved container's file ended, so there are NULs before.
      assertThat(out).content().endsWith("n 59\nn 60\n").doesNotContain("n 1\n");
      assertThat(box.runsc().list())
          .extracting(Container::id)
          .containsExactlyElementsOf(
              is2022(real) ? List.of(box.id("saved")) : List.of(box.id("again"), box.id("saved")));
      assertThat(
              failure(() -> box.runsc().checkpoint(box.id("saved"), directory.resolve("other")))
                  .kind())
          .isEqualTo(ErrorKind.WRONG_STATE);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void detachedRestore_leavesContainer(RealRunsc real) throws Exception {
    try (Sandboxes box = real.open(directory)) {
      Path image = directory.resolve("image");
      Path bundle = counting(box, box.id("saved"), COUNT);
      box.runsc().checkpoint(box.id("saved"), image);
      Path pidFile = directory.resolve("pid");
      RestoreOptions options =
          RestoreOptions.builder()
              .detach(true)
              .pidFile(pidFile)
              .userLog(directory.resolve("user-log"))
              .build();

      ExitStatus status = box.runsc().restore(box.id("again"), image, bundle, options);

      assertThat(status.success()).isTrue();
      Container container = box.runsc().state(box.id("again"));
      assertThat(container.status()).isEqualTo(ContainerStatus.RUNNING);
      assertThat(container.pid()).hasValue(PidFile.read(pidFile));
      RunscException missing =
          failure(() -> box.runsc().restore("new", directory.resolve("none"), bundle, options));
      assertThat(missing.kind()).as(missing.getMessage()).isEqualTo(ErrorKind.INVALID_PATH);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void b22_restoreIntoCreated_needsACreatedContainer(RealRunsc real) throws Exception {
    try (Sandboxes box = real.open(directory)) {
      Path image = directory.resolve("image");
      Path bundle = counting(box, box.id("saved"), COUNT);
      box.runsc().checkpoint(box.id("saved"), image);
      RestoreOptions detached = RestoreOptions.builder().detach(true).build();
      box.runsc().create(box.id("created"), bundle);

      if (is2022(real)) {
        RunscException e =
            failure(() -> box.runsc().restoreCreated(box.id("created"), image, detached));
        assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
        assertThat(e)
            .hasMessageContaining("it works since release 20230327.0; this is 0.0~20221219.0");
        assertThat(box.runsc().state(box.id("created")).status())
            .isEqualTo(ContainerStatus.CREATED);
        return;
      }
      ErrorKind missing =
          failure(() -> box.runsc().restoreCreated("nosuch", image, detached)).kind();
      box.runsc().restoreCreated(box.id("created"), image, detached);
      ErrorKind running =
          failure(() -> box.runsc().restoreCreated(box.id("created"), image, detached)).kind();

      assertThat(missing).isEqualTo(ErrorKind.NOT_FOUND);
      assertThat(running).isEqualTo(ErrorKind.WRONG_STATE);
      assertThat(box.runsc().state(box.id("created")).status()).isEqualTo(ContainerStatus.RUNNING);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void b23_checkpointOptions_reachRunsc(RealRunsc real) throws Exception {
    try (Sandboxes box = real.open(directory)) {
      Path image = directory.resolve("image");
      counting(box, box.id("saved"), COUNT);
      CheckpointOptions options =
          CheckpointOptions.builder()
              .leaveRunning(true)
              .compression(Compression.NONE)
              .excludeCommittedZeroPages(true)
              .build();

      if (is2022(real)) {
        RunscException e = failure(() -> box.runsc().checkpoint(box.id("saved"), image, options));
        assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
        assertThat(e).hasMessageContaining("it works since release 20240415.0");
        assertThat(image).doesNotExist();
        return;
      }
      CompletableFuture<Void> made =
          CompletableFuture.runAsync(
              () -> box.runsc().await(box.id("saved"), Milestone.CHECKPOINT));
      await()
          .until(
              () ->
                  box.processes().stream().anyMatch(line -> line.endsWith(" " + box.id("saved"))));
      await().pollDelay(Duration.ofMillis(500)).until(() -> !made.isDone());
      box.runsc().checkpoint(box.id("saved"), image, options);

      made.get(20, TimeUnit.SECONDS);
      assertThat(box.runsc().state(box.id("saved")).status()).isEqualTo(ContainerStatus.RUNNING);
      assertThat(image.resolve("pages.img")).exists();
    }
  }
}
