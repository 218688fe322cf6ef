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

package dev.runsc.conformance.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in one file, run by the JDK's own shell. */
class OneFileTest {
  private static final String CLASS_PATH =
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

  @Test
  void script_runsInJshell(@TempDir Path directory) throws IOException, InterruptedException {
    Path output = directory.resolve("output");
    Process jshell =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jshell").toString(),
                // Its preferences would go to the user's home.
                "-J-Djava.util.prefs.userRoot=" + directory,
                "-R-Djava.io.tmpdir=" + directory,
                "--class-path",
                CLASS_PATH,
                Document.ROOT.resolve("examples/one-file/try-it.jsh").toString())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectError(directory.resolve("errors").toFile())
            .redirectOutput(output.toFile())
            .start();
    boolean ended = jshell.waitFor(3, TimeUnit.MINUTES);
    jshell.destroyForcibly();

    assertThat(ended).isTrue();
    assertThat(Files.readString(output, UTF_8))
        .isEqualTo("try-it is RUNNING\ncreate\nstart\nlist\n");
  }
}
