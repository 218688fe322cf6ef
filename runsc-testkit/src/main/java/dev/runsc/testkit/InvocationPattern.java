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

import dev.runsc.fake.Invocation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.assertj.core.api.Condition;

/**
 * Describes calls of runsc, for assertions that are about more than one call or about none.
 *
 * <p>Every method returns a pattern that asks for one thing more. Immutable.
 *
 * <pre>{@code
 * assertThat(fake).neverInvoked(invocation("delete").withoutFlag("force"));
 * assertThat(fake).invokedInOrder(
 *     invocation("create").withId("web"), invocation("start").withId("web"));
 * }</pre>
 *
 * <p>Flags are named without dashes. A flag is what stands after the command, a global flag what
 * stands before it. If a flag is repeated, its last value is the one that counts, as for runsc
 * itself. A bool that is switched off, as in {@code --force=false}, counts as not given unless its
 * value is asked for.
 *
 * @see RunscAssertions#invocation(String)
 * @since 0.1.0
 */
public final class InvocationPattern {
  private static final InvocationPattern ANY = new InvocationPattern(List.of());

  private final List<Criterion> criteria;

  private InvocationPattern(List<Criterion> criteria) {
    this.criteria = List.copyOf(criteria);
  }

  static InvocationPattern any() {
    return ANY;
  }

  static InvocationPattern of(String command) {
    Objects.requireNonNull(command, "command");
    if (command.isEmpty() || command.startsWith("-")) {
      throw new IllegalArgumentException(
          "not a command: "
              + Words.quote(command)
              + "; name one such as \"create\", or use invoked() for calls of any command");
    }
    return ANY.and(new Criterion.Command(command));
  }

  private InvocationPattern and(Criterion criterion) {
    List<Criterion> more = new ArrayList<>(criteria);
    more.add(criterion);
    return new InvocationPattern(more);
  }

  /**
   * Asks for a command flag, whatever its value.
   *
   * @param name the flag's name without dashes
   * @return the narrower pattern
   */
  public InvocationPattern withFlag(String name) {
    return and(new Criterion.Flag(false, flagName(name), null));
  }

  /**
   * Asks for a command flag with a value.
   *
   * @param name the flag's name without dashes
   * @param value its last value
   * @return the narrower pattern
   */
  public InvocationPattern withFlag(String name, String value) {
    return and(new Criterion.Flag(false, flagName(name), new FlagValue.Text(value)));
  }

  /**
   * Asks for a command flag whose value is a path.
   *
   * @param name the flag's name without dashes
   * @param value its last value; a slash at the end makes no difference
   * @return the narrower pattern
   */
  public InvocationPattern withFlag(String name, Path value) {
    return and(new Criterion.Flag(false, flagName(name), new FlagValue.File(value)));
  }

  /**
   * Asks for a command flag whose value is as described.
   *
   * @param name the flag's name without dashes
   * @param value what holds for its last value
   * @return the narrower pattern
   */
  public InvocationPattern withFlag(String name, Condition<? super String> value) {
    return and(new Criterion.Flag(false, flagName(name), new FlagValue.Described(value)));
  }

