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

package dev.runsc.conformance;

import java.util.List;

/**
 * What a call did.
 *
 * @param argv the arguments after the target's own global flags
 * @param exit its exit status; 128 + n if signal n ended it
 * @param stdout what it had written to standard output when it ended
 * @param stderr what it had written to standard error when it ended
 * @param streams the files that went to; a container goes on writing to them
 * @param wordings how the release words its messages
 */
public record Answer(
    List<String> argv, int exit, String stdout, String stderr, Streams streams, Wordings wordings) {

  /** Copies the list. */
  public Answer {
    argv = List.copyOf(argv);
  }

  /** Shows the call and what came of it. */
  @Override
  public String toString() {
    return "runsc "
        + Words.commandLine(argv)
        + "\n  exit   "
        + exit
        + "\n  stdout "
        + Words.quoted(stdout)
        + "\n  stderr "
        + Words.quoted(stderr);
  }
}
