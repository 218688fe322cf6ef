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

import java.util.List;

/**
 * Refuses what {@code exec --detach} would garble: runsc runs itself again without every argument
 * that has the word in it, whatever it stands for (trap B26).
 */
final class DetachLint {

  private static final String WORD = "detach";
  private static final String FLAG = "--detach";

  private DetachLint() {}

  /**
   * Checks a command.
   *
   * @param launcher how many words stand before the executable
   */
  static void check(Command command, List<String> argv, int launcher) {
    if (!command.name().equals("exec") || !command.flags().contains(FLAG)) {
      return;
    }
    // Up to the executable nothing is repeated by runsc.
    for (String arg : argv.subList(launcher + 1, argv.size())) {
      if (arg.contains(WORD) && !arg.equals(FLAG)) {
        throw new IllegalArgumentException(
            "runsc exec --detach drops every argument with the word \"detach\" in it, and so this"
                + " one: "
                + arg
                + " (give the id, path or flag another name; words of a program's own command can"
                + " be passed in an OciProcess)");
      }
    }
  }
}
