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

import dev.runsc.fake.FakeContainer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A sandbox as the metric server tells of it.
 *
 * @param first its first container, which has its id
 * @param specs the config.json of all its containers
 * @param release the release that is imitated
 */
record MetricSandbox(FakeContainer first, List<JsonNode> specs, String release) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** How Go writes a time. */
  private static final DateTimeFormatter GO_TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendLiteral(" +0000 UTC")
          .toFormatter(Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  static MetricSandbox of(FakeContainer first, List<FakeContainer> members, String release) {
    return new MetricSandbox(
        first, members.stream().map(one -> JSON.readTree(one.config())).toList(), release);
  }

  static String goTime(Instant time) {
    return GO_TIME.format(time);
  }

  String id() {
    return first.id();
  }

  Instant createdAt() {
    return first.createdAt();
  }

  /** What every sample has; the iteration tells sandboxes of one id apart. */
  Map<String, String> labels() {
    return labels(Map.of());
  }

  Map<String, String> labels(Map<String, String> more) {
    Map<String, String> labels = new TreeMap<>(more);
    byte[] digest =
        Checksums.digest(
            "SHA-256", (id() + ":" + goTime(createdAt())).getBytes(StandardCharsets.UTF_8));
    labels.put("iteration", Long.toUnsignedString(ByteBuffer.wrap(digest).getLong(), 36));
    labels.put("sandbox", id());
    annotation(labels, "pod_name", "io.kubernetes.cri.sandbox-name");
    annotation(labels, "namespace_name", "io.kubernetes.cri.sandbox-namespace");
    return labels;
  }

  private void annotation(Map<String, String> labels, String label, String name) {
    String value = JSON.readTree(first.config()).path("annotations").path(name).asString("");
    if (!value.isEmpty()) {
      labels.put(label, value);
    }
  }

  Map<String, String> metadata() {
    return labels(
        Map.of(
            "coretags", flag("enable-core-tags", "false"),
            "cpuarch", architecture(),
            "experiment", "",
            "fsmode", flag("directfs", "true").equals("true") ? "directfs" : "goferfs",
            "go", "go0.fake",
            "network", flag("network", "sandbox"),
            "numcores", Integer.toString(Runtime.getRuntime().availableProcessors()),
            "overlay", flag("overlay2", "root:self"),
            "platform", flag("platform", "systrap"),
            "version", "release-" + release));
  }

  private static String architecture() {
    String name = System.getProperty("os.arch");
    return name.equals("aarch64") ? "arm64" : name;
  }

  private String flag(String name, String otherwise) {
    return first.globalFlags().getOrDefault(name, otherwise);
  }

  Map<String, String> specMetadata() {
    TreeSet<String> versions = new TreeSet<>();
    boolean root = false;
    for (JsonNode spec : specs) {
      versions.add(spec.path("ociVersion").asString(""));
      root |= spec.path("process").path("user").path("uid").asInt(0) == 0;
    }
    return labels(
        Map.of(
            "hasuid0", Boolean.toString(root),
            "nvproxy", annotated("dev.gvisor.internal.nvproxy"),
            "ociversion", versions.size() == 1 ? versions.first() : "INCONSISTENT",
            "tpuproxy", annotated("dev.gvisor.internal.tpuproxy")));
  }

  private String annotated(String name) {
    return Boolean.toString(
        specs.stream()
            .anyMatch(spec -> spec.path("annotations").path(name).asString("").equals("true")));
  }

  /** Of all containers, in any of their sets. */
  List<String> capabilities() {
    TreeSet<String> all = new TreeSet<>();
    for (JsonNode spec : specs) {
      for (JsonNode set : spec.path("process").path("capabilities")) {
        set.forEach(one -> all.add(one.asString()));
      }
    }
    return List.copyOf(all);
  }
}
