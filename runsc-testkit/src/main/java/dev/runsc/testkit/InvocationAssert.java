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
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractDurationAssert;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.Condition;
import org.assertj.core.api.ListAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on one recorded call. {@link InvocationPattern} says what counts as a flag and its
 * value.
 *
 * <pre>{@code
 * assertThat(fake.invocations().get(0)).hasCommand("create").hasFlag("bundle", bundle).exited(0);
 * }</pre>
 *
 * <p>Not thread-safe: an assertion belongs to the thread that makes it.
 *
 * @since 0.1.0
 */
public class InvocationAssert extends KitAssert<InvocationAssert, Invocation> {

  /**
   * Begins assertions on a call.
   *
   * @param actual the call
   */
  public InvocationAssert(@Nullable Invocation actual) {
    super(actual, InvocationAssert.class);
  }

  /**
   * Verifies the command.
   *
   * @param command the command's name
   * @return this
   * @throws AssertionError if it is another one
   */
  public InvocationAssert hasCommand(String command) {
    return check(InvocationPattern.of(command));
  }

  /**
   * Verifies that a command flag is given, whatever its value.
   *
   * @param name the flag's name without dashes
   * @return this
   * @throws AssertionError if it is not
   */
  public InvocationAssert hasFlag(String name) {
    return check(InvocationPattern.any().withFlag(name));
  }

  /**
   * Verifies a command flag and its value.
   *
   * @param name the flag's name without dashes
   * @param value its last value
   * @return this
   * @throws AssertionError if it is not given, or has another value
   */
  public InvocationAssert hasFlag(String name, String value) {
    return check(InvocationPattern.any().withFlag(name, value));
  }

  /**
   * Verifies a command flag whose value is a path.
   *
   * @param name the flag's name without dashes
   * @param value its last value; a slash at the end makes no difference
   * @return this
   * @throws AssertionError if it is not given, or has another value
   */
  public InvocationAssert hasFlag(String name, Path value) {
    return check(InvocationPattern.any().withFlag(name, value));
  }

  /**
   * Verifies a command flag by a description of its value.
   *
   * @param name the flag's name without dashes
   * @param value what holds for its last value
   * @return this
   * @throws AssertionError if it is not given, or has another value
   */
  public InvocationAssert hasFlag(String name, Condition<? super String> value) {
    return check(InvocationPattern.any().withFlag(name, value));
  }

  /**
   * Verifies a command flag that is given several times.
   *
   * @param name the flag's name without dashes
   * @param values all its values, in order
   * @return this
   * @throws AssertionError if it has others
   */
  public InvocationAssert hasFlagValues(String name, String... values) {
    return check(InvocationPattern.any().withFlagValues(name, values));
  }

  /**
   * Verifies that a command flag is not given.
   *
   * @param name the flag's name without dashes
   * @return this
   * @throws AssertionError if it is
   */
  public InvocationAssert doesNotHaveFlag(String name) {
    return check(InvocationPattern.any().withoutFlag(name));
  }

  /**
   * Verifies that a global flag is given, whatever its value.
   *
   * @param name the flag's name without dashes
   * @return this
   * @throws AssertionError if it is not
   */
  public InvocationAssert hasGlobalFlag(String name) {
    return check(InvocationPattern.any().withGlobalFlag(name));
  }

  /**
   * Verifies a global flag and its value.
   *
   * @param name the flag's name without dashes
   * @param value its last value
   * @return this
   * @throws AssertionError if it is not given, or has another value
   */
  public InvocationAssert hasGlobalFlag(String name, String value) {
    return check(InvocationPattern.any().withGlobalFlag(name, value));
  }

  /**
   * Verifies a global flag whose value is a path.
   *
   * @param name the flag's name without dashes
   * @param value its last value; a slash at the end makes no difference
   * @return this
   * @throws AssertionError if it is not given, or has another value
   */
  public InvocationAssert hasGlobalFlag(String name, Path value) {
    return check(InvocationPattern.any().withGlobalFlag(name, value));
  }

  /**
   * Verifies a global flag by a description of its value.
   *
   * @param name the flag's name without dashes
   * @param value what holds for its last value
   * @return this
   * @throws AssertionError if it is not given, or has another value
   */
  public InvocationAssert hasGlobalFlag(String name, Condition<? super String> value) {
    return check(InvocationPattern.any().withGlobalFlag(name, value));
  }

