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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parses flags as Go's flag package does, with the flags of a {@link Catalog}. */
final class GoFlags {

  /** How a type of runsc's own words its refusal, by flag; the value goes into {@code %s}. */
  private static final Map<String, String> REFUSALS =
      Map.ofEntries(
          Map.entry("EXPERIMENTAL-xdp", "invalid --xdp value: %s"),
          Map.entry("file-access", "invalid file access type %s"),
          Map.entry("file-access-mounts", "invalid file access type %s"),
          Map.entry("host-fifo", "invalid host fifo type %s"),
          Map.entry("host-uds", "invalid host UDS type %s"),
          Map.entry("network", "invalid network type %s"),
          Map.entry("overlay2", "expected format is --overlay2={mount}:{medium}, got %s"),
          Map.entry("qdisc", "invalid qdisc %s"),
          Map.entry("ref-leak-mode", "invalid ref leak mode %s"),
          Map.entry("watchdog-action", "invalid watchdog action %s"),
          Map.entry("compression", "invalid checkpoint compression type %s"));

  /**
   * What came out.
   *
   * @param values the flags given, by name, with all their values in order
   * @param rest what follows the flags, or the first one that was refused and all after it
   * @param error the message of the first flag that was refused
   * @param help whether that flag was {@code -h} or {@code -help}
   */
  record Parsed(
      Map<String, List<String>> values, List<String> rest, @Nullable String error, boolean help) {
    @Nullable String last(String name) {
      List<String> given = values.get(name);
      return given == null ? null : given.get(given.size() - 1);
    }

    boolean isTrue(String name) {
      String value = last(name);
      return value != null && GoText.parseBool(value).orElse(false);
    }
  }

  private final Map<String, Catalog.Flag> flags;
  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private boolean help;

  private GoFlags(Map<String, Catalog.Flag> flags) {
    this.flags = flags;
  }

  static Parsed parse(Map<String, Catalog.Flag> flags, List<String> words) {
    return new GoFlags(flags).parse(words);
  }

  private Parsed parse(List<String> words) {
    int next = 0;
    while (next < words.size()) {
      String word = words.get(next);
      if (word.length() < 2 || word.charAt(0) != '-') {
        break;
      }
      int refused = next;
      next++;
      if (word.equals("--")) {
        break;
      }
      String text = word.substring(word.charAt(1) == '-' ? 2 : 1);
      if (text.isEmpty() || text.charAt(0) == '-' || text.charAt(0) == '=') {
        return parsed(words, refused, "bad flag syntax: " + word);
      }
      int equals = text.indexOf('=');
      String name = equals < 0 ? text : text.substring(0, equals);
      String value = equals < 0 ? null : text.substring(equals + 1);
      Catalog.Flag flag = flags.get(name);
      if (flag == null) {
        help = name.equals("h") || name.equals("help");
        return parsed(words, refused, help ? null : "flag provided but not defined: -" + name);
      }
      if (value == null && !flag.isBool()) {
        if (next == words.size()) {
          return parsed(words, refused, "flag needs an argument: -" + name);
        }
        value = words.get(next);
        next++;
      }
      String refusal = set(flag, value == null ? "true" : value);
      if (refusal != null) {
        return parsed(words, refused, refusal);
      }
    }
    return parsed(words, next, null);
  }

  private Parsed parsed(List<String> words, int next, @Nullable String error) {
    return new Parsed(values, List.copyOf(words.subList(next, words.size())), error, help);
  }

  private @Nullable String set(Catalog.Flag flag, String value) {
    Optional<String> refusal = refusal(flag, value);
    if (refusal.isPresent()) {
      return (flag.isBool() ? "invalid boolean value " : "invalid value ")
          + GoText.quote(value)
          + (flag.isBool() ? " for -" : " for flag -")
          + flag.name()
          + ": "
          + refusal.get();
    }
    List<String> given = values.get(flag.name());
    if (given == null) {
      given = new ArrayList<>();
      values.put(flag.name(), given);
    }
    given.add(value);
    return null;
  }

  private static Optional<String> refusal(Catalog.Flag flag, String value) {
    return switch (flag.type()) {
      case "bool" -> parseError(GoText.parseBool(value).isPresent(), value);
      case "int", "int64" -> parseError(GoText.parseFlagInteger(value).isPresent(), value);
      case "uint", "uint64" ->
          parseError(
              !value.startsWith("-")
                  && !value.startsWith("+")
                  && GoText.parseFlagInteger(value).isPresent(),
              value);
      case "duration" -> parseError(GoText.isDuration(value), value);
      case "value" -> valueRefusal(flag, value);
      default -> Optional.empty();
    };
  }

  private static Optional<String> parseError(boolean good, String value) {
    if (good) {
      return Optional.empty();
    }
    return Optional.of(GoText.outOfRange(value) ? "value out of range" : "parse error");
  }

  private static Optional<String> valueRefusal(Catalog.Flag flag, String value) {
    if (flag.name().equals("user")) {
      return userRefusal(value);
    }
    if (flag.name().equals("pass-fd")) {
      return value.matches("[0-9]+(:[0-9]+)?(,[0-9]+(:[0-9]+)?)*")
          ? Optional.empty()
          : Optional.of("invalid flag value: must be an integer or a mapping of format M:N");
    }
    if (flag.values().isEmpty() || !flag.validated() || (value.isEmpty() && flag.allowsEmpty())) {
      return Optional.empty();
    }
    String folded = flag.caseInsensitive() ? value.toLowerCase(Locale.ROOT) : value;
    for (String allowed : flag.values()) {
      if (accepts(allowed, folded)) {
        return Optional.empty();
      }
    }
    String wording = REFUSALS.getOrDefault(flag.name(), "invalid value %s");
    if (flag.name().equals("overlay2") && flag.hasSuffix()) {
      wording = wording.replace("{medium},", "{medium}[,size={size}],");
    }
    return Optional.of(wording.replace("%s", GoText.quote(value)));
  }

  /**
   * An allowed value such as {@code dir=<abs-dir>} stands for every text in place of the brackets.
   */
  private static boolean accepts(String allowed, String value) {
    int open = allowed.indexOf('<');
    if (open < 0) {
      return allowed.equals(value);
    }
    int close = allowed.indexOf('>', open);
    String before = allowed.substring(0, open);
    String after = allowed.substring(close + 1);
    return value.length() > before.length() + after.length()
        && value.startsWith(before)
        && value.endsWith(after);
  }

  private static Optional<String> userRefusal(String value) {
    String[] parts = value.split(":", 2);
    if (GoText.parseDecimal(parts[0]).isEmpty()) {
      return Optional.of("couldn't parse UID: " + parts[0]);
    }
    if (parts.length == 2 && GoText.parseDecimal(parts[1]).isEmpty()) {
      return Optional.of("couldn't parse GID: " + parts[1]);
    }
    return Optional.empty();
  }
}
