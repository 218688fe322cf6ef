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

package com.example.coderunner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runsc.Runsc;
import dev.runsc.fake.Workload;
import dev.runsc.testkit.RunscExtension;
import dev.runsc.testkit.RunscSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(RunscExtension.class)
@RunscSettings(workload = Workload.HOST)
class HttpServiceTest {
  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir Path workspace;

  private HttpService service;

  @BeforeEach
  void start(Runsc runsc) throws IOException {
    SnippetRunner runner = new SnippetRunner(runsc, workspace, Path.of("/"), Limits.DEFAULTS);
    service = HttpService.start(runner, 0, 2);
  }

  @AfterEach
  void stop(Runsc runsc) {
    service.close();

    assertThat(runsc.list()).isEmpty();
    assertThat(workspace).isEmptyDirectory();
  }

  private HttpRequest post(String body) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + "/run"))
        .timeout(Duration.ofMinutes(3))
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private HttpResponse<String> send(String body) throws Exception {
    return client.send(post(body), BodyHandlers.ofString());
  }

  @Test
  void snippet_isAnsweredWithItsEnd() throws Exception {
    HttpResponse<String> response =
        send("{\"language\": \"sh\", \"code\": \"cat; exit 3\", \"stdin\": \"héllo\"}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(response.body())
        .isEqualTo(
            "{\"outcome\":\"finished\",\"exitCode\":3,\"stdout\":\"héllo\",\"stdoutBytes\":6,"
                + "\"stderr\":\"\",\"stderrBytes\":0}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"language\": \"sh\"} | code: there is nothing to run",
        "{\"code\": \"true\"} | language: one of sh, python is needed",
        "{\"language\": \"cobol\", \"code\": \"x\"} | not one of the values accepted",
        "{\"language\": \"sh\", \"code\": \"a\\u0000b\"} | none of them NUL",
        "{\"language\": | end-of-input",
        "`` | end-of-input",
      })
  void requestThatIsNone_isRefusedWithTheReason(String body, String reason) throws Exception {
    HttpResponse<String> response = send(body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains(reason);
  }

  @Test
  void otherMethodsAndHugeRequests_areRefused() throws Exception {
    HttpRequest get = HttpRequest.newBuilder(post("").uri()).GET().build();

    assertThat(client.send(get, BodyHandlers.discarding()).statusCode()).isEqualTo(405);
    assertThat(send(" ".repeat(1 << 21)).statusCode()).isEqualTo(413);
  }

  @Test
  void moreThanThereAreSlots_areSentAway() {
    String endless = "{\"language\": \"sh\", \"code\": \"sleep 2\"}";

    List<CompletableFuture<HttpResponse<String>>> all =
        IntStream.range(0, 6)
            .mapToObj(i -> client.sendAsync(post(endless), BodyHandlers.ofString()))
            .toList();

    List<Integer> codes = all.stream().map(one -> one.join().statusCode()).toList();
    assertThat(codes).filteredOn(code -> code == 200).hasSizeBetween(2, 5);
    assertThat(codes).filteredOn(code -> code == 429).hasSizeBetween(1, 4);
    assertThat(codes).hasSize(6).containsOnly(200, 429);
  }

  @Test
  @RunscSettings(
      script =
          """
          {"faults": [{"on": {"command": "create"}, "fault": {"type": "disk-full"}}]}
          """)
  void troubleOfTheHost_isNotShownToTheWorld() throws Exception {
    HttpResponse<String> response = send("{\"language\": \"sh\", \"code\": \"true\"}");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).contains("not-run").doesNotContain(workspace.toString(), "space");
  }

  @Test
  void closing_endsWhatRuns(Runsc runsc) throws Exception {
    client.sendAsync(
        post("{\"language\": \"sh\", \"code\": \"sleep 1000\"}"), BodyHandlers.ofString());
    while (runsc.list().isEmpty()) {
      // Each look takes a few milliseconds.
      assertThat(workspace).exists();
    }

    service.close();

    assertThat(runsc.list()).isEmpty();
    assertThat(workspace).isEmptyDirectory();
  }
}