  /**
   * Verifies that a global flag is not given.
   *
   * @param name the flag's name without dashes
   * @return this
   * @throws AssertionError if it is
   */
  public InvocationAssert doesNotHaveGlobalFlag(String name) {
    return check(InvocationPattern.any().withoutGlobalFlag(name));
  }

  /**
   * Verifies the container id: the first of what follows the flags.
   *
   * @param id the id as it was typed
   * @return this
   * @throws AssertionError if it is another one, or none
   */
  public InvocationAssert hasId(String id) {
    return check(InvocationPattern.any().withId(id));
  }

  /**
   * Verifies that an argument is among those that follow the flags.
   *
   * @param value the argument
   * @return this
   * @throws AssertionError if it is not
   */
  public InvocationAssert hasPositional(String value) {
    return check(InvocationPattern.any().withPositional(value));
  }

  /**
   * Verifies the arguments that follow the flags.
   *
   * @param values the arguments, in order
   * @return this
   * @throws AssertionError if they are others
   */
  public InvocationAssert hasPositionals(String... values) {
    return check(InvocationPattern.any().withPositionals(values));
  }

  /**
   * Verifies all arguments, global flags and command included, as they were typed.
   *
   * @param argv the arguments after the name of the executable
   * @return this
   * @throws AssertionError if they are others
   */
  public InvocationAssert hasArgv(String... argv) {
    isNotNull();
    List<String> expected = List.of(argv);
    if (!actual.argv().equals(expected)) {
      throw failureWithActualExpected(
          actual.argv(), expected, "%s", text(InvocationPattern.any().withArgv(argv)));
    }
    return myself;
  }

  /**
   * Verifies the exit code.
   *
   * @param code what the call itself ended with
   * @return this
   * @throws AssertionError if it ended with another one, or with none
   */
  public InvocationAssert exited(int code) {
    return check(InvocationPattern.any().exited(code));
  }

  /**
   * Verifies the caller's working directory.
   *
   * @param directory the directory
   * @return this
   * @throws AssertionError if it is another one
   */
  public InvocationAssert hasWorkingDirectory(Path directory) {
    isNotNull();
    return value("working directory", actual.cwd().toString(), directory.toString());
  }

  /**
   * Verifies what {@code runsc} itself wrote on standard output.
   *
   * @param text all of it
   * @return this
   * @throws AssertionError if it is another text
   */
  public InvocationAssert hasStdout(String text) {
    isNotNull();
    return value("standard output", actual.stdout(), text);
  }

  /**
   * Verifies what {@code runsc} itself wrote on standard error.
   *
   * @param text all of it
   * @return this
   * @throws AssertionError if it is another text
   */
  public InvocationAssert hasStderr(String text) {
    isNotNull();
    return value("standard error", actual.stderr(), text);
  }

  /**
   * Verifies a recorded variable of the environment. Only variables that the fake was told to
   * record are known.
   *
   * @param name the variable's name
   * @param value its value
   * @return this
   * @throws AssertionError if it has another value, or none is recorded
   */
  public InvocationAssert hasEnvironment(String name, String value) {
    return check(InvocationPattern.any().withEnvironment(name, value));
  }

  /**
   * Verifies what was on standard input, as far as that is recorded.
   *
   * @param text the recorded text; see {@link InvocationPattern#withStdin}
   * @return this
   * @throws AssertionError if it is another text, or not recorded
   */
  public InvocationAssert hasStdin(String text) {
    return check(InvocationPattern.any().withStdin(text));
  }

  /**
   * Verifies a JSON document on standard input.
   *
   * @param json the document; blanks and the order of fields make no difference
   * @return this
   * @throws AssertionError if it is another document or none, or not recorded
   */
  public InvocationAssert hasStdinJson(String json) {
    return check(InvocationPattern.any().withStdinJson(json));
  }

  /**
   * Verifies that the call took some time.
   *
   * @param duration how long at least
   * @return this
   * @throws AssertionError if it took less
   */
  public InvocationAssert tookAtLeast(Duration duration) {
    return check(InvocationPattern.any().tookAtLeast(duration));
  }

