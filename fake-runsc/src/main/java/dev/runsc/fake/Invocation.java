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

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One recorded call of the fake executable: a line of {@code invocations.jsonl}.
 *
 * @param index counts the calls of one fake from 1, in the order in which they began
 * @param argv the arguments after the executable's name, byte for byte
 * @param call the same, parsed by the grammar of {@code release}
 * @param cwd the caller's working directory
 * @param environment the variables that the fake was told to record, as far as they were set
 * @param pid the process id of the call
 * @param ppid the process id of its parent
 * @param start when the call began
 * @param elapsed how long it took
 * @param exit its exit code; empty if the caller died before it was answered
 * @param stdout what {@code runsc} itself wrote on standard output (at most 64 KiB are kept)
 * @param stderr what {@code runsc} itself wrote on standard error (at most 64 KiB are kept)
 * @param answeredBy {@code model}, {@code script[N]} with the entry's index from 0, {@code grammar}
 *     for a refused command line, or {@code refusal} for what is neither modelled nor scripted,
 *     {@code cassette[N]}, {@code real} for a real {@code runsc}, or {@code faults}
 * @param release the imitated gVisor release
 * @param failure why the answer could not be given or recorded whole, if so
 * @param stdin the beginning of standard input (at most 64 KiB), if a script asked for it;
 *     otherwise it is not touched
 * @param reason why that layer answered: the entry of the script with its line, the command of the
 *     model, …
 * @param faults what went wrong on purpose, with the rules that said so
 * @since 0.1.0
 */
public record Invocation(
    long index,
    List<String> argv,
    Call call,
    Path cwd,
    Map<String, String> environment,
    long pid,
    long ppid,
    Instant start,
    Duration elapsed,
    OptionalInt exit,
    String stdout,
    String stderr,
    String answeredBy,
    String release,
    Optional<String> failure,
    Optional<String> stdin,
    String reason,
    List<String> faults) {

  /**
   * Copies what is given.
   *
   * @param index counts the calls from 1
   * @param argv the arguments
   * @param call the parsed arguments
   * @param cwd the working directory
   * @param environment the recorded variables
   * @param pid the call's process
   * @param ppid its parent
   * @param start when it began
   * @param elapsed how long it took
   * @param exit its exit code
   * @param stdout standard output
   * @param stderr standard error
   * @param answeredBy the layer that answered
   * @param release the imitated release
   * @param failure why it went unanswered
   * @param stdin standard input, if it was read
   * @param reason why that layer answered
   * @param faults what went wrong on purpose
   */
  public Invocation {
    argv = List.copyOf(argv);
    environment = Map.copyOf(environment);
    faults = List.copyOf(faults);
  }

  /**
   * A call with no standard input, reason or faults.
   *
   * @param index counts the calls from 1
   * @param argv the arguments
   * @param call the parsed arguments
   * @param cwd the working directory
   * @param environment the recorded variables
   * @param pid the call's process
   * @param ppid its parent
   * @param start when it began
   * @param elapsed how long it took
   * @param exit its exit code
   * @param stdout standard output
   * @param stderr standard error
   * @param answeredBy the layer that answered
   * @param release the imitated release
   * @param failure why it went unanswered
   */
  public Invocation(
      long index,
      List<String> argv,
      Call call,
      Path cwd,
      Map<String, String> environment,
      long pid,
      long ppid,
      Instant start,
      Duration elapsed,
      OptionalInt exit,
      String stdout,
      String stderr,
      String answeredBy,
      String release,
      Optional<String> failure) {
    this(
        index,
        argv,
        call,
        cwd,
        environment,
        pid,
        ppid,
        start,
        elapsed,
        exit,
        stdout,
        stderr,
        answeredBy,
        release,
        failure,
        Optional.empty(),
        "",
        List.of());
  }

  /**
   * The command's name.
   *
   * @return the name, or {@code ""} if the call had none
   */
  public String command() {
    return call.command();
  }
}
