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

package dev.runsc.testkit;

import dev.runsc.fake.Call;
import dev.runsc.fake.Invocation;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One thing that is asked of a call. */
sealed interface Criterion {

  /** What the call has instead, or empty if it is as asked. */
  Optional<Difference> difference(Invocation invocation);

  /** This criterion in the words of a command line. */
  String text();

  /** Where in a command line its text belongs. */
  default Place place() {
    return Place.REMARK;
  }

  /** The parts of a shown command line, in their order. */
  enum Place {
    GLOBAL_FLAG,
    COMMAND,
    FLAG,
    POSITIONAL,
    REMARK
  }

  /** The call is of a command. */
  record Command(String name) implements Criterion {
    @Override
    public Optional<Difference> difference(Invocation invocation) {
      String actual = invocation.command();
      if (actual.equals(name)) {
        return Optional.empty();
      }
      String verb = actual.isEmpty() ? "no verb" : "verb " + Words.quote(actual);
      return Optional.of(Difference.of(verb + " instead of " + Words.quote(name)));
    }

    @Override
    public String text() {
      return Words.word(name);
    }

    @Override
    public Place place() {
      return Place.COMMAND;
    }
  }

  /** A flag is given and, if there is a value, its last value is that one. */
  record Flag(boolean global, String name, @Nullable FlagValue value) implements Criterion {
    @Override
    public Optional<Difference> difference(Invocation invocation) {
      Optional<String> actual = last(invocation.call(), global, name);
      if (actual.isEmpty()) {
        return Optional.of(Difference.of(missing(invocation.call())));
      }
      Mark mark = new Mark.Flag(global, name);
      if (value == null) {
        return isOff(actual.get())
            ? Optional.of(new Difference(shown() + " switched off", mark))
            : Optional.empty();
      }
      return value.matches(actual.get())
          ? Optional.empty()
          : Optional.of(
              new Difference(
                  shown()
                      + " "
                      + Words.quote(actual.get())
                      + " instead of "
                      + Words.quote(value.text()),
                  mark));
    }

    private String missing(Call call) {
      if (last(call, !global, name).isEmpty()) {
        return "no " + shown();
      }
      return global
          ? "no global --" + name + ", only one after the verb"
          : "no --" + name + " after the verb, only a global one";
    }

    private String shown() {
      return (global ? "global --" : "--") + name;
    }

    @Override
    public String text() {
      return value == null ? "--" + name : InvocationLog.flag(name, value.text());
    }

    @Override
    public Place place() {
      return global ? Place.GLOBAL_FLAG : Place.FLAG;
    }
  }

  /** A flag is given exactly these values, one after the other. */
  record FlagValues(String name, List<String> values) implements Criterion {
    @Override
    public Optional<Difference> difference(Invocation invocation) {
      List<String> actual = invocation.call().flags().getOrDefault(name, List.of());
      if (actual.equals(values)) {
        return Optional.empty();
      }
      return Optional.of(
          actual.isEmpty()
              ? Difference.of("no --" + name)
              : new Difference(
                  "--" + name + " " + Words.list(actual) + " instead of " + Words.list(values),
                  new Mark.Flag(false, name)));
    }

    @Override
    public String text() {
      return values.stream()
          .map(value -> InvocationLog.flag(name, value))
          .collect(Collectors.joining(" "));
    }

    @Override
    public Place place() {
      return Place.FLAG;
    }
  }

  /** A flag is not given, or is a bool that is switched off. */
  record NoFlag(boolean global, String name) implements Criterion {
    @Override
    public Optional<Difference> difference(Invocation invocation) {
      return last(invocation.call(), global, name)
          .filter(value -> !isOff(value))
          .map(value -> new Difference("an unwanted " + shown(), new Mark.Flag(global, name)));
    }

    private String shown() {
      return (global ? "global --" : "--") + name;
    }

    @Override
    public String text() {
      return "no " + shown();
    }
  }

  /** The first positional is this one. */
  record Id(String id) implements Criterion {
    @Override
    public Optional<Difference> difference(Invocation invocation) {
      Optional<String> actual = invocation.call().id();
      if (actual.isEmpty()) {
        return Optional.of(Difference.of("no id instead of " + Words.quote(id)));
      }
      return actual.get().equals(id)
          ? Optional.empty()
          : Optional.of(
              new Difference(
                  "id " + Words.quote(actual.get()) + " instead of " + Words.quote(id),
                  new Mark.Positional(0)));
    }

    @Override
    public String text() {
      return Words.word(id);
    }

    @Override
    public Place place() {
      return Place.POSITIONAL;
    }
  }

  /** One of the positionals is this one. */
  record Positional(String value) implements Criterion {
    @Override
    public Optional<Difference> difference(Invocation invocation) {
      List<String> actual = invocation.call().positionals();
      if (actual.contains(value)) {
        return Optional.empty();
      }
      return Optional.of(
          Difference.of("positionals " + Words.list(actual) + " without " + Words.quote(value)));
    }

    @Override
    public String text() {
      return Words.word(value);
    }

    @Override
    public Place place() {
      return Place.POSITIONAL;
    }
  }

  /** The positionals are exactly these. */
  record Positionals(List<String> values) implements Criterion {
    @Override
    public Optional<Difference> difference(Invocation invocation) {
      List<String> actual = invocation.call().positionals();
      if (actual.equals(values)) {
        return Optional.empty();
      }
      String text = "positionals " + Words.list(actual) + " instead of " + Words.list(values);
      OptionalInt index = firstDifference(actual);
      return Optional.of(
          index.isPresent()
              ? new Difference(text, new Mark.Positional(index.getAsInt()))
              : Difference.of(text));
    }