  /**
   * Asks for a command flag that is given several times.
   *
   * @param name the flag's name without dashes
   * @param values all its values, in order
   * @return the narrower pattern
   */
  public InvocationPattern withFlagValues(String name, String... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no values; use withoutFlag for a flag that is not given");
    }
    return and(new Criterion.FlagValues(flagName(name), List.of(values)));
  }

  /**
   * Asks for a command flag not to be given.
   *
   * @param name the flag's name without dashes
   * @return the narrower pattern
   */
  public InvocationPattern withoutFlag(String name) {
    return and(new Criterion.NoFlag(false, flagName(name)));
  }

  /**
   * Asks for a global flag, whatever its value.
   *
   * @param name the flag's name without dashes
   * @return the narrower pattern
   */
  public InvocationPattern withGlobalFlag(String name) {
    return and(new Criterion.Flag(true, flagName(name), null));
  }

  /**
   * Asks for a global flag with a value.
   *
   * @param name the flag's name without dashes
   * @param value its last value
   * @return the narrower pattern
   */
  public InvocationPattern withGlobalFlag(String name, String value) {
    return and(new Criterion.Flag(true, flagName(name), new FlagValue.Text(value)));
  }

  /**
   * Asks for a global flag whose value is a path.
   *
   * @param name the flag's name without dashes
   * @param value its last value; a slash at the end makes no difference
   * @return the narrower pattern
   */
  public InvocationPattern withGlobalFlag(String name, Path value) {
    return and(new Criterion.Flag(true, flagName(name), new FlagValue.File(value)));
  }

  /**
   * Asks for a global flag whose value is as described.
   *
   * @param name the flag's name without dashes
   * @param value what holds for its last value
   * @return the narrower pattern
   */
  public InvocationPattern withGlobalFlag(String name, Condition<? super String> value) {
    return and(new Criterion.Flag(true, flagName(name), new FlagValue.Described(value)));
  }

  /**
   * Asks for a global flag not to be given.
   *
   * @param name the flag's name without dashes
   * @return the narrower pattern
   */
  public InvocationPattern withoutGlobalFlag(String name) {
    return and(new Criterion.NoFlag(true, flagName(name)));
  }

  /**
   * Asks for a container id: the first of what follows the flags.
   *
   * @param id the id as it was typed
   * @return the narrower pattern
   */
  public InvocationPattern withId(String id) {
    return and(new Criterion.Id(Objects.requireNonNull(id, "id")));
  }

  /**
   * Asks for an argument among those that follow the flags.
   *
   * @param value the argument
   * @return the narrower pattern
   */
  public InvocationPattern withPositional(String value) {
    return and(new Criterion.Positional(Objects.requireNonNull(value, "value")));
  }

  /**
   * Asks for exactly these arguments after the flags.
   *
   * @param values the arguments, in order; none for a call that has none
   * @return the narrower pattern
   */
  public InvocationPattern withPositionals(String... values) {
    return and(new Criterion.Positionals(List.of(values)));
  }

  /**
   * Asks for exactly these arguments, global flags and command included, as they were typed.
   *
   * @param argv the arguments after the name of the executable
   * @return the narrower pattern
   */
  public InvocationPattern withArgv(String... argv) {
    return and(new Criterion.Argv(List.of(argv)));
  }

  /**
   * Asks for a text on standard input. It is recorded only where a script wanted to know it, by a
   * {@code "stdin"} among what an entry is {@code "on"}, and the first 64 KiB of it.
   *
   * @param text all of it, as far as it is recorded
   * @return the narrower pattern
   */
  public InvocationPattern withStdin(String text) {
    return and(new Criterion.Stdin(Objects.requireNonNull(text, "text")));
  }

  /**
   * Asks for a JSON document on standard input, which is recorded as for {@link #withStdin}.
   *
   * @param json the document; blanks and the order of fields make no difference
   * @return the narrower pattern
   * @throws IllegalArgumentException if it is no JSON
   */
  public InvocationPattern withStdinJson(String json) {
    return and(Criterion.StdinJson.of(json));
  }

  /**
   * Asks for a recorded variable of the environment.
   *
   * @param name the variable's name, which the fake was told to record
   * @param value its value
   * @return the narrower pattern
   */
  public InvocationPattern withEnvironment(String name, String value) {
    return and(
        new Criterion.Environment(
            Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value")));
  }

  /**
   * Asks for an exit code.
   *
   * @param code what the call itself ended with
   * @return the narrower pattern
   */
  public InvocationPattern exited(int code) {
    return and(new Criterion.Exit(code));
  }

  /**
   * Asks for a call that took some time.
   *
   * @param duration how long at least
   * @return the narrower pattern
   */
  public InvocationPattern tookAtLeast(Duration duration) {
    return and(new Criterion.Took(duration, true));
  }

  /**
   * Asks for a call that did not take long.
   *
   * @param duration how long at most
   * @return the narrower pattern
   */
  public InvocationPattern tookAtMost(Duration duration) {
    return and(new Criterion.Took(duration, false));
  }

  /**
   * Asks for anything else.
   *
   * @param predicate true for the calls that are meant
   * @param description names them in failure texts, such as {@code longer than a second}
   * @return the narrower pattern
   */
  public InvocationPattern matching(Predicate<? super Invocation> predicate, String description) {
    return and(
        new Criterion.Matching(
            Objects.requireNonNull(description, "description"),
            Objects.requireNonNull(predicate, "predicate")));
  }

  /**
   * Tells whether a call is as described.
   *
   * @param invocation a recorded call
   * @return true if everything that was asked for is so
   */
  public boolean matches(Invocation invocation) {
    return criteria.stream().allMatch(criterion -> criterion.difference(invocation).isEmpty());
  }

  /** Shows the pattern as a command line, with what no command line can say behind it. */
  @Override
  public String toString() {
    String line =
        List.of(
                Criterion.Place.GLOBAL_FLAG,
                Criterion.Place.COMMAND,
                Criterion.Place.FLAG,
                Criterion.Place.POSITIONAL)
            .stream()
            .map(place -> texts(place, " "))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(" "));
    String remarks = texts(Criterion.Place.REMARK, ", ");
    if (line.isEmpty()) {
      line = "(any call)";
    }
    return remarks.isEmpty() ? line : line + "   " + remarks;
  }

  private String texts(Criterion.Place place, String separator) {
    return criteria.stream()
        .filter(criterion -> criterion.place() == place)
        .map(Criterion::text)
        .collect(Collectors.joining(separator));
  }

  /** What a call has instead; of a call of another command only that it is one. */
  List<Difference> differences(Invocation invocation) {
    List<Difference> differences = new ArrayList<>();
    for (Criterion criterion : criteria) {
      Optional<Difference> difference = criterion.difference(invocation);
      if (difference.isPresent() && criterion instanceof Criterion.Command) {
        return List.of(difference.get());
      }
      difference.ifPresent(differences::add);
    }
    return differences;
  }

  boolean isOfAnotherCommand(Invocation invocation) {
    return criteria.stream()
        .anyMatch(
            criterion ->
                criterion instanceof Criterion.Command
                    && criterion.difference(invocation).isPresent());
  }

  /** The global flags that matter, with which a log shows its calls. */
  Set<String> globalFlags() {
    Set<String> names = new LinkedHashSet<>();
    for (Criterion criterion : criteria) {
      if (criterion instanceof Criterion.Flag flag && flag.global()) {
        names.add(flag.name());
      } else if (criterion instanceof Criterion.NoFlag flag && flag.global()) {
        names.add(flag.name());
      }
    }
    return names;
  }

  private static String flagName(String name) {
    if (name.isEmpty() || name.startsWith("-") || name.contains("=")) {
      throw new IllegalArgumentException(
          "not the name of a flag: "
              + Words.quote(name)
              + "; flags are named without dashes and values, such as \"force\"");
    }
    return name;
  }
}
