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

package dev.runsc.conformance.transcript;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Replaces what differs from run to run by placeholders, and nothing else: directories, process
 * ids, times, addresses in memory, amounts of time and memory used, the frames of a crashed
 * program's stack. It knows the directories and the id prefix of one scenario, and never which
 * target they belong to, so what two targets say differently stays different.
 *
 * <p>One thing is dropped on purpose, in {@link UsageText}: the sentences that describe a command
 * or flag in a usage text. Names, types, defaults, order and layout of usage texts are compared.
 *
 * <p>Immutable and thread-safe.
 */
public final class Normaliser {

  private static final Pattern JSON_PID = Pattern.compile("(\"pid\": ?)[1-9][0-9]*\\b");
  private static final Pattern SERVER_PID = Pattern.compile("\\b(at PID )[1-9][0-9]*\\b");
  private static final Pattern TIME =
      Pattern.compile(
          "\\b[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?"
              + "(Z|[+-][0-9]{2}:[0-9]{2})");
  private static final Pattern LOG_PREFIX =
      Pattern.compile(
          "(?m)^([DIWEF])[0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6} +[0-9]+ (\\w+\\.go:)[0-9]+\\]");
  private static final Pattern STACK =
      Pattern.compile("(goroutine )[0-9]+( \\[[a-z ]+\\]:\n)(?:[^\n]+\n)*");
  private static final Pattern CPU_TOTAL = Pattern.compile("(\"usage\":\\{\"total\":)[0-9]+");
  private static final Pattern MEMORY_USAGE =
      Pattern.compile("(\"usage\":\\{\"limit\":0,\"usage\":)[0-9]+");
  private static final Pattern POINTER = Pattern.compile("\\b0xc[0-9a-f]{6,15}\\b");

  private final Map<String, String> literals;

  /**
   * Makes a normaliser.
   *
   * @param literals placeholders, such as {@code $ROOT}, by the text each stands for; of two texts
   *     that begin alike the longer one is replaced
   */
  public Normaliser(Map<String, String> literals) {
    Map<String, String> longestFirst = new LinkedHashMap<>();
    literals.entrySet().stream()
        .sorted(
            Comparator.comparingInt((Map.Entry<String, String> entry) -> entry.getKey().length())
                .reversed())
        .forEach(entry -> longestFirst.put(entry.getKey(), entry.getValue()));
    this.literals = longestFirst;
  }

  /** Normalises one text: a stream, an argument, a file. */
  public String apply(String text) {
    String result = OutputTable.apply(text, this::cell);
    result = UsageText.apply(result);
    return replace(result);
  }

  private String replace(String text) {
    String result = text;
    for (Map.Entry<String, String> literal : literals.entrySet()) {
      result = result.replace(literal.getKey(), literal.getValue());
    }
    result = JSON_PID.matcher(result).replaceAll("$1\\$PID");
    result = SERVER_PID.matcher(result).replaceAll("$1\\$PID");
    result = LOG_PREFIX.matcher(result).replaceAll("$1\\$TIME \\$PID $2\\$LINE]");
    result = TIME.matcher(result).replaceAll("\\$TIME");
    result = STACK.matcher(result).replaceAll("$1\\$NUMBER$2\\$FRAMES\n");
    result = CPU_TOTAL.matcher(result).replaceAll("$1\\$NANOS");
    result = MEMORY_USAGE.matcher(result).replaceAll("$1\\$BYTES");
    return POINTER.matcher(result).replaceAll("\\$POINTER");
  }

  private String cell(String column, String value) {
    return switch (column) {
      // Of ps, where the pids are those inside the container and told apart.
      case "C" -> value.matches("[0-9]+") ? "$C" : value;
      case "STIME" -> value.matches("[0-2][0-9]:[0-5][0-9]") ? "$STIME" : value;
      case "TIME" -> value.matches("[0-9]+m?s|[0-9.]+s") ? "$TIME" : value;
      case "LIST PID" -> value.matches("[1-9][0-9]*") ? "$PID" : value;
      default -> replace(value);
    };
  }
}
