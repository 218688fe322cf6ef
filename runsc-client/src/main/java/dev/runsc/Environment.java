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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The environment runsc gets: of this process's variables a few that runsc or a wrapper around it
 * reads, then what the caller sets.
 *
 * <p>Everything else stays here (trap B32): secrets, and above all {@code NOTIFY_SOCKET} and {@code
 * LISTEN_FDS}, through which a sandbox would speak to systemd in this process's name.
 */
final class Environment {

  /**
   * PATH: runsc and hooks look up programs. HOME, USER, LOGNAME: owner of a container, rootless
   * mode. XDG_RUNTIME_DIR: the default root. TMPDIR: temporary files. TZ, TZDIR, LANG, LANGUAGE:
   * times and texts. DBUS_*: cgroups through systemd. GO*: switches of the Go runtime that runsc is
   * built on.
   */
  private static final Set<String> ALLOWED =
      Set.of(
          "PATH",
          "HOME",
          "USER",
          "LOGNAME",
          "XDG_RUNTIME_DIR",
          "TMPDIR",
          "TZ",
          "TZDIR",
          "LANG",
          "LANGUAGE",
          "DBUS_SESSION_BUS_ADDRESS",
          "DBUS_SYSTEM_BUS_ADDRESS",
          "GODEBUG",
          "GOGC",
          "GOMAXPROCS",
          "GOMEMLIMIT",
          "GOTRACEBACK");

  private static final String LOCALE_PREFIX = "LC_";

  private Environment() {}

  static boolean passes(String name) {
    return ALLOWED.contains(name) || name.startsWith(LOCALE_PREFIX);
  }

  /**
   * Puts together what runsc gets.
   *
   * @param own the variables of this process
   * @param inherited further names that may pass
   * @param client variables set on the client
   * @param call variables set for the call, which win
   */
  static Map<String, String> of(
      Map<String, String> own,
      Set<String> inherited,
      Map<String, String> client,
      Map<String, String> call) {
    Map<String, String> result = new TreeMap<>();
    own.forEach(
        (name, value) -> {
          if (passes(name) || inherited.contains(name)) {
            result.put(name, value);
          }
        });
    result.putAll(client);
    result.putAll(call);
    return new LinkedHashMap<>(result);
  }

  static String requireName(String name) {
    if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "the name of an environment variable must not be empty nor contain = or NUL: \""
              + name
              + "\"");
    }
    return name;
  }

  /** The value is not shown: it may be a secret. */
  static String requireValue(String name, String value) {
    if (value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "the value of the environment variable " + name + " contains a NUL");
    }
    return value;
  }
}
