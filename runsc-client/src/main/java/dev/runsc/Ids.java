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

import java.util.regex.Pattern;

/**
 * Checks container ids before they become arguments.
 *
 * <p>Only {@code create} and {@code run} check ids; every other command takes them for
 * abbreviations and shell patterns, so that {@code kill ""} ends the only container there is.
 */
final class Ids {

  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_+.-]+");

  private Ids() {}

  /** For the id of a container that is to exist. */
  static String requireAddressable(String id) {
    if (!ALLOWED.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "no container can have the id \""
              + id
              + "\": ids are made of A-Z a-z 0-9 _ + - . and runsc would take this one for a"
              + " pattern, which may fit another container");
    }
    return requireNoFlag(id);
  }

  /** For the id of a new container, which runsc itself checks. */
  static String requireNoFlag(String id) {
    if (id.startsWith("-")) {
      throw new IllegalArgumentException(
          "runsc would take the id \"" + id + "\" for a flag: let it begin with something else");
    }
    if (id.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("an id must not contain a NUL");
    }
    return id;
  }
}
