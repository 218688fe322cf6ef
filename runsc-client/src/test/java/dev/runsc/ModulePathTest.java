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

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A consumer on the module path. */
class ModulePathTest {

  private static final Path CONSUMER = Path.of("src/test/consumer");

  @TempDir private Path directory;

  private static String modulePath() throws Exception {
    List<String> roots = new ArrayList<>(ClassPaths.of(ClassPaths.LIBRARIES));
    // Tests are patched into the module, so its own root is found by a class that is not one.
    roots.add(0, Path.of("target/classes").toAbsolutePath().toString());
    return String.join(File.pathSeparator, roots);
  }

  private static Process jdk(String tool, String... args) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
    command.addAll(List.of(args));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  @Test
  void consumer_compilesAndRunsAsModules() throws Exception {
    Path out = directory.resolve("out");
    Process compiler =
        jdk(
            "javac",
            "--release",
            "17",
            "-Xlint:all",
            "-Werror",
            "-d",
            out.toString(),
            "-p",
            modulePath(),
            CONSUMER.resolve("module-info.java").toString(),
            CONSUMER.resolve("consumer/Main.java").toString());
    String messages = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(compiler.waitFor()).as(messages).isZero();
    Stub stub =
        Stub.in(
            directory,
            "case $* in *list*) echo '[{\"ociVersion\":\"1\",\"id\":\"web\",\"status\":\"running\","
                + "\"pid\":1,\"bundle\":\"/\"}]';; *exec*) echo from-exec;;"
                + " *) echo 'Usage: runsc <flags> <subcommand> <subcommand args>' >&2; exit 128;;"
                + " esac");

    Process process =
        jdk(
            "java",
            "-p",
            out + File.pathSeparator + modulePath(),
            "--add-modules",
            "com.kohlschutter.junixsocket.nativecommon",
            "-m",
            "consumer/consumer.Main",
            stub.script().toString());
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(printed).isZero();
    // Newer JDKs warn of every library with native code.
    assertThat(printed.lines().filter(line -> !line.startsWith("WARNING: ")))
        .filteredOn(line -> !line.isEmpty())
        .containsExactly(
            "web RUNNING", "from-exec", "true", "true", "s", "module dev.runsc module consumer");
  }
}
