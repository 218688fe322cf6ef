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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Turns the records of {@code runsc events} into values. */
final class StatsReplies {

  private static final Set<String> EVENT_FIELDS = Set.of("type", "id");
  private static final Set<String> STATS_FIELDS =
      Set.of("cpu", "memory", "pids", "network_interfaces");
  private static final Set<String> CPU_FIELDS = Set.of("usage");
  private static final Set<String> USAGE_FIELDS = Set.of("total", "kernel", "user", "percpu");
  private static final Set<String> MEMORY_FIELDS =
      Set.of("cache", "usage", "swap", "kernel", "kernelTCP", "raw");
  private static final Set<String> PIDS_FIELDS = Set.of("current", "limit");
  private static final Set<String> INTERFACE_FIELDS =
      Set.of(
          "Name",
          "RxBytes",
          "RxPackets",
          "RxErrors",
          "RxDropped",
          "TxBytes",
          "TxPackets",
          "TxErrors",
          "TxDropped");
  private static final String STATS = "stats";

  private final Function<String, RunscOutputException> bad;

  /**
   * Makes a reader.
   *
   * @param bad makes the exception for a problem
   */
  StatsReplies(Function<String, RunscOutputException> bad) {
    this.bad = bad;
  }

  Event event(JsonNode node) {
    if (!node.isObject()) {
      throw bad.apply("an object was expected, not " + Replies.describe(node));
    }
    String type = text(node, "type");
    boolean isStats = STATS.equals(type);
    Map<String, Object> others = Replies.others(node, EVENT_FIELDS);
    if (isStats) {
      others.remove("data");
    }
    return new Event(
        type,
        text(node, "id"),
        isStats ? Optional.of(stats(object(node, "data"))) : Optional.empty(),
        others);
  }

  /** The only record of {@code --stats}. */
  Stats onlyStats(JsonNode node) {
    Event event = event(node);
    return event
        .stats()
        .orElseThrow(
            () ->
                bad.apply("the field \"type\" should be \"stats\", not \"" + event.type() + "\""));
  }

  private Stats stats(JsonNode data) {
    JsonNode usage = data.path("cpu").path("usage");
    return new Stats(
        new Stats.Cpu(
            number(usage, "total"),
            number(usage, "kernel"),
            number(usage, "user"),
            numbers(usage, "percpu")),
        memory(data.path("memory")),
        new Stats.Pids(number(data.path("pids"), "current"), number(data.path("pids"), "limit")),
        interfaces(data.path("network_interfaces")),
        others(data));
  }

  /** Those of a group stand below its name, those of an interface below that of the interface. */
  private Map<String, Object> others(JsonNode data) {
    Map<String, Object> others = Replies.others(data, STATS_FIELDS);
    Map<String, Object> cpu = unknown(data.path("cpu"), CPU_FIELDS);
    put(cpu, "usage", unknown(data.path("cpu").path("usage"), USAGE_FIELDS));
    put(others, "cpu", cpu);
    put(others, "memory", unknown(data.path("memory"), MEMORY_FIELDS));
    put(others, "pids", unknown(data.path("pids"), PIDS_FIELDS));
    Map<String, Object> interfaces = new LinkedHashMap<>();
    for (JsonNode one : data.path("network_interfaces")) {
      put(interfaces, text(one, "Name"), unknown(one, INTERFACE_FIELDS));
    }
    put(others, "network_interfaces", interfaces);
    return others;
  }

  private static Map<String, Object> unknown(JsonNode group, Set<String> known) {
    return group.isObject() ? Replies.others(group, known) : new LinkedHashMap<>();
  }

  private static void put(Map<String, Object> others, String name, Map<String, Object> group) {
    if (!group.isEmpty()) {
      others.put(name, group);
    }
  }

  private Stats.Memory memory(JsonNode memory) {
    Map<String, Long> raw = new LinkedHashMap<>();
    for (String name : memory.path("raw").propertyNames()) {
      number(memory.path("raw"), name).ifPresent(value -> raw.put(name, value));
    }
    return new Stats.Memory(
        number(memory, "cache"),
        entry(memory.path("usage")),
        entry(memory.path("swap")),
        entry(memory.path("kernel")),
        entry(memory.path("kernelTCP")),
        raw);
  }

  private Stats.MemoryEntry entry(JsonNode entry) {
    return new Stats.MemoryEntry(
        number(entry, "usage"),
        number(entry, "limit"),
        number(entry, "max"),
        number(entry, "failcnt"));
  }

  private List<Stats.NetworkInterface> interfaces(JsonNode list) {
    List<Stats.NetworkInterface> interfaces = new ArrayList<>();
    if (list.isMissingNode() || list.isNull()) {
      return interfaces;
    }
    if (!list.isArray()) {
      throw bad.apply(
          "the field \"network_interfaces\" should be a list, not " + Replies.describe(list));
    }
    for (JsonNode element : list) {
      interfaces.add(
          new Stats.NetworkInterface(
              text(element, "Name"),
              number(element, "RxBytes"),
              number(element, "RxPackets"),
              number(element, "RxErrors"),
              number(element, "RxDropped"),
              number(element, "TxBytes"),
              number(element, "TxPackets"),
              number(element, "TxErrors"),
              number(element, "TxDropped")));
    }
    return interfaces;
  }

  private JsonNode object(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isObject()) {
      throw bad.apply(
          "the field \"" + field + "\" should be an object, not " + Replies.describe(value));
    }
    return value;
  }

  private String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isString()) {
      throw bad.apply(
          "the field \"" + field + "\" should be a text, not " + Replies.describe(value));
    }
    return value.stringValue();
  }

  private List<Long> numbers(JsonNode node, String field) {
    List<Long> numbers = new ArrayList<>();
    for (JsonNode element : node.path(field)) {
      numbers.add(
          number(element, field)
              .orElseThrow(
                  () ->
                      bad.apply(
                          "the field \""
                              + field
                              + "\" should be a list of whole numbers, not "
                              + Replies.describe(node.path(field)))));
    }
    return numbers;
  }

  private OptionalLong number(JsonNode node, String field) {
    JsonNode value = node.isObject() ? node.path(field) : node;
    if (value.isMissingNode() || value.isNull()) {
      return OptionalLong.empty();
    }
    if (!value.isIntegralNumber()) {
      throw bad.apply(
          "the field \"" + field + "\" should be a whole number, not " + Replies.describe(value));
    }
    return OptionalLong.of(value.canConvertToLong() ? value.longValue() : Long.MAX_VALUE);
  }
}
