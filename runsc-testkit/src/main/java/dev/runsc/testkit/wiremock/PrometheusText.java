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

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Metrics in Prometheus' text format, in gVisor's layout. Not thread-safe. */
final class PrometheusText {
  private final Instant time;
  private final Map<String, Metric> metrics = new TreeMap<>();
  private int samples;

  private record Metric(String type, String help, List<String> samples) {}

  PrometheusText(Instant time) {
    this.time = time;
  }

  void gauge(String name, String help, Map<String, String> labels, Number value) {
    add("gauge", name, help, labels, value);
  }

  void counter(String name, String help, Map<String, String> labels, Number value) {
    add("counter", name, help, labels, value);
  }

  private void add(
      String type, String name, String help, Map<String, String> labels, Number value) {
    String number =
        value instanceof Double
            ? String.format(Locale.ROOT, "%f", value.doubleValue())
            : Long.toString(value.longValue());
    metrics
        .computeIfAbsent(name, key -> new Metric(type, help, new ArrayList<>()))
        .samples()
        .add(name + labels(labels) + " " + number + " " + time.toEpochMilli() + "\n");
    samples++;
  }

  private static String labels(Map<String, String> labels) {
    return labels.isEmpty()
        ? ""
        : new TreeMap<>(labels)
            .entrySet().stream()
                .map(label -> label.getKey() + "=" + quote(label.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
  }

  static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  /** How many there are so far. */
  int samples() {
    return samples;
  }

  /** The comment about a part of the data; labels are written as Go does. */
  String snapshot(int points, Map<String, String> labels) {
    return "#   - Snapshot with "
        + points
        + " data points taken at "
        + MetricSandbox.goTime(time)
        + ": "
        + new TreeMap<>(labels)
            .entrySet().stream()
                .map(label -> label.getKey() + ":" + label.getValue())
                .collect(Collectors.joining(" ", "map[", "]"))
        + "\n";
  }

  String render(String title, List<String> snapshots) {
    StringBuilder text = new StringBuilder("# " + title + "\n");
    text.append("# Writing data from ").append(snapshots.size()).append(" snapshots:\n");
    snapshots.forEach(text::append);
    text.append('\n');
    metrics.forEach(
        (name, metric) -> {
          text.append("# HELP ").append(name).append(' ').append(metric.help()).append('\n');
          text.append("# TYPE ").append(name).append(' ').append(metric.type()).append('\n');
          metric.samples().forEach(text::append);
        });
    return text.append("\n# End of metric data.\n").toString();
  }
}
