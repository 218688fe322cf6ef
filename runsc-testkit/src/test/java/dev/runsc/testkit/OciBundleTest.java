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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class OciBundleTest {
  @TempDir Path directory;

  private static JsonNode json(String text) {
    return JsonMapper.builder().build().readTree(text);
  }

  @Test
  void defaults_runOnTheHostsFileSystem() {
    assertThat(json(OciBundle.in(directory).config()))
        .isEqualTo(
            json(
                """
                {
                  "ociVersion": "1.0.0",
                  "process": {
                    "user": {"uid": 0, "gid": 0},
                    "args": ["sleep", "1000"],
                    "env": ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],
                    "cwd": "/",
                    "capabilities": {
                      "bounding": ["CAP_AUDIT_WRITE", "CAP_KILL", "CAP_NET_BIND_SERVICE"],
                      "effective": ["CAP_AUDIT_WRITE", "CAP_KILL", "CAP_NET_BIND_SERVICE"],
                      "inheritable": ["CAP_AUDIT_WRITE", "CAP_KILL", "CAP_NET_BIND_SERVICE"],
                      "permitted": ["CAP_AUDIT_WRITE", "CAP_KILL", "CAP_NET_BIND_SERVICE"]
                    }
                  },
                  "root": {"path": "/", "readonly": true},
                  "hostname": "runsc",
                  "mounts": [{"destination": "/proc", "type": "proc", "source": "proc"}],
                  "linux": {
                    "namespaces": [
                      {"type": "pid"}, {"type": "network"}, {"type": "ipc"}, {"type": "uts"},
                      {"type": "mount"}
                    ]
                  }
                }
                """));
  }

  @Test
  void everySetting_isWritten() throws IOException {
    Path bundle =
        OciBundle.in(directory.resolve("a/b"))
            .args("/bin/sh", "-c", "exit 7")
            .env("GREETING", "hello")
            .env("PATH", "/bin")
            .env("GREETING", "bye")
            .cwd("/tmp")
            .user(1000, 1001)
            .terminal(true)
            .hostname("box")
            .writableRoot(Path.of("rootfs"))
            .mount("/data", "/mnt", "bind", "ro", "rbind")
            .mount("tmpfs", "/scratch", "tmpfs")
            .annotation("job", "42")
            .write();

    assertThat(bundle).isEqualTo(directory.resolve("a/b"));
    JsonNode config = json(Files.readString(bundle.resolve("config.json")));
    assertThat(((ObjectNode) config.get("process")).without("capabilities"))
        .isEqualTo(
            json(
                """
                {"user": {"uid": 1000, "gid": 1001}, "args": ["/bin/sh", "-c", "exit 7"],
                 "env": ["PATH=/bin", "GREETING=bye"], "cwd": "/tmp", "terminal": true}
                """));
    assertThat(config.get("root")).isEqualTo(json("{\"path\": \"rootfs\", \"readonly\": false}"));
    assertThat(config.get("hostname").asString()).isEqualTo("box");
    assertThat(config.get("annotations")).isEqualTo(json("{\"job\": \"42\"}"));
    assertThat(config.get("mounts"))
        .isEqualTo(
            json(
                """
                [{"destination": "/proc", "type": "proc", "source": "proc"},
                 {"destination": "/mnt", "type": "bind", "source": "/data",
                  "options": ["ro", "rbind"]},
                 {"destination": "/scratch", "type": "tmpfs", "source": "tmpfs"}]
                """));
  }

  @Test
  void change_leavesTheOriginalAlone() {
    OciBundle original = OciBundle.in(directory);
    String config = original.config();

    assertThat(original.args("true").env("A", "b").mergePatch("{\"root\": null}").config())
        .isNotEqualTo(config);
    assertThat(original.config()).isEqualTo(config);
  }

  @Test
  void mergePatch_mergesReplacesAndRemoves() {
    OciBundle bundle =
        OciBundle.in(directory)
            .mergePatch(
                """
                {"hostname": null, "process": {"args": [], "user": null, "rlimits": []},
                 "linux": null, "hooks": {"poststop": [{"path": "/bin/true"}], "prestart": null}}
                """);

    JsonNode config = json(bundle.config());
    assertThat(config.propertyNames())
        .containsExactlyInAnyOrder("ociVersion", "process", "root", "mounts", "hooks");
    assertThat(config.get("hooks")).isEqualTo(json("{\"poststop\": [{\"path\": \"/bin/true\"}]}"));
    assertThat(config.get("process").get("args")).isEmpty();
    assertThat(config.get("process").propertyNames()).contains("rlimits").doesNotContain("user");
    assertThat(json(bundle.mergePatch("{\"process\": null}").args("true").config()).get("process"))
        .isEqualTo(json("{\"args\": [\"true\"]}"));
  }

  @Test
  void mergePatchThatIsNone_isRefused() {
    OciBundle bundle = OciBundle.in(directory);

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> bundle.mergePatch("{"))
        .withMessageStartingWith("not JSON: ");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> bundle.mergePatch("[]"))
        .withMessage(
            "a patch of config.json is a JSON object, not []; use verbatim() to write something"
                + " else in its place");
  }

  @Test
  void verbatim_isWrittenAsItIsAndNothingAfterItIsLost() throws IOException {
    OciBundle broken = OciBundle.in(directory).verbatim("{not json");

    assertThat(broken.write().resolve("config.json")).hasContent("{not json");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> broken.args("true"))
        .withMessageContaining("would have no effect");
  }

  @Test
  void placeThatCannotBeWritten_isNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> OciBundle.in(file).write())
        .withMessageStartingWith("cannot write the bundle's " + file.resolve("config.json") + ": ");
  }

  @Test
  void variableWithoutAName_isRefused() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> OciBundle.in(directory).env("A=B", "c"))
        .withMessage("not the name of an environment variable: \"A=B\"");
  }

  @Test
  void bundles_areEachInADirectoryOfTheirOwn() {
    Bundles bundles = Bundles.in(directory);

    assertThat(bundles.bundle().directory()).isEqualTo(directory.resolve("bundle-1"));
    assertThat(bundles.bundle().directory()).isEqualTo(directory.resolve("bundle-2"));
    assertThat(bundles.bundle("web").write()).isEqualTo(directory.resolve("web"));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> bundles.bundle("../web"))
        .withMessage("not the name of a directory in " + directory + ": \"../web\"");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> bundles.bundle("/web"));
  }
}
