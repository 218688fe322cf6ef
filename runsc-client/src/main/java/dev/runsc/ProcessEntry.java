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

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A process of a container, as the table of {@code runsc ps} shows it.
 *
 * @param pid the process
 * @param cells what stands in each column, by the column's name, in their order
 * @since 0.1.0
 */
public record ProcessEntry(SandboxPid pid, Map<String, String> cells) {

  private static final String NONE = "?";

  /**
   * Copies the map.
   *
   * @param pid the process
   * @param cells what stands in each column
   */
  public ProcessEntry {
    cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
  }

  /**
   * Returns who runs it: column UID.
   *
   * @return the user's number in the container, or empty if the table does not tell
   */
  public OptionalLong uid() {
    return number("UID");
  }

  /**
   * Returns its parent: column PPID, where runsc puts 0 for the first process and for those that
   * {@code exec} started.
   *
   * @return the parent, or empty if it has none
   */
  public Optional<SandboxPid> parent() {
    OptionalLong parent = number("PPID");
    return parent.isPresent() && parent.getAsLong() > 0
        ? Optional.of(new SandboxPid((int) parent.getAsLong()))
        : Optional.empty();
  }

  /**
   * Returns its process group: column PGID, which there is since release 20260413.0.
   *
   * @return the group's number, or empty if the table does not tell
   */
  public OptionalInt processGroup() {
    OptionalLong group = number("PGID");
    return group.isPresent() ? OptionalInt.of((int) group.getAsLong()) : OptionalInt.empty();
  }

  /**
   * Returns the share of processor time: column C.
   *
   * @return the percentage, or empty if the table does not tell
   */
  public OptionalInt cpuPercent() {
    OptionalLong percent = number("C");
    return percent.isPresent() ? OptionalInt.of((int) percent.getAsLong()) : OptionalInt.empty();
  }

  /**
   * Returns its terminal: column TTY.
   *
   * @return the terminal's name, or empty if it has none
   */
  public Optional<String> terminal() {
    return text("TTY");
  }

  /**
   * Returns when it was started: column STIME.
   *
   * @return the time as printed, such as {@code 12:20}, or empty if the table does not tell
   */
  public Optional<String> startTime() {
    return text("STIME");
  }

  /**
   * Returns how much processor time it has used: column TIME.
   *
   * @return the time, or empty if the table does not tell or tells it in an unknown form
   */
  public Optional<Duration> cpuTime() {
    return text("TIME").flatMap(GoDuration::parse);
  }

  /**
   * Returns the name of its program: column CMD.
   *
   * @return the name, without arguments, or empty if the table does not tell
   */
  public Optional<String> command() {
    return text("CMD");
  }

  private Optional<String> text(String column) {
    return Optional.ofNullable(cells.get(column))
        .filter(cell -> !cell.isEmpty() && !cell.equals(NONE));
  }

  private OptionalLong number(String column) {
    String cell = cells.getOrDefault(column, "");
    return cell.matches("\\d{1,10}") ? OptionalLong.of(Long.parseLong(cell)) : OptionalLong.empty();
  }
}
