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

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The descriptors that {@code --pass-fd HOST:GUEST} gives to a program. They travel through shells,
 * which name no descriptor above 9 and use some of their own.
 */
final class PassedDescriptors {
  private static final Pattern PAIR = Pattern.compile("([0-9]+):([0-9]+)");
  private static final Pattern HOST = Pattern.compile("[0-4]");
  private static final Pattern GUEST = Pattern.compile("[0-9]");

  private PassedDescriptors() {}

  /** Redirections of a shell, or empty text if nothing is passed. */
  static String of(Session session) {
    if (session.line().flag("exec-fd").matches("[0-9]+")) {
      throw new FakeRefusal("--exec-fd is not modelled; script the reply");
    }
    List<String> redirections = new ArrayList<>();
    for (String given : session.line().flags().values().getOrDefault("pass-fd", List.of())) {
      Matcher pair = PAIR.matcher(given);
      if (!pair.matches()
          || !HOST.matcher(pair.group(1)).matches()
          || !GUEST.matcher(pair.group(2)).matches()) {
        throw new FakeRefusal(
            "--pass-fd "
                + given
                + " cannot be passed on: the fake knows descriptors 0 to 4 of the host and 0 to 9"
                + " of the guest");
      }
      redirections.add(pair.group(2) + "<&" + pair.group(1));
    }
    return String.join(" ", redirections);
  }
}
