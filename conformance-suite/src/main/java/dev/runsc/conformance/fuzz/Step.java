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

package dev.runsc.conformance.fuzz;

import dev.runsc.conformance.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One command of a sequence.
 *
 * @param words its arguments; {@code {NAME}} stands for the id NAME, or the beginning of one, that
 *     no other sequence has, {@code {bundle}} for the bundle, {@code {dir}/NAME} for a file
 * @param program what the bundle runs, if the command is given one
 * @param meanwhile what is done while the command waits; it ends by that
 */
record Step(List<String> words, Optional<Program> program, Optional<Step> meanwhile) {

  /** Stands for the sequence's own directory. */
  static final String DIRECTORY = "{dir}";

  private static final String BUNDLE = "{bundle}";

  Step {
    words = List.copyOf(words);
  }

  static Step of(String... words) {
    return new Step(List.of(words), Optional.empty(), Optional.empty());
  }

  static Step of(Program program, String... words) {
    return new Step(List.of(words), Optional.of(program), Optional.empty());
  }

  Step during(Step other) {
    return new Step(words, program, Optional.of(other));
  }

  String command() {
    return words.isEmpty() ? "" : words.get(0);
  }

  boolean has(String word) {
    return words.contains(word);
  }

  /** The value of a flag that is written {@code --name=value}. */
  Optional<String> flag(String name) {
    return words.stream()
        .filter(word -> word.startsWith(name + "="))
        .map(word -> word.substring(name.length() + 1))
        .findFirst();
  }

  /** The names of the ids in it, in the order in which they stand there. */
  List<String> ids() {
    return words.stream().filter(Step::isId).map(Step::name).toList();
  }

  /** The first id that it names. */
  Optional<String> id() {
    return ids().stream().findFirst();
  }

  /** The words behind the first id. */
  List<String> operands() {
    for (int i = 0; i < words.size(); i++) {
      if (isId(words.get(i))) {
        return words.subList(i + 1, words.size());
      }
    }
    return List.of();
  }

  static boolean isId(String word) {
    return word.startsWith("{") && word.endsWith("}") && !isBundle(word);
  }

  static boolean isBundle(String word) {
    return word.equals(BUNDLE);
  }

  /** What stands between the braces of an id. */
  static String name(String word) {
    return word.substring(1, word.length() - 1);
  }

  /** The same with fewer or plainer words, the plainest first; each may make no sense. */
  List<Step> simpler() {
    List<Step> simpler = new ArrayList<>();
    if (program.filter(one -> one != Program.SLEEPS).isPresent()) {
      simpler.add(new Step(words, Optional.of(Program.SLEEPS), meanwhile));
    }
    if (meanwhile.isPresent()) {
      simpler.add(new Step(words, program, Optional.empty()));
      simpler.add(meanwhile.get());
    }
    for (int i = words.size() - 1; i > 0; i--) {
      if (!isId(words.get(i)) && !isBundle(words.get(i)) && !words.get(i).equals("--bundle")) {
        List<String> fewer = new ArrayList<>(words);
        fewer.remove(i);
        simpler.add(new Step(fewer, program, meanwhile));
      }
    }
    return simpler;
  }

  /** The same with one id in place of another. */
  Step renamed(String from, String to) {
    return new Step(
        words.stream().map(word -> word.equals(from) ? to : word).toList(),
        program,
        meanwhile.map(other -> other.renamed(from, to)));
  }

  @Override
  public String toString() {
    return "runsc "
        + Words.commandLine(words)
        + program.map(one -> " (" + one + ")").orElse("")
        + meanwhile.map(other -> ", and meanwhile " + other).orElse("");
  }
}
