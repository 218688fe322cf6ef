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
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a container uses. runsc leaves most of these numbers out; what it does not tell is empty
 * here. A number that does not fit a {@code long} is {@link Long#MAX_VALUE}.
 *
 * @param cpu processor time
 * @param memory memory
 * @param pids processes
 * @param networkInterfaces network interfaces; empty also on releases before 20240422.0, which do
 *     not tell them
 * @param otherFields fields this library does not know, by name, as for {@link
 *     Container#otherFields()}; those of a group, such as {@code memory}, in a map below its name,
 *     those of an interface below {@code network_interfaces} and its name
 * @since 0.1.0
 */
public record Stats(
    Cpu cpu,
    Memory memory,
    Pids pids,
    List<NetworkInterface> networkInterfaces,
    Map<String, Object> otherFields) {

  /**
   * Copies the collections.
   *
   * @param cpu processor time
   * @param memory memory
   * @param pids processes
   * @param networkInterfaces network interfaces
   * @param otherFields fields this library does not know
   */
  public Stats {
    networkInterfaces = List.copyOf(networkInterfaces);
    otherFields = Collections.unmodifiableMap(new LinkedHashMap<>(otherFields));
  }

  /**
   * Processor time in nanoseconds. With {@code ignore-cgroups} it is that of the whole cgroup runsc
   * was started in.
   *
   * @param total all of it
   * @param kernel what the kernel used
   * @param user what programs used
   * @param perCpu what was used of each processor
   */
  public record Cpu(OptionalLong total, OptionalLong kernel, OptionalLong user, List<Long> perCpu) {

    /**
     * Copies the list.
     *
     * @param total all of it
     * @param kernel what the kernel used
     * @param user what programs used
     * @param perCpu what was used of each processor
     */
    public Cpu {
      perCpu = List.copyOf(perCpu);
    }
  }

  /**
   * Memory in bytes.
   *
   * @param cache the page cache
   * @param usage memory
   * @param swap swap space
   * @param kernel memory of the kernel
   * @param kernelTcp memory of the kernel for TCP
   * @param raw other numbers by name
   */
  public record Memory(
      OptionalLong cache,
      MemoryEntry usage,
      MemoryEntry swap,
      MemoryEntry kernel,
      MemoryEntry kernelTcp,
      Map<String, Long> raw) {

    /**
     * Copies the map.
     *
     * @param cache the page cache
     * @param usage memory
     * @param swap swap space
     * @param kernel memory of the kernel
     * @param kernelTcp memory of the kernel for TCP
     * @param raw other numbers by name
     */
    public Memory {
      raw = Collections.unmodifiableMap(new LinkedHashMap<>(raw));
    }
  }

  /**
   * One kind of memory, in bytes.
   *
   * @param usage what is in use
   * @param limit what may be used; 0 stands for no limit
   * @param max the most that was ever in use
   * @param failures how often the limit was reached
   */
  public record MemoryEntry(
      OptionalLong usage, OptionalLong limit, OptionalLong max, OptionalLong failures) {}

  /**
   * The number of processes.
   *
   * @param current how many there are
   * @param limit how many there may be
   */
  public record Pids(OptionalLong current, OptionalLong limit) {}

  /**
   * A network interface. The numbers count from its beginning.
   *
   * @param name its name
   * @param rxBytes bytes received
   * @param rxPackets packets received
   * @param rxErrors errors when receiving
   * @param rxDropped packets received and dropped
   * @param txBytes bytes sent
   * @param txPackets packets sent
   * @param txErrors errors when sending
   * @param txDropped packets to be sent and dropped
   */
  public record NetworkInterface(
      String name,
      OptionalLong rxBytes,
      OptionalLong rxPackets,
      OptionalLong rxErrors,
      OptionalLong rxDropped,
      OptionalLong txBytes,
      OptionalLong txPackets,
      OptionalLong txErrors,
      OptionalLong txDropped) {}
}
