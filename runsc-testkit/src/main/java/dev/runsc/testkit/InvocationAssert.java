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
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
    isNotNull();
    String recorded = actual.environment().get(name);
    if (recorded == null) {
      throw failure(
          "%s",
          heading()
              + "to have in its environment:\n  "
              + name
              + "\nbut it was not set, or the fake was not told to record it: recorded are "
              + Words.list(actual.environment().keySet().stream().sorted().toList()));
    }
    return value("in its environment " + name, recorded, value);
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
