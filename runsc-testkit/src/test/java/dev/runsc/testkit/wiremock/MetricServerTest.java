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

package dev.runsc.testkit.wiremock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runsc.DeleteOptions;
import dev.runsc.Runsc;
import dev.runsc.Signal;
import dev.runsc.fake.FakeRunsc;
import dev.runsc.testkit.Bundles;
import dev.runsc.testkit.RunscExtension;
import dev.runsc.testkit.RunscTarget;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunscExtension.class)
class MetricServerTest {
  private static final Pattern LABELS =
      Pattern.compile("([a-zA-Z_]\\w*)=\"((?:[^\"\\\\\\n]|\\\\[\\\\\"n])*)\"(?:,(?!\\})|(?=\\}))");
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][\\w:]*)(\\{.+\\})? (-?[0-9]+(?:\\.[0-9]+)?) ([0-9]{13})");

  private final HttpClient client = HttpClient.newHttpClient();
  private MetricServer metrics;
  private Runsc runsc;
  private String root;

  /** One sample, parsed strictly. */
  private record Sample(String name, Map<String, String> labels, double value) {
    static Sample parse(String line) {
      Matcher sample = SAMPLE.matcher(line);
      assertThat(sample.matches()).as(line).isTrue();
      Map<String, String> labels = new LinkedHashMap<>();
      if (sample.group(2) != null) {
        Matcher label = LABELS.matcher(sample.group(2));
        int end = 1;
        while (label.find(end) && label.start() == end) {
          assertThat(labels.put(label.group(1), label.group(2))).as(line).isNull();
          end = label.end();
        }
        assertThat(sample.group(2).substring(end)).as(line).isEqualTo("}");
        assertThat(List.copyOf(labels.keySet())).as(line).isSorted();
      }
      return new Sample(sample.group(1), labels, Double.parseDouble(sample.group(3)));
    }
  }

  @BeforeEach
  void start(Runsc plain, FakeRunsc fake, RunscTarget target) {
    metrics = MetricServer.start(fake, target.root());
    runsc = plain.toBuilder().config("metric-server", metrics.address()).build();
    root = target.root().toString();
  }

  @AfterEach
  void stop() {
    metrics.close();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(metrics.url(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String form) throws Exception {
    return client.send(
        HttpRequest.newBuilder(metrics.url(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Every block is HELP, TYPE, samples of that name, and blocks are sorted and not repeated. */
  private static List<Sample> parse(String text) {
    List<Sample> samples = new java.util.ArrayList<>();
    List<String> names = new java.util.ArrayList<>();
    String typed = "";
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("# HELP ")) {
        names.add(line.split(" ", 4)[2]);
      } else if (line.startsWith("# TYPE ")) {
        assertThat(line).matches("# TYPE \\S+ (gauge|counter)");
        typed = line.split(" ", 4)[2];
        assertThat(typed).isEqualTo(names.get(names.size() - 1));
      } else if (!line.isEmpty() && !line.startsWith("# ") && !line.startsWith("#   - ")) {
        Sample sample = Sample.parse(line);
        assertThat(sample.name()).isEqualTo(typed);
        samples.add(sample);
      }
    }
    assertThat(names).isSorted().doesNotHaveDuplicates();
    return samples;
  }

  private List<Sample> scrape() throws Exception {
    return parse(get("/metrics").body());
  }

  private static List<String> told(List<Sample> samples) {
    return samples.stream()
        .filter(sample -> sample.name().equals("runsc_meta_sandbox_presence"))
        .map(sample -> sample.labels().get("sandbox"))
        .toList();
  }

  private static double value(List<Sample> samples, String name) {
    return samples.stream()
        .filter(sample -> sample.name().equals(name))
        .map(Sample::value)
        .findFirst()
        .orElse(-1.0);
  }

  @Test
  void withoutSandboxes_onlyTheServerIsTold() throws Exception {
    HttpResponse<String> response = get("/metrics");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
    assertThat(response.body())
        .startsWith(
            "# Data for runsc metric server exporting data for sandboxes in root directory "
                + root
                + "\n# Writing data from 2 snapshots:\n#   - Snapshot with 3 data points taken at ")
        .endsWith("\n\n# End of metric data.\n");
    assertThat(parse(response.body()))
        .extracting(Sample::name)
        .containsExactly(
            "process_start_time_seconds",
            "runsc_meta_num_sandboxes_broken_metrics",
            "runsc_meta_num_sandboxes_running",
            "runsc_meta_num_sandboxes_total");
  }

  @Test
  void sandboxes_areToldAsLongAsTheyLive(Runsc plain, Bundles bundles, FakeRunsc fake)
      throws Exception {
    runsc.create("created", bundles.bundle().write());
    runsc.create("running", bundles.bundle().write());
    runsc.start("running");
    plain.create("unasked", bundles.bundle().write());
    int calls = fake.invocations().size();

    List<Sample> both = scrape();
    assertThat(fake.invocations()).hasSize(calls);
    runsc.kill("running", Signal.KILL);
    runsc.delete("created", DeleteOptions.builder().force(true).build());
    org.awaitility.Awaitility.await().until(() -> told(scrape()).isEmpty());
    List<Sample> none = scrape();

    assertThat(told(both)).containsExactly("created", "running");
    assertThat(value(both, "runsc_meta_num_sandboxes_running")).isEqualTo(2);
    assertThat(value(none, "runsc_meta_num_sandboxes_running")).isZero();
    assertThat(value(none, "runsc_meta_num_sandboxes_total")).isEqualTo(2);
  }

  @Test
  void sandbox_hasItsMetadata(Bundles bundles) throws Exception {
    runsc.toBuilder().config("network", "none").build().create("web", bundles.bundle().write());

    List<Sample> samples = scrape();

    assertThat(samples)
        .filteredOn(sample -> sample.name().equals("runsc_meta_sandbox_metadata"))
        .singleElement()
        .satisfies(
            sample ->
                assertThat(sample.labels())
                    .containsOnlyKeys(
                        "coretags",
                        "cpuarch",
                        "experiment",
                        "fsmode",
                        "go",
                        "iteration",
                        "network",
                        "numcores",
                        "overlay",
                        "platform",
                        "sandbox",
                        "version")
                    .containsEntry("network", "none"));
    assertThat(samples)
        .filteredOn(sample -> sample.name().equals("runsc_meta_spec_metadata"))
        .singleElement()
        .satisfies(
            sample ->
                assertThat(sample.labels())
                    .containsEntry("hasuid0", "true")
                    .containsEntry("ociversion", "1.0.0")
                    .containsEntry("sandbox", "web"));
    assertThat(samples)
        .filteredOn(sample -> sample.name().equals("runsc_meta_sandbox_capabilities"))
        .extracting(sample -> sample.labels().get("capability"))
        .contains("KILL", "NET_BIND_SERVICE");
    assertThat(parse(get("/metrics?runsc-capability-filter=%5EKI").body()))
        .filteredOn(sample -> sample.name().equals("runsc_meta_sandbox_capabilities"))
        .extracting(sample -> sample.labels().get("capability"))
        .containsExactly("KILL");
    assertThat(value(samples, "runsc_meta_sandbox_creation_time_seconds"))
        .isBetween(System.currentTimeMillis() / 1e3 - 600, System.currentTimeMillis() / 1e3 + 1);
  }

  @Test
  void idThatIsTheBeginningOfAnother_isLeftOut(Bundles bundles) throws Exception {
    runsc.create("web", bundles.bundle().write());
    List<Sample> alone = scrape();
    runsc.create("web-2", bundles.bundle().write());
    List<Sample> hidden = scrape();

    assertThat(told(alone)).containsExactly("web");
    assertThat(told(hidden)).containsExactly("web-2");
    assertThat(value(hidden, "runsc_meta_num_sandboxes_total")).isEqualTo(2);
  }

  @Test
  void sameIdAgain_isAnotherIteration(Bundles bundles) throws Exception {
    runsc.create("web", bundles.bundle().write());
    String first = iteration();
    runsc.delete("web", DeleteOptions.builder().force(true).build());
    runsc.create("web", bundles.bundle().write());

    assertThat(first).matches("[0-9a-z]+").isNotEqualTo(iteration());
  }

  private String iteration() throws Exception {
    return scrape().stream()
        .filter(sample -> sample.name().equals("runsc_meta_sandbox_presence"))
        .map(sample -> sample.labels().get("iteration"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void filter_isForMetricsOfSandboxes(Bundles bundles) throws Exception {
    runsc.create("web", bundles.bundle().write());
    metrics.count("web", "fs_opens", Map.of(), 12);
    metrics.count("web", "fs_reads", Map.of(), 0);
    metrics.count("web", "unimplemented_syscalls", Map.of("sysno", "4\"2\\"), 1);
    metrics.count("gone", "fs_opens", Map.of(), 3);

    List<Sample> all = scrape();
    HttpResponse<String> got = get("/metrics?runsc-sandbox-metrics-filter=fs_.*");
    HttpResponse<String> posted = post("/metrics", "runsc-sandbox-metrics-filter=fs_.*");
    HttpResponse<String> escaped = get("/metrics%3Frunsc-sandbox-metrics-filter=fs_.*");

    assertThat(value(all, "runsc_fs_opens")).isEqualTo(12);
    assertThat(all)
        .filteredOn(sample -> sample.name().startsWith("runsc_") && !sample.name().contains("meta"))
        .extracting(Sample::name)
        .containsExactly("runsc_fs_opens", "runsc_unimplemented_syscalls");
    for (HttpResponse<String> filtered : List.of(got, posted, escaped)) {
      assertThat(filtered.body())
          .contains(" (filtered using regular expression: \"fs_.*\")\n")
          .contains("runsc_fs_opens{")
          .contains("runsc_meta_sandbox_presence{")
          .doesNotContain("unimplemented");
    }
    assertThat(get("/metrics?runsc-sandbox-metrics-filter=(").body())
        .isEqualTo("provided metric filter is not a valid regular expression\n");
  }

  @Test
  void healthCheck_wantsTheRoot() throws Exception {
    String mismatch = "this metric server is configured to serve root directory: " + root + "\n";

    assertThat(post("/runsc-metrics/healthcheck", "root=" + root).body())
        .isEqualTo("runsc-metrics:OK");
    assertThat(post("/runsc-metrics/healthcheck", "root=/other"))
        .satisfies(response -> assertThat(response.statusCode()).isEqualTo(400))
        .satisfies(response -> assertThat(response.body()).isEqualTo(mismatch));
    assertThat(get("/runsc-metrics/healthcheck"))
        .satisfies(response -> assertThat(response.statusCode()).isEqualTo(400))
        .satisfies(response -> assertThat(response.body()).isEqualTo(mismatch));
  }

  @Test
  void otherPaths_areNotFound() throws Exception {
    assertThat(get("/").body()).contains("<a href=\"/metrics\">");
    assertThat(get("/nothing"))
        .satisfies(response -> assertThat(response.statusCode()).isEqualTo(404))
        .satisfies(response -> assertThat(response.body()).isEqualTo("path not found\n"));
  }

  @Test
  void countersThatPrometheusWouldRefuse_areRefused() {
    assertThatThrownBy(() -> metrics.count("web", "fs-opens", Map.of(), 1))
        .hasMessage("not a name for Prometheus: \"fs-opens\"");
    assertThatThrownBy(() -> metrics.count("web", "fs_opens", Map.of(), -1))
        .hasMessage("a counter does not go below 0: -1");
  }
}
