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

package dev.runsc;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One command of runsc.
 *
 * @param what what it does, for messages
 * @param name the command's name
 * @param flags its flags
 * @param operands what follows the flags
 * @param waits whether it lasts as long as some program
 * @param timeout the call's own limit, or null
 * @param environment the call's own variables
 * @param stdin the file it reads if its streams are ours, or null for none
 * @param directory where it runs, or null for here
 */
record Command(
    String what,
    String name,
    List<String> flags,
    List<String> operands,
    boolean waits,
    @Nullable Duration timeout,
    Map<String, String> environment,
    @Nullable Path stdin,
    @Nullable Path directory) {

  /** A command without options. */
  static Command plain(String what, String name, List<String> flags, String... operands) {
    return new Command(what, name, flags, List.of(operands), false, null, Map.of(), null, null);
  }

  /** A command with options, whose flags come after the given ones. */
  static Command of(
      String what, String name, List<String> flags, CommandOptions options, String... operands) {
    List<String> all = new ArrayList<>(flags);
    all.addAll(options.flags());
    all.addAll(options.extraArgs());
    return new Command(
        what,
        name,
        List.copyOf(all),
        List.of(operands),
        false,
        options.timeout().orElse(null),
        options.environment(),
        null,
        null);
  }

  Command waiting() {
    return new Command(what, name, flags, operands, true, timeout, environment, stdin, directory);
  }

  Command reading(Path file) {
    return new Command(what, name, flags, operands, waits, timeout, environment, file, directory);
  }

  Command in(Path where) {
    return new Command(what, name, flags, operands, waits, timeout, environment, stdin, where);
  }

  Command withFlags(String... more) {
    List<String> all = new ArrayList<>(flags);
    all.addAll(List.of(more));
    return new Command(what, name, all, operands, waits, timeout, environment, stdin, directory);
  }

  Command withOperands(List<String> more) {
    List<String> all = new ArrayList<>(operands);
    all.addAll(more);
    return new Command(what, name, flags, all, waits, timeout, environment, stdin, directory);
  }

  /** With what is left of its limit, if it has one, after another call was made for it. */
  Command since(long begin) {
    return limitedTo(timeout == null ? null : Timeouts.left(timeout, System.nanoTime() - begin));
  }

  private Command limitedTo(@Nullable Duration limit) {
    return new Command(what, name, flags, operands, waits, limit, environment, stdin, directory);
  }

  /** For another call that is made for this one. */
  CallOptions callOptions() {
    CallOptions.Builder options = CallOptions.builder();
    environment.forEach(options::environment);
    if (timeout != null) {
      options.timeout(timeout);
    }
    return options.build();
  }

  /** The same command line, but it stops after its flags have been read. */
  Command askingForHelp(Duration limit) {
    return new Command(
            "help of " + name, name, flags, List.of(), false, limit, environment, null, directory)
        .withFlags("-h");
  }

  /** Whether it goes on until somebody ends it. */
  boolean isStream() {
    return name.equals("events") && waits;
  }

  List<String> argv(List<String> prefix) {
    List<String> argv = new ArrayList<>(prefix);
    argv.add(name);
    argv.addAll(flags);
    argv.addAll(operands);
    return List.copyOf(argv);
  }
}
