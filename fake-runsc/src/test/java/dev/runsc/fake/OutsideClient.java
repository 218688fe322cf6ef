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

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** A program that drives runtimes such as runsc, and what of Debian it is made of. */
enum OutsideClient {
  CTR("ctr", "containerd", List.of("containerd", "ctr", "containerd-shim-runc-v2")),
  DOCKERD("dockerd", "docker.io", List.of("dockerd", "docker", "containerd", "runc")),
  GO_RUNC("go-runc", "golang-go golang-github-containerd-go-runc-dev", List.of("go"));

  /** Where Debian's packages have the sources of libraries. */
  static final Path GO_PATH = Path.of("/usr/share/gocode");

  private static final String REQUIRED = "RUNSC_REQUIRE_CLIENTS";

  private final String name;
  private final String packages;
  private final List<String> programs;

  OutsideClient(String name, String packages, List<String> programs) {
    this.name = name;
    this.packages = packages;
    this.programs = programs;
  }

  /** Ends the test here unless this client can be used. */
  void require() {
    List<String> missing = new ArrayList<>();
    programs.stream().filter(program -> find(program) == null).forEach(missing::add);
    if (this == GO_RUNC
        && !Files.isDirectory(GO_PATH.resolve("src/github.com/containerd/go-runc"))) {
      missing.add("the sources of go-runc");
    }
    String message = "the life driven by " + name + " was not run: ";
    if (!missing.isEmpty()) {
      message += String.join(", ", missing) + " missing; apt-get install " + packages;
    } else if (!RealRunsc.isRoot()) {
      message += "it needs root";
    } else {
      return;
    }
    if (RealRunsc.env(REQUIRED).filter(list -> RealRunsc.asks(list, name)).isPresent()) {
      throw new AssertionError(message + " (" + REQUIRED + " asks for it)");
    }
    throw new TestAbortedException(message);
  }

  private static Path find(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  /** A server of this client's, which ends with the test. */
  record Daemon(Process process, Path log) implements AutoCloseable {
    private static final long SECONDS = 60;

    static Daemon start(Path directory, Path socket, List<String> command) {
      Path log = directory.resolve("daemon.log");
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(log.toFile())
                .start();
        Daemon daemon = new Daemon(process, log);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!Files.exists(socket)) {
          if (!process.isAlive() || System.nanoTime() > end) {
            daemon.close();
            throw new AssertionError(command + " did not start: " + Files.readString(log));
          }
          process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        return daemon;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }

    /** Ends it the way it wants to be ended, for it unmounts what it has mounted. */
    @Override
    public void close() {
      process.destroy();
      try {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
          throw new AssertionError(process.info().commandLine() + " had to be killed");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }
}
