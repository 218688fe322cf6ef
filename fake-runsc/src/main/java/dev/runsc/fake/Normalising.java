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

import dev.runsc.fake.Recording.Take;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a cassette of what was recorded: names stand for all that differs from run to run. */
final class Normalising {
  /** Commands that leave a container in another state than before. */
  private static final Set<String> CHANGING =
      Set.of(
          "create",
          "start",
          "run",
          "exec",
          "kill",
          "delete",
          "pause",
          "resume",
          "checkpoint",
          "restore",
          "update");

  private static final Pattern TIME =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(?:\\.[0-9]+)?(?:Z|[+-][0-9:]{5})");

  /** Commands whose first operand is no container. */
  private static final Set<String> WITHOUT_CONTAINER =
      Set.of("", "list", "help", "flags", "commands", "spec", "install", "uninstall", "features");

  private final Profile profile;
  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final Map<String, String> words = new LinkedHashMap<>();

  Normalising(Profile profile) {
    this.profile = profile;
  }

  static boolean isChanging(String command) {
    return CHANGING.contains(command);
  }

  /** The container that a call is about, by the id as it was typed; empty if it is about none. */
  static String container(Call call) {
    return WITHOUT_CONTAINER.contains(call.command()) ? "" : call.id().orElse("");
  }

  Cassette cassette(List<Take> takes, List<Prints.Seen> prints) {
    List<Call> calls = new ArrayList<>();
    for (Take take : takes) {
      Call call = CommandLine.parse(profile, take.argv()).call();
      calls.add(call);
      learn(call, take);
    }
    List<Cassette.Entry> entries = new ArrayList<>();
    int after = 0;
    for (int i = 0; i < takes.size(); i++) {
      Take take = takes.get(i);
      Call call = calls.get(i);
      entries.add(
          new Cassette.Entry(
              argv(take, call),
              numbers.getOrDefault(container(call), 0),
              after,
              until(takes, calls, i),
              take.abandoned() ? 0 : take.ended() - take.began(),
              take.exit(),
              text(take.stdout()),
              text(take.stderr()),
              files(take),
              take.pid() > 0,
              take.abandoned(),
              prints(takes, prints, take)));
      after += isChanging(call.command()) ? 1 : 0;
    }
    String day =
        takes.isEmpty()
            ? ""
            : Instant.ofEpochMilli(takes.get(0).began()).atOffset(ZoneOffset.UTC).toLocalDate()
                + "";
    return new Cassette(profile.release(), day, entries);
  }

  /** What was printed after a call had begun, and before the next one that changed something. */
  private List<Cassette.Print> prints(List<Take> takes, List<Prints.Seen> prints, Take after) {
    List<Cassette.Print> printed = new ArrayList<>();
    for (Prints.Seen seen : prints) {
      if (seen.after() == after.index()) {
        for (int i = 0; i < takes.size(); i++) {
          if (takes.get(i).index() == seen.call()) {
            printed.add(new Cassette.Print(i, seen.stream(), text(seen.text()), seen.early()));
          }
        }
      }
    }
    return printed;
  }

  private void learn(Call call, Take take) {
    Path cwd = Path.of(take.cwd());
    call.globalFlag("root").ifPresent(root -> words.put(cwd.resolve(root).toString(), "{{root}}"));
    String id = container(call);
    if (id.isEmpty()) {
      return;
    }
    int number = numbers.computeIfAbsent(id, any -> numbers.size() + 1);
    words.put(id, "{{id" + number + "}}");
    if (take.pid() > 0) {
      words.put(Long.toString(take.pid()), "{{pid" + number + "}}");
    }
    call.flag("bundle")
        .ifPresent(bundle -> words.put(cwd.resolve(bundle).toString(), "{{bundle" + number + "}}"));
  }

  private List<String> argv(Take take, Call call) {
    Map<String, String> paths = new LinkedHashMap<>();
    call.globalFlags().forEach((name, values) -> paths(paths, "globalFlag", name, values));
    call.flags().forEach((name, values) -> paths(paths, "flag", name, values));
    List<String> argv = new ArrayList<>();
    for (String word : take.argv()) {
      String out = word;
      for (Map.Entry<String, String> path : paths.entrySet()) {
        out = out.equals(path.getKey()) ? path.getValue() : out;
        out =
            out.startsWith("-") && out.endsWith("=" + path.getKey())
                ? out.substring(0, out.length() - path.getKey().length()) + path.getValue()
                : out;
      }
      argv.add(text(out));
    }
    return argv;
  }

  private void paths(Map<String, String> paths, String kind, String name, List<String> values) {
    for (String value : values) {
      if (value.startsWith("/") && !words.containsKey(value)) {
        paths.put(value, "{{" + kind + ":" + name + "}}");
      }
    }
  }

  /** Longer words first: one may be a part of another. Only whole words count. */
  private String text(String text) {
    String out = text;
    List<String> longestFirst = new ArrayList<>(words.keySet());
    longestFirst.sort((a, b) -> Integer.compare(b.length(), a.length()));
    for (String word : longestFirst) {
      out =
          Pattern.compile("(?<![A-Za-z0-9_.{])" + Pattern.quote(word) + "(?![A-Za-z0-9_.])")
              .matcher(out)
              .replaceAll(Matcher.quoteReplacement(String.valueOf(words.get(word))));
    }
    return TIME.matcher(out).replaceAll("{{now}}");
  }

  private Map<String, String> files(Take take) {
    Map<String, String> files = new TreeMap<>();
    take.files().forEach((flag, content) -> files.put(flag, text(content)));
    return files;
  }

  /** The last call that changed the same container and had begun when this one ended. */
  private static int until(List<Take> takes, List<Call> calls, int index) {
    int until = index;
    for (int i = index + 1; i < takes.size(); i++) {
      boolean sameContainer = container(calls.get(i)).equals(container(calls.get(index)));
      if (sameContainer
          && isChanging(calls.get(i).command())
          && takes.get(i).began() < takes.get(index).ended()) {
        until = i;
      }
    }
    return until;
  }
}
