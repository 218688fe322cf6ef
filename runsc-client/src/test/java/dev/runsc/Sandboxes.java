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
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** A root directory of a real runsc; when it is closed, nothing of it is left. */
final class Sandboxes implements AutoCloseable {

  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final AtomicInteger COUNTER = new AtomicInteger();

  private final String unique =
      "-" + ProcessHandle.current().pid() + "-" + COUNTER.incrementAndGet();
  private final Path directory;
  private final Path root;
  private final Runsc runsc;
  private final RealRunsc real;

  Sandboxes(RealRunsc real, Path directory) {
    this.real = real;
    this.directory = directory;
    this.root = directory.resolve("root");
    this.runsc = builder().build();
  }

  Runsc.Builder builder() {
    return Runsc.builder()
        .command(real.executable())
        .root(root)
        .config("platform", "ptrace")
        .config("network", "none")
        .config("ignore-cgroups", "true")
        .timeout(Duration.ofSeconds(60));
  }

  Runsc runsc() {
    return runsc;
  }

  /**
   * An id of this root alone: 20221219.0 has one name space of ids for all roots of a machine, as
   * its control sockets are abstract.
   */
  String id(String name) {
    return name + unique;
  }

  Path root() {
    return root;
  }

  Path directory() {
    return directory;
  }

  /** A bundle that runs a shell command on the host's files, read-only. */
  Path bundle(String command) {
    return bundle(List.of("/bin/sh", "-c", command), Map.of());
  }

  Path bundle(List<String> args, Map<String, Object> more) {
    Map<String, Object> config = new java.util.LinkedHashMap<>();
    config.put("ociVersion", "1.0.2");
    config.put(
        "process",
        Map.of(
            "args",
            args,
            "cwd",
            "/",
            "env",
            List.of("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")));
    config.put("root", Map.of("path", "/", "readonly", true));
    config.put("mounts", List.of(Map.of("destination", "/proc", "type", "proc", "source", "proc")));
    config.putAll(more);
    Path bundle = directory.resolve("bundle-" + COUNTER.incrementAndGet());
    try {
      Files.createDirectories(bundle);
      Files.writeString(bundle.resolve("config.json"), MAPPER.writeValueAsString(config));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bundle;
  }

  void awaitStatus(String id, ContainerStatus status) {
    await()
        .pollInterval(Duration.ofMillis(50))
        .atMost(Duration.ofSeconds(20))
        .until(() -> runsc.state(id).status() == status);
  }

  /**
   * Waits until a command of runsc can be taken to have reached the sandbox, which nothing tells.
   */
  void awaitProcess(String endOfCommandLine) {
    await().until(() -> processes().stream().anyMatch(line -> line.endsWith(endOfCommandLine)));
    await()
        .pollDelay(Duration.ofMillis(500))
        .until(() -> processes().stream().anyMatch(line -> line.endsWith(endOfCommandLine)));
  }

  /** Processes that have the root directory on their command line, or nothing but a dead one. */
  List<String> processes() {
    try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
      return entries
          .filter(entry -> entry.getFileName().toString().matches("[0-9]+"))
          .map(Sandboxes::commandLine)
          .filter(line -> line.contains(root.toString()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String commandLine(Path process) {
    try {
      byte[] bytes = Files.readAllBytes(process.resolve("cmdline"));
      return new String(bytes, StandardCharsets.UTF_8).replace('\0', ' ').strip();
    } catch (IOException gone) {
      return "";
    }
  }

  @Override
  public void close() {
    for (Container container : runsc.list()) {
      try {
        runsc.delete(container.id(), DeleteOptions.builder().force(true).build());
      } catch (RunscException e) {
        if (e.kind() != ErrorKind.CRASHED) {
          throw e;
        }
        // 20221219.0 crashes deleting a paused container, which is gone all the same.
      }
    }
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(processes()).as("processes left behind").isEmpty());
  }
}
