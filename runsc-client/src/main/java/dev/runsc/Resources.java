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

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Limits of a container: the {@code linux.resources} object of the OCI runtime specification.
 *
 * <p>Of all this, runsc's update keeps processors, memory and the weight of block devices, and
 * silently drops the rest. It crashes if the bundle has no {@code linux.resources} at all, and for
 * a container that is not the first of its sandbox it changes only what is recorded.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Resources {

  private final Map<String, Object> fields;

  private Resources(Map<String, Object> fields) {
    this.fields = fields;
  }

  /**
   * Starts with nothing set.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Reads limits from their JSON.
   *
   * @param json the {@code linux.resources} object
   * @return the limits, with all their fields, known or not
   * @throws IllegalArgumentException if it is not a JSON object, or an empty one
   */
  public static Resources parse(String json) {
    try {
      JsonNode node = Json.DOCUMENT.readTree(json);
      if (!node.isObject()) {
        throw new IllegalArgumentException("limits are a JSON object, not " + node.getNodeType());
      }
      return of(Json.fields(node));
    } catch (JacksonException e) {
      throw new IllegalArgumentException("limits are a JSON object: " + e.getMessage(), e);
    }
  }

  private static Resources of(Map<String, Object> fields) {
    if (fields.isEmpty()) {
      throw new IllegalArgumentException(
          "no limit is set, so there is nothing to update: set one, such as memoryLimit(...)");
    }
    return new Resources(Collections.unmodifiableMap(new LinkedHashMap<>(fields)));
  }

  /**
   * Returns the limits as JSON.
   *
   * @return one object on one line
   */
  public String toJson() {
    return Json.text(fields);
  }

  @Override
  public String toString() {
    return toJson();
  }

  /** Collects limits. Not thread-safe. */
  public static final class Builder {

    private final Map<String, Map<String, Object>> groups = new LinkedHashMap<>();
    private final Map<String, Object> others = new LinkedHashMap<>();

    private Builder() {}

    /**
     * Limits memory.
     *
     * @param bytes the number of bytes
     * @return this builder
     */
    public Builder memoryLimit(long bytes) {
      return part("memory", "limit", bytes);
    }

    /**
     * Sets the soft limit of memory.
     *
     * @param bytes the number of bytes
     * @return this builder
     */
    public Builder memoryReservation(long bytes) {
      return part("memory", "reservation", bytes);
    }

    /**
     * Limits memory and swap space together.
     *
     * @param bytes the number of bytes
     * @return this builder
     */
    public Builder memorySwap(long bytes) {
      return part("memory", "swap", bytes);
    }

    /**
     * Sets the share of processor time.
     *
     * @param shares the weight beside others
     * @return this builder
     */
    public Builder cpuShares(long shares) {
      return part("cpu", "shares", shares);
    }

    /**
     * Limits processor time.
     *
     * @param quotaMicros microseconds in each period
     * @param periodMicros the length of a period in microseconds
     * @return this builder
     */
    public Builder cpuQuota(long quotaMicros, long periodMicros) {
      return part("cpu", "quota", quotaMicros).part("cpu", "period", periodMicros);
    }

    /**
     * Lets the container use time it saved.
     *
     * @param burstMicros microseconds
     * @return this builder
     */
    public Builder cpuBurst(long burstMicros) {
      return part("cpu", "burst", burstMicros);
    }

    /**
     * Limits real-time scheduling.
     *
     * @param runtimeMicros microseconds in each period
     * @param periodMicros the length of a period in microseconds
     * @return this builder
     */
    public Builder cpuRealtime(long runtimeMicros, long periodMicros) {
      return part("cpu", "realtimeRuntime", runtimeMicros)
          .part("cpu", "realtimePeriod", periodMicros);
    }

    /**
     * Chooses processors.
     *
     * @param cpus such as {@code 0-1}
     * @return this builder
     */
    public Builder cpus(String cpus) {
      return part("cpu", "cpus", Arguments.text("cpus", cpus));
    }

    /**
     * Chooses memory nodes.
     *
     * @param mems such as {@code 0}
     * @return this builder
     */
    public Builder mems(String mems) {
      return part("cpu", "mems", Arguments.text("mems", mems));
    }

    /**
     * Lets the container have only the time nobody else wants.
     *
     * @param idle 1 for that
     * @return this builder
     */
    public Builder cpuIdle(long idle) {
      return part("cpu", "idle", idle);
    }

    /**
     * Sets the share of block devices.
     *
     * @param weight 10 to 1000
     * @return this builder
     */
    public Builder blockIoWeight(int weight) {
      return part("blockIO", "weight", weight);
    }

    /**
     * Limits the number of processes, which runsc accepts and does not apply.
     *
     * @param limit the number
     * @return this builder
     */
    public Builder pidsLimit(long limit) {
      return part("pids", "limit", limit);
    }

    /**
     * Sets any field of the specification.
     *
     * @param name its name
     * @param value a text, a number, a boolean, or a list or map of them
     * @return this builder
     */
    public Builder field(String name, Object value) {
      others.put(Arguments.text("name", name), Json.immutable(value));
      return this;
    }

    private Builder part(String group, String name, Object value) {
      groups.computeIfAbsent(group, key -> new LinkedHashMap<>()).put(name, value);
      return this;
    }

    /**
     * Makes the limits.
     *
     * @return the limits
     * @throws IllegalArgumentException if nothing is set
     */
    public Resources build() {
      Map<String, Object> fields = new LinkedHashMap<>();
      groups.forEach((name, group) -> fields.put(name, Json.immutable(group)));
      fields.putAll(others);
      return of(fields);
    }
  }
}
