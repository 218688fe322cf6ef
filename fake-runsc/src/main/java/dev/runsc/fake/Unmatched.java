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

import java.util.List;

/**
 * Explains to a strict fake's caller why no scripted reply answers: the closest entry, and why not.
 */
final class Unmatched {
  private Unmatched() {}

  static String explain(List<String> argv, Call call, Script script) {
    StringBuilder out = new StringBuilder("no scripted reply matches ");
    out.append(String.join(" ", argv.stream().map(GoText::quote).toList()));
    int closest = closest(call, script);
    if (closest < 0) {
      return out.append("; the script has no replies").toString();
    }
    return out.append("; closest is replies[")
        .append(closest)
        .append("]: ")
        .append(script.replies().get(closest).on().mismatch(call).orElse("it matches"))
        .toString();
  }

  /** The first entry for the same command, else the first. */
  private static int closest(Call call, Script script) {
    for (int i = 0; i < script.replies().size(); i++) {
      ScriptedReply.Match command = script.replies().get(i).on().command();
      if (command == null || command.matches(call.command())) {
        return i;
      }
    }
    return script.replies().isEmpty() ? -1 : 0;
  }
}
