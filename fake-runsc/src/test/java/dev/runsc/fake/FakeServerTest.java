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

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FakeServerTest {
  private static final int REMOVERS = 4;

  @TempDir Path directory;

  /** A machine that ended all processes at once leaves directories that every server finds. */
  @Test
  void directoryOfTheDead_isRemovedByTheNextServer() throws Exception {
    Path dead = Files.createTempDirectory("fake-runsc-");
    Process ended = new ProcessBuilder("true").start();
    String identity = Processes.identify(ended.pid()).toText();
    ended.waitFor();
    Files.writeString(dead.resolve("guard"), identity);

    FakeServer.start().close();

    assertThat(dead).doesNotExist();
  }

  /** The removers overtake each other all the time: who is ahead has the work. */
  @Test
  void treesAreRemovedByManyAtOnce() throws Exception {
    List<Path> trees = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Path tree = Files.createDirectory(directory.resolve("tree" + i));
      for (int j = 0; j < 30; j++) {
        Files.writeString(Files.createDirectory(tree.resolve("slot" + j)).resolve("0"), "");
      }
      trees.add(tree);
    }

    ExecutorService threads = Executors.newFixedThreadPool(REMOVERS);
    try {
      CyclicBarrier ready = new CyclicBarrier(REMOVERS);
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < REMOVERS; i++) {
        ends.add(
            threads.submit(
                () -> {
                  ready.await();
                  trees.forEach(FakeHome::removeTree);
                  return null;
                }));
      }
      for (Future<?> end : ends) {
        end.get();
      }
    } finally {
      threads.shutdown();
    }

    assertThat(trees).allSatisfy(tree -> assertThat(tree).doesNotExist());
  }

  /** A file that this process wrote could be open still in a child that another thread starts. */
  @Test
  void executables_areLinksToOneThatAChildWrote() throws Exception {
    try (FakeServer server = FakeServer.start();
        FakeRunsc one = FakeRunsc.start(directory.resolve("a"), FakeOptions.defaults(), server);
        FakeRunsc other = FakeRunsc.start(directory.resolve("b"), FakeOptions.defaults(), server)) {
      assertThat(Files.isSameFile(one.executable(), other.executable())).isTrue();
      Path link = Files.createSymbolicLink(directory.resolve("link"), one.executable());
      assertThat(run(link.toString())).isEqualTo(run(one.executable().toString())).isZero();
      assertThat(one.invocations()).hasSize(2);
    }
    assertThat(FakeRunsc.init(directory.resolve("b"), FakeOptions.defaults())).isExecutable();
    Path astray = Files.copy(directory.resolve("b/runsc"), directory.resolve("astray"));
    assertThat(run(astray.toString())).isEqualTo(125);
  }

  /** An engine in memory serves fakes on the disk; nothing of it is left there. */
  @Test
  void fakesOnAnotherFileSystem_haveOneToLinkToThere() throws Exception {
    Path disk = Files.createTempDirectory("fakes-");
    Path made;
    try (FakeServer server = FakeServer.start();
        FakeRunsc one = FakeRunsc.start(disk.resolve("a"), FakeOptions.defaults(), server);
        FakeRunsc other = FakeRunsc.start(disk.resolve("b"), FakeOptions.defaults(), server)) {
      made = server.executableFor(disk);

      assertThat(Files.isSameFile(one.executable(), made)).isTrue();
      assertThat(Files.isSameFile(other.executable(), made)).isTrue();
      assertThat(run(one.executable().toString())).isZero();
    } finally {
      FakeHome.removeTree(disk);
    }
    assertThat(made.getParent()).doesNotExist();
  }

  private static int run(String executable) throws Exception {
    return new ProcessBuilder(executable, "--version")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /** What a caller that was killed has not read. */
  @Test
  void unreadAnswer_isThrownAway(@TempDir Path directory) throws Exception {
    Path fifo = directory.resolve("fifo");
    assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();

    try (RandomAccessFile pipe = new RandomAccessFile(fifo.toFile(), "rw")) {
      pipe.write(new byte[5_000]);
      FakeServer.drain(new FileInputStream(pipe.getFD()));
      pipe.write('x');

      assertThat(pipe.read()).isEqualTo('x');
    }
  }
}
