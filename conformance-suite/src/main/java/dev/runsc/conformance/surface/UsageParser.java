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

package dev.runsc.conformance.surface;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the usage texts that Go's flag and subcommands packages lay out. */
final class UsageParser {

  private static final Pattern LISTED = Pattern.compile("\t([a-z][a-z-]*)(?: {2,}\\S.*)?");
  private static final Pattern LIST_TITLE = Pattern.compile("Subcommands.*:");

  // A command's own usage line may lack its newline, and then the first flag stands on it.
  private static final Pattern FLAG =
      Pattern.compile(
          "(?:[a-z-]+ .*[\\]>.])?  -([A-Za-z0-9][A-Za-z0-9_-]*)(?: ([^\t]+))?(?:\t(.*))?");

  /**
   * What Go calls a flag's type, unless a word in back quotes in its description takes its place.
   */
  private static final Set<String> TYPES =
      Set.of("string", "int", "uint", "float", "duration", "value");

  private static final String DESCRIPTION = "    \t";
  private static final Pattern DEFAULT = Pattern.compile("(?s)(.*?)\\s*\\(default (.*)\\)");

  private UsageParser() {}

  /** The commands that a list of commands names, sorted. */
  static List<String> commands(String help) {
    TreeSet<String> found = new TreeSet<>();
    boolean inList = false;
    for (String line : help.split("\n", -1)) {
      inList = LIST_TITLE.matcher(line).matches() || (inList && line.startsWith("\t"));
      Matcher listed = LISTED.matcher(line);
      if (inList && listed.matches()) {
        found.add(listed.group(1));
      }
    }
    return List.copyOf(found);
  }

  /** The flags that a usage text names. */
  static Map<String, Flag> flags(String usage) {
    Map<String, Flag> found = new TreeMap<>();
    List<String> lines = List.of(usage.split("\n", -1));
    for (int i = 0; i < lines.size(); i++) {
      Matcher matcher = FLAG.matcher(lines.get(i));
      if (!matcher.matches()) {
        continue;
      }
      List<String> description = new ArrayList<>();
      if (matcher.group(3) != null) {
        description.add(matcher.group(3));
      }
      while (i + 1 < lines.size() && lines.get(i + 1).startsWith(DESCRIPTION)) {
        i++;
        description.add(lines.get(i).substring(DESCRIPTION.length()));
      }
      String type = type(matcher.group(2));
      Flag flag = flag(matcher.group(1), type, String.join("\n", description).strip());
      found.put(flag.name(), flag);
    }
    return Collections.unmodifiableMap(found);
  }

  private static String type(@Nullable String printed) {
    if (printed == null) {
      return "bool";
    }
    return TYPES.contains(printed) ? printed : "value";
  }

  private static Flag flag(String name, String type, String text) {
    Matcher standard = DEFAULT.matcher(text);
    return standard.matches()
        ? new Flag(name, type, standard.group(2), standard.group(1).strip())
        : new Flag(name, type, "", text);
  }
}
