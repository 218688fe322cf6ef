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

import com.grack.nanojson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a script can match and answer, seen by a caller. */
class ScriptedCallsTest {
  @TempDir Path directory;

  private FakeRunsc fake;

  @AfterEach
  void close() {
    fake.close();
  }

  private Shell start(String script) {
    return start(FakeOptions.builder().script(Script.parse(script)));
  }

  private Shell start(FakeOptions.Builder options) {
    fake = FakeRunsc.start(directory.resolve("fake"), options.build());
    return Shell.of(directory, fake.executable(), "--root=" + directory.resolve("root"));
  }

  @Test
  void timesAndAfterCalls_areCountedPerContainer() {
    Shell runsc =
        start(
            "{\"replies\": [{\"on\": {\"command\": \"start\"}, \"afterCalls\": 1, \"times\": 2,"
                + " \"perContainer\": true, \"reply\": {\"exit\": 9}}, {\"on\": {}, \"reply\":"
                + " {\"exit\": 1}}]}");

    for (String id : List.of("a", "b")) {
      assertThat(runsc.call("start", id).exit()).isEqualTo(1);
      assertThat(runsc.call("start", id).exit()).isEqualTo(9);
      assertThat(runsc.call("start", id).exit()).isEqualTo(9);
      assertThat(runsc.call("start", id).exit()).isEqualTo(1);
    }
    assertThat(fake.invocations().get(1).reason()).isEqualTo("replies[0] (script:1)");
    assertThat(fake.unusedReplies()).isEmpty();
  }

  @Test
  void unusedReplies_areNamed() {
    start(
        "{\n\"replies\": [\n{\"on\": {\"command\": \"start\", \"id\": \"c1\", \"flags\":"
            + " {\"x\": {\"present\": true}}}, \"reply\": {}}]}");

    assertThat(fake.unusedReplies()).containsExactly("replies[0] (script:3): start c1 --x=present");
  }

  @Test
  void variables_areMatchedButNotRecorded() {
    Shell runsc =
        start(
            "{\"replies\": [{\"on\": {\"environment\": {\"STAGE\": {\"matches\": \"t.*\"}}},"
                + " \"reply\": {\"stdout\": \"{{env:STAGE}} {{env:OTHER}}\"}}]}");

    assertThat(runsc.call("list").stdout()).contains("ID");
    assertThat(runsc.with(Map.of("STAGE", "test 1\n", "OTHER", "o")).call("list").stdout())
        .isEqualTo("test 1\n o");
    assertThat(fake.invocations()).allMatch(call -> call.environment().isEmpty());
  }

  @Test
  void standardInput_isReadBoundedAndRecorded_onlyWhenAllElseMatches() throws Exception {
    Shell runsc =
        start(
            "{\"replies\": [{\"on\": {\"command\": \"exec\", \"stdin\": {\"matches\": \"x+\"}},"
                + " \"reply\": {\"exit\": 5}}]}");
    Path input = Files.writeString(directory.resolve("in"), "x".repeat(100_000));

    Process process =
        new ProcessBuilder(fake.executable().toString(), "exec", "c", "true")
            .redirectInput(input.toFile())
            .redirectErrorStream(true)
            .start();

    assertThat(process.waitFor()).isEqualTo(5);
    assertThat(runsc.call("list").exit()).isZero();
    assertThat(fake.invocations().get(0).stdin().orElseThrow()).hasSize(64 * 1024);
    assertThat(fake.invocations().get(1).stdin()).isEmpty();
  }

  @Test
  void annotations_areThoseOfTheBundleAndOfTheContainer() {
    Shell runsc =
        start(
            "{\"replies\": [{\"on\": {\"annotations\": {\"k\": \"v\"}, \"command\": {\"matches\":"
                + " \"create|start\"}}, \"afterCalls\": 1, \"reply\": {\"exit\": 7}}]}");
    JsonObject config = Bundle.config("x");
    config.put("annotations", new JsonObject(Map.of("k", "v")));
    Path bundle = Bundle.write(directory.resolve("bundle"), config);

    assertThat(runsc.call("create", "--bundle", bundle.toString(), "c1").exit()).isZero();
    assertThat(runsc.call("start", "c1").exit()).isEqualTo(7);
    assertThat(runsc.call("create", "--bundle", bundle.toString(), "c2").exit()).isEqualTo(7);
    assertThat(runsc.call("start", "c2").exit()).isEqualTo(128);
  }

