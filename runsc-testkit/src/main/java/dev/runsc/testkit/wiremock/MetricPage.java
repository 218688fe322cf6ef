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
import dev.runsc.fake.FakeRunsc;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;

/** What the metric server tells of the sandboxes below a root directory. Thread-safe. */
final class MetricPage {
  private static final String PREFIX = "runsc_";
  private static final String META = PREFIX + "meta_";
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  private final FakeRunsc fake;
  private final Path root;
  private final Instant start = Instant.now();
  private final ConcurrentMap<Counter, Long> counters = new ConcurrentHashMap<>();
  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private volatile String address = "";

  private record Counter(String sandboxId, String name, Map<String, String> labels) {}

  MetricPage(FakeRunsc fake, Path root) {
    this.fake = fake;
    this.root = root;
  }

  void serve(String chosen) {
    this.address = chosen;
  }

  Path root() {
    return root;
  }

  void count(String sandboxId, String name, Map<String, String> labels, long value) {
    requireName(name);
    labels.keySet().forEach(MetricPage::requireName);
    if (value < 0) {
      throw new IllegalArgumentException("a counter does not go below 0: " + value);
    }
    counters.put(new Counter(sandboxId, name, Map.copyOf(labels)), value);
  }

  private static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a name for Prometheus: \"" + name + "\"");
    }
  }

  String text(Optional<Pattern> filter, Optional<Pattern> capabilityFilter) {
    Instant now = Instant.now();
    List<MetricSandbox> sandboxes = sandboxes();
    PrometheusText text = new PrometheusText(now);
    server(text, sandboxes.size());
    List<String> snapshots = new ArrayList<>();
    for (MetricSandbox sandbox : sandboxes) {
      sandbox(text, sandbox, capabilityFilter);
    }
    // The server's own metrics and those of its process are a snapshot each.
    snapshots.add(text.snapshot(text.samples() - 1, Map.of()));
    snapshots.add(text.snapshot(1, Map.of()));
    for (MetricSandbox sandbox : sandboxes) {
      int before = text.samples();
      counters(text, sandbox, filter);
      snapshots.add(text.snapshot(text.samples() - before, sandbox.labels()));
    }
    return text.render(title(filter), snapshots);
  }

  private String title(Optional<Pattern> filter) {
    return "Data for runsc metric server exporting data for sandboxes in root directory "
        + root
        + filter
            .map(
                one ->
                    " (filtered using regular expression: "
                        + PrometheusText.quote(one.pattern())
                        + ")")
            .orElse("");
  }

  /** Those that are told of; noting those that were seen, also if they are not told of. */
  private List<MetricSandbox> sandboxes() {
    List<FakeContainer> all = fake.containers(root);
    List<MetricSandbox> told = new ArrayList<>();
    for (FakeContainer one : all) {
      if (one.id().equals(one.sandboxId()) && isServed(one)) {
        known.add(one.id() + " " + one.createdAt());
        if (all.stream().noneMatch(other -> hides(other, one))) {
          told.add(MetricSandbox.of(one, members(all, one), fake.options().release()));
        }
      }
    }
    return told;
  }

  private boolean isServed(FakeContainer one) {
    return one.globalFlags()
            .getOrDefault("metric-server", "")
            .replace("%RUNTIME_ROOT%", root.toString())
            .equals(address)
        && !one.status().equals("stopped");
  }

  /** A sandbox is loaded by its id as it would be typed, and that is ambiguous then. */
  private static boolean hides(FakeContainer other, FakeContainer one) {
    return !other.sandboxId().equals(one.sandboxId())
        && other.sandboxId().startsWith(one.sandboxId());
  }

  private static List<FakeContainer> members(List<FakeContainer> all, FakeContainer one) {
    return all.stream().filter(other -> other.sandboxId().equals(one.sandboxId())).toList();
  }

  private void server(PrometheusText text, int running) {
    text.gauge(
        "process_start_time_seconds", "When this server was started.", Map.of(), seconds(start));
    text.gauge(META + "num_sandboxes_running", "Sandboxes that run.", Map.of(), running);
    text.gauge(
        META + "num_sandboxes_broken_metrics",
        "Sandboxes that run and cannot tell their metrics.",
        Map.of(),
        0);
    text.counter(META + "num_sandboxes_total", "Sandboxes seen so far.", Map.of(), known.size());
  }

  private static void sandbox(
      PrometheusText text, MetricSandbox sandbox, Optional<Pattern> capabilityFilter) {
    Map<String, String> labels = sandbox.labels();
    text.gauge(META + "sandbox_presence", "1 for each known sandbox.", labels, 1);
    text.gauge(META + "sandbox_running", "1 for each sandbox that runs.", labels, 1);
    text.gauge(
        META + "sandbox_creation_time_seconds",
        "When the sandbox was created.",
        labels,
        seconds(sandbox.createdAt()));
    text.gauge(META + "sandbox_metadata", "What the sandbox was made with.", sandbox.metadata(), 1);
    text.gauge(META + "spec_metadata", "What its bundles say.", sandbox.specMetadata(), 1);
    for (String capability : new LinkedHashSet<>(sandbox.capabilities())) {
      String bare = capability.replaceFirst("^CAP_", "");
      if (capabilityFilter.isEmpty()
          || capabilityFilter.get().matcher(capability).find()
          || capabilityFilter.get().matcher(bare).find()) {
        text.gauge(
            META + "sandbox_capabilities",
            "1 for each Linux capability that a container of the sandbox has.",
            sandbox.labels(Map.of("capability", bare)),
            1);
      }
    }
  }

  private void counters(PrometheusText text, MetricSandbox sandbox, Optional<Pattern> filter) {
    counters.forEach(
        (counter, value) -> {
          if (counter.sandboxId().equals(sandbox.id())
              && value != 0
              && (filter.isEmpty() || filter.get().matcher(counter.name()).find())) {
            text.counter(
                PREFIX + counter.name(),
                "Counted in the sandbox.",
                sandbox.labels(counter.labels()),
                value);
          }
        });
  }

  private static Number seconds(Instant time) {
    return Double.valueOf(
        String.format(Locale.ROOT, "%d.%09d", time.getEpochSecond(), time.getNano()));
  }
}
