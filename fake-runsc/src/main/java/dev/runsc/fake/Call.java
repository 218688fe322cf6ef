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

package dev.runsc.fake;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One command line, parsed by the grammar of a release.
 *
 * <p>Flags are keyed by name without dashes, in the order given; a repeated flag has several
 * values. A bool given without a value has the value {@code "true"}. Where the command line breaks
 * the grammar, what was understood up to that place is here and the rest is in {@link
 * #positionals()}.
 *
 * @param globalFlags the flags before the command
 * @param command the command's name, or {@code ""} if there is none
 * @param flags the flags after the command
 * @param positionals what follows the flags: ids, a signal, a program and its arguments
 * @since 0.1.0
 */
public record Call(
    Map<String, List<String>> globalFlags,
    String command,
    Map<String, List<String>> flags,
    List<String> positionals) {

  /**
   * Copies what is given.
   *
   * @param globalFlags the flags before the command
   * @param command the command's name, or {@code ""}
   * @param flags the flags after the command
   * @param positionals what follows the flags
   */
  public Call {
    globalFlags = copy(globalFlags);
    flags = copy(flags);
    positionals = List.copyOf(positionals);
  }

  private static Map<String, List<String>> copy(Map<String, List<String>> flags) {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> flag : flags.entrySet()) {
      copy.put(flag.getKey(), List.copyOf(flag.getValue()));
    }
    return Collections.unmodifiableMap(copy);
  }

  /**
   * The container id: the first positional of a command that takes one.
   *
   * @return the id as it was typed, or empty if there is none
   */
  public Optional<String> id() {
    return positionals.isEmpty() ? Optional.empty() : Optional.of(positionals.get(0));
  }

  /**
   * The last value of a command flag, which is the one that counts.
   *
   * @param name the flag's name without dashes
   * @return its value, or empty if it was not given
   */
  public Optional<String> flag(String name) {
    return last(flags, name);
  }

  /**
   * The last value of a global flag, which is the one that counts.
   *
   * @param name the flag's name without dashes
   * @return its value, or empty if it was not given
   */
  public Optional<String> globalFlag(String name) {
    return last(globalFlags, name);
  }

  private static Optional<String> last(Map<String, List<String>> flags, String name) {
    List<String> values = flags.get(name);
    return values == null ? Optional.empty() : Optional.of(values.get(values.size() - 1));
  }
}
