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

package dev.runsc.conformance.cli;

import dev.runsc.conformance.Level;
import dev.runsc.conformance.result.ScenarioInfo;
import dev.runsc.conformance.result.Shards;
import dev.runsc.conformance.run.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The options that choose scenarios. */
final class Selecting {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--scenario",
      paramLabel = "ID",
      description =
          "Only these scenarios; a * stands for anything, as in 'wait.*'. May be repeated.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--exclude",
      paramLabel = "ID",
      description = "Not these scenarios; a * stands for anything. May be repeated.")
  private List<String> excluded = new ArrayList<>();

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      converter = LevelConverter.class,
      description = "Only scenarios of this level: required, optional or quirk. May be repeated.")
  private List<Level> levels = new ArrayList<>();

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      converter = ShardConverter.class,
      description =
          "Only the Ith of N parts, from 1. A scenario's part depends on its id alone, so machines"
              + " need not agree on anything else. See: conformance merge --help")
  private Shards shards = Shards.ALL;

  @SuppressWarnings("NullAway.Init") // picocli sets the field
  Selecting() {}

  Shards shards() {
    return shards;
  }

  /** The suite of what is chosen. */
  Suite suite() {
    Set<String> ids = scenarios().stream().map(ScenarioInfo::id).collect(Collectors.toSet());
    return new Suite(ids::contains);
  }

  /** What is chosen, by id. */
  List<ScenarioInfo> scenarios() {
    List<ScenarioInfo> all = new Suite().scenarios();
    Predicate<String> included = only.isEmpty() ? id -> true : anyOf(only, all);
    Predicate<String> left = excluded.isEmpty() ? id -> true : anyOf(excluded, all).negate();
    Set<String> wanted =
        levels.stream().map(one -> one.name().toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    return all.stream()
        .filter(one -> included.test(one.id()) && left.test(one.id()))
        .filter(one -> wanted.isEmpty() || wanted.contains(one.level()))
        .filter(one -> shards.contains(one.id()))
        .toList();
  }

  /** A pattern that no scenario matches is a mistake, or the scenario has been renamed. */
  private Predicate<String> anyOf(List<String> patterns, List<ScenarioInfo> all) {
    List<Predicate<String>> predicates = new ArrayList<>();
    for (String one : patterns) {
      Predicate<String> predicate =
          Pattern.compile("\\Q" + one.replace("*", "\\E.*\\Q") + "\\E").asMatchPredicate();
      if (all.stream().map(ScenarioInfo::id).noneMatch(predicate)) {
        throw new ParameterException(
            spec.commandLine(), "there is no scenario " + one + "; see: conformance list");
      }
      predicates.add(predicate);
    }
    return id -> predicates.stream().anyMatch(one -> one.test(id));
  }

  /** Reads a shard. */
  static final class ShardConverter implements ITypeConverter<Shards> {
    ShardConverter() {}

    @Override
    public Shards convert(String value) {
      try {
        return Shards.parse(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** Reads a level. */
  static final class LevelConverter implements ITypeConverter<Level> {
    LevelConverter() {}

    @Override
    public Level convert(String value) {
      for (Level level : Level.values()) {
        if (level.name().toLowerCase(Locale.ROOT).equals(value)) {
          return level;
        }
      }
      throw new CommandLine.TypeConversionException(
          "\"" + value + "\" is not a level: write required, optional or quirk");
    }
  }
}
