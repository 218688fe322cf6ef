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
import java.util.regex.Pattern;

/** The calls about the executable itself; see {@link Runsc} for what they do. */
final class ReleaseCalls {

  private final Invoker invoker;

  ReleaseCalls(Invoker invoker) {
    this.invoker = invoker;
  }

  Version version(CallOptions options) {
    Command command = Command.of("version of runsc", "--version", List.of(), options);
    return new Replies(command.what(), invoker.capture(command)).version();
  }

  Features features(CallOptions options) {
    Command command = Command.of("features of runsc", "features", List.of(), options);
    return new Replies(command.what(), invoker.capture(command)).features();
  }

  boolean supports(String command) {
    Arguments.text("the command", command);
    return version(CallOptions.defaults())
        .release()
        .map(release -> release.supports(command))
        .orElseGet(() -> hasHelp(command));
  }

  boolean supports(String command, String flag) {
    Arguments.text("the flag", flag);
    return version(CallOptions.defaults())
        .release()
        .map(release -> release.supports(command, flag))
        .orElseGet(() -> helpNames(command, CliHistory.bare(flag)));
  }

  /** A build that does not tell its release can still be asked for its help. */
  private boolean hasHelp(String command) {
    try {
      invoker.capture(Command.plain("help of " + command, "help", List.of(), command.split(" ")));
      return true;
    } catch (RunscExitException e) {
      if (e.kind() == ErrorKind.UNSUPPORTED) {
        return false;
      }
      throw e;
    }
  }

  private boolean helpNames(String command, String flag) {
    if (!command.isEmpty() && !hasHelp(command)) {
      return false;
    }
    // The global flags are listed on standard error, those of a command on standard output.
    Command listing =
        command.isEmpty()
            ? Command.plain("flags of runsc", "flags", List.of())
            : Command.plain("flags of " + command, "flags", List.of(), command);
    CallFacts facts = invoker.capture(listing);
    String text = facts.stdout().text() + "\n" + facts.stderr().text();
    return Pattern.compile("(?m)^\\s+-" + Pattern.quote(flag) + "(?:\\s|$)").matcher(text).find();
  }
}
