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

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says since which release there is a command or flag that the release in use does not know. */
final class UnknownFlag {

  private static final Pattern FLAG = Pattern.compile("flag provided but not defined: --?(\\S+)");
  private static final String UNKNOWN_COMMAND = "Usage: ";

  /** Exit code of wrong global flags. */
  private static final int GLOBAL = 2;

  private UnknownFlag() {}

  /** In brackets and with a blank before, or nothing if nothing is known. */
  static String explain(String command, int exitCode, String message) {
    String words = words(command, exitCode, message);
    return words == null ? "" : " (" + words + "; Runsc.version() tells which release this is)";
  }

  private static @Nullable String words(String command, int exitCode, String message) {
    if (message.startsWith(UNKNOWN_COMMAND)) {
      return CliHistory.LOADED.inWords(command, "");
    }
    Matcher flag = FLAG.matcher(message);
    return flag.find()
        ? CliHistory.LOADED.inWords(exitCode == GLOBAL ? "" : command, flag.group(1))
        : null;
  }
}