  @Test
  void scriptedCreate_startsAProcessAndWritesItsPidFile() throws Exception {
    Shell runsc =
        start(
            "{\"replies\": [{\"on\": {\"command\": \"create\"}, \"reply\": {\"process\": true,"
                + " \"files\": [{\"flag\": \"pid-file\", \"content\": \"{{pid}}\"}]}}, {\"on\":"
                + " {\"command\": \"state\"}, \"reply\": {\"stdout\": {\"json\": {\"id\":"
                + " \"{{id}}\", \"pid\": \"{{pid}}\"}}}}]}");

    assertThat(runsc.call("create", "--pid-file", "p", "c1").exit()).isZero();
    String pid = Files.readString(directory.resolve("p"));

    assertThat(runsc.call("state", "c1").stdout())
        .isEqualTo("{\"id\":\"c1\",\"pid\":" + pid + "}\n");
    assertThat(Processes.identify(Long.parseLong(pid)).isAlive()).isTrue();
    fake.reset();
    assertThat(Processes.identify(Long.parseLong(pid)).isAlive()).isFalse();
  }

  @Test
  void bytesAndFiles_arriveAsTheyAre() throws Exception {
    Files.write(directory.resolve("bytes"), new byte[] {0, 1, (byte) 0xff, '{', '{', 10});
    Path script =
        Files.writeString(
            directory.resolve("s.json"),
            "{\"replies\": [{\"on\": {\"command\": \"debug\"}, \"reply\": {\"stdout\": {\"file\":"
                + " \"bytes\"}, \"stderr\": {\"base64\": \"/wA=\"}}}]}");
    start(FakeOptions.builder().script(script));

    Process process = new ProcessBuilder(fake.executable().toString(), "debug", "c").start();

    assertThat(process.getInputStream().readAllBytes())
        .isEqualTo(new byte[] {0, 1, (byte) 0xff, '{', '{', 10});
    assertThat(process.getErrorStream().readAllBytes()).isEqualTo(new byte[] {(byte) 0xff, 0});
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void strictRefusal_namesTheClosestEntryAndAllThatDiffers() {
    Shell runsc =
        start(
            FakeOptions.builder()
                .strict(true)
                .script(
                    Script.parse(
                        "{\"replies\": [\n{\"on\": {\"command\": \"delete\", \"id\": \"c1\","
                            + " \"flags\": {\"force\": \"true\"}}, \"reply\": {}},\n{\"on\":"
                            + " {\"command\": \"delete\", \"id\": \"c2\", \"flags\": {\"force\":"
                            + " \"true\"}}, \"reply\": {}}, {\"on\": {\"command\": \"kill\"},"
                            + " \"reply\": {}}]}")));

    assertThat(runsc.call("delete", "c2").stderr())
        .endsWith(
            "\"delete\" \"c2\"; closest is replies[1] (script:3): --force is absent instead of"
                + " \"true\"\n");
    assertThat(runsc.call("delete", "c3").stderr())
        .endsWith(
            "closest is replies[0] (script:2): id is \"c3\" instead of \"c1\"; --force is absent"
                + " instead of \"true\"\n");
  }

  @Test
  void scriptThatNamesAFileElsewhere_isRefused() throws Exception {
    Path script =
        Files.writeString(
            directory.resolve("s.json"),
            "{\"replies\": [{\"on\": {}, \"reply\":\n {\"stdout\": {\"file\": \"../x\"}}}]}");

    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> Script.load(script)))
        .hasMessage(
            script
                + ":2:14: replies[0].reply.stdout.file is \"../x\"; it is a relative path of a"
                + " file beside the script or below");
    start("{}");
  }
}