    private OptionalInt firstDifference(List<String> actual) {
      for (int i = 0; i < actual.size(); i++) {
        if (i >= values.size() || !actual.get(i).equals(values.get(i))) {
          return OptionalInt.of(i);
        }
      }
      return OptionalInt.empty();
    }

    @Override
    public String text() {
      return values.isEmpty()
          ? "(no positionals)"
          : values.stream().map(Words::word).collect(Collectors.joining(" "));
    }

    @Override
    public Place place() {
      return Place.POSITIONAL;
    }
  }

  /** The arguments are exactly these, byte for byte. */
  record Argv(List<String> values) implements Criterion {
    @Override
    public Optional<Difference> difference(Invocation invocation) {
      return invocation.argv().equals(values)
          ? Optional.empty()
          : Optional.of(
              Difference.of(
                  "argv " + Words.list(invocation.argv()) + " instead of " + Words.list(values)));
    }

    @Override
    public String text() {
      return "argv " + Words.list(values);
    }
  }

  /** The call ended with this code. */
  record Exit(int code) implements Criterion {
    @Override
    public Optional<Difference> difference(Invocation invocation) {
      OptionalInt actual = invocation.exit();
      if (actual.isPresent() && actual.getAsInt() == code) {
        return Optional.empty();
      }
      return Optional.of(Difference.of(InvocationLog.exit(invocation) + " instead of " + code));
    }

    @Override
    public String text() {
      return "exit " + code;
    }
  }

  /** Standard input was this text. */
  record Stdin(String expected) implements Criterion {
    static final String UNKNOWN =
        "its standard input is not recorded (a script entry with \"stdin\" has it recorded)";

    @Override
    public Optional<Difference> difference(Invocation invocation) {
      if (invocation.stdin().isEmpty()) {
        return Optional.of(Difference.of(UNKNOWN));
      }
      String actual = invocation.stdin().get();
      return actual.equals(expected)
          ? Optional.empty()
          : Optional.of(
              Difference.of(
                  "standard input "
                      + Words.quote(actual)
                      + " instead of "
                      + Words.quote(expected)));
    }

    @Override
    public String text() {
      return "standard input " + Words.quote(expected);
    }
  }

  /** Standard input was this document, however it was written. */
  record StdinJson(JsonNode expected) implements Criterion {
    private static final JsonMapper JSON =
        JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    static StdinJson of(String json) {
      try {
        return new StdinJson(JSON.readTree(json));
      } catch (JacksonException e) {
        throw new IllegalArgumentException("no JSON: " + Words.quote(json), e);
      }
    }

    @Override
    public Optional<Difference> difference(Invocation invocation) {
      if (invocation.stdin().isEmpty()) {
        return Optional.of(Difference.of(Stdin.UNKNOWN));
      }
      String actual = invocation.stdin().get();
      String text = "standard input " + Words.quote(actual);
      try {
        return JSON.readTree(actual).equals(expected)
            ? Optional.empty()
            : Optional.of(Difference.of(text + " instead of " + Words.quote(expected.toString())));
      } catch (JacksonException e) {
        return Optional.of(Difference.of(text + ", which is no JSON"));
      }
    }

    @Override
    public String text() {
      return "JSON " + expected + " on standard input";
    }
  }

  /** A variable of the environment had this value. */
  record Environment(String name, String value) implements Criterion {
    @Override
    public Optional<Difference> difference(Invocation invocation) {
      String actual = invocation.environment().get(name);
      if (actual == null) {
        return Optional.of(
            Difference.of(
                name
                    + " was not set, or the fake was not told to record it: recorded are "
                    + Words.list(invocation.environment().keySet().stream().sorted().toList())));
      }
      return actual.equals(value)
          ? Optional.empty()
          : Optional.of(
              Difference.of(name + "=" + Words.word(actual) + " instead of " + Words.quote(value)));
    }

    @Override
    public String text() {
      return "environment " + name + "=" + Words.word(value);
    }
  }

  /** The call took at least, or at most, so long. */
  record Took(Duration limit, boolean atLeast) implements Criterion {
    public Took {
      Objects.requireNonNull(limit, "duration");
    }

    @Override
    public Optional<Difference> difference(Invocation invocation) {
      int order = invocation.elapsed().compareTo(limit);
      boolean holds = atLeast ? order >= 0 : order <= 0;
      return holds
          ? Optional.empty()
          : Optional.of(
              Difference.of(
                  "took " + invocation.elapsed().toMillis() + " ms instead of " + shown()));
    }

    private String shown() {
      return (atLeast ? "at least " : "at most ") + limit.toMillis() + " ms";
    }

    @Override
    public String text() {
      return "taking " + shown();
    }
  }

  /** Whatever else; the description says what a call then is. */
  record Matching(String description, Predicate<? super Invocation> predicate)
      implements Criterion {
    @Override
    public Optional<Difference> difference(Invocation invocation) {
      return predicate.test(invocation)
          ? Optional.empty()
          : Optional.of(Difference.of("not " + description));
    }

    @Override
    public String text() {
      return description;
    }
  }

  private static Optional<String> last(Call call, boolean global, String name) {
    return global ? call.globalFlag(name) : call.flag(name);
  }

  /** Whether a value is that of a bool that is switched off. */
  private static boolean isOff(String value) {
    String text = value.toLowerCase(Locale.ROOT);
    return text.equals("false") || text.equals("f");
  }
}