  /**
   * Verifies that the call did not take long.
   *
   * @param duration how long at most
   * @return this
   * @throws AssertionError if it took more
   */
  public InvocationAssert tookAtMost(Duration duration) {
    return check(InvocationPattern.any().tookAtMost(duration));
  }

  /**
   * Goes on with the last value of a command flag.
   *
   * @param name the flag's name without dashes
   * @return assertions on the text
   * @throws AssertionError if the flag is not given
   */
  public AbstractStringAssert<?> flag(String name) {
    return text("--" + name, call -> call.call().flag(name).orElse(null));
  }

  /**
   * Goes on with the last value of a global flag.
   *
   * @param name the flag's name without dashes
   * @return assertions on the text
   * @throws AssertionError if the flag is not given
   */
  public AbstractStringAssert<?> globalFlag(String name) {
    return text("global --" + name, call -> call.call().globalFlag(name).orElse(null));
  }

  /**
   * Goes on with what {@code runsc} itself wrote on standard output.
   *
   * @return assertions on the text
   */
  public AbstractStringAssert<?> stdout() {
    return text("standard output", Invocation::stdout);
  }

  /**
   * Goes on with what {@code runsc} itself wrote on standard error.
   *
   * @return assertions on the text
   */
  public AbstractStringAssert<?> stderr() {
    return text("standard error", Invocation::stderr);
  }

  /**
   * Goes on with what was on standard input.
   *
   * @return assertions on the text
   * @throws AssertionError if it is not recorded
   */
  public AbstractStringAssert<?> stdin() {
    return text("standard input", call -> call.stdin().orElse(null));
  }

  /**
   * Goes on with all arguments as they were typed.
   *
   * @return assertions on the arguments after the name of the executable
   */
  public ListAssert<String> argv() {
    return list("arguments", Invocation::argv);
  }

  /**
   * Goes on with the arguments that follow the flags.
   *
   * @return assertions on these arguments
   */
  public ListAssert<String> positionals() {
    return list("positionals", call -> call.call().positionals());
  }

  /**
   * Goes on with how long the call took.
   *
   * @return assertions on the duration
   */
  public AbstractDurationAssert<?> elapsed() {
    return navigation.to(
        name("duration"),
        actual == null ? null : actual.elapsed(),
        Assertions::assertThat,
        RunscSoftAssertions::assertThat);
  }

  private AbstractStringAssert<?> text(String what, Function<Invocation, @Nullable String> value) {
    return navigation.to(
        name(what),
        actual == null ? null : value.apply(actual),
        Assertions::assertThat,
        RunscSoftAssertions::assertThat);
  }

  private ListAssert<String> list(String what, Function<Invocation, List<String>> value) {
    return navigation.to(
        name(what),
        actual == null ? null : value.apply(actual),
        Assertions::assertThat,
        RunscSoftAssertions::assertThat);
  }

  private String name(String what) {
    return actual == null
        ? what
        : what + " of #" + actual.index() + " " + Words.word(actual.command());
  }

  private InvocationAssert value(String what, String found, String expected) {
    if (!found.equals(expected)) {
      throw failureWithActualExpected(
          found,
          expected,
          "%s",
          heading()
              + "to have "
              + what
              + ":\n  "
              + Words.quote(expected)
              + "\nbut it is:\n  "
              + Words.quote(found));
    }
    return myself;
  }

  private InvocationAssert check(InvocationPattern pattern) {
    isNotNull();
    if (!pattern.matches(actual)) {
      throw failure("%s", text(pattern));
    }
    return myself;
  }

  private String text(InvocationPattern pattern) {
    List<Difference> differences = pattern.differences(actual);
    return "\nExpecting invocation:\n"
        + new InvocationLog(List.of(actual), pattern.globalFlags())
            .table(actual, differences.get(0).mark())
        + "to have:\n  "
        + pattern.toString().replace("(any call)   ", "")
        + "\nbut it differs: "
        + differences.stream().map(Difference::text).collect(Collectors.joining(", "));
  }

  private String heading() {
    return "\nExpecting invocation:\n" + new InvocationLog(List.of(actual), Set.of()).table();
  }
}
