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

package dev.runsc.testkit.internal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A gVisor release, such as {@code 20240729.0}.
 *
 * @param date the date, as a number
 * @param patch the number after the dot
 */
public record Release(int date, int patch) implements Comparable<Release> {

  private static final Pattern RELEASE = Pattern.compile("([0-9]{8})\\.([0-9]{1,4})");

  // Debian's packages say "0.0~20240729.0", the published builds "release-20240729.0".
  private static final Pattern IN_VERSION =
      Pattern.compile("(?m)^runsc version \\S*?([0-9]{8}\\.[0-9]{1,4})\\b.*$");

  /** Whether a text is a release. */
  public static boolean isRelease(String text) {
    return RELEASE.matcher(text).matches();
  }

  /**
   * Reads a release.
   *
   * @throws IllegalArgumentException if it is not one
   */
  public static Release parse(String text) {
    Matcher matcher = RELEASE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a gVisor release: write it like 20240729.0");
    }
    return new Release(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  /** Whether a text is written like a release. */
  public static boolean isOne(String text) {
    return RELEASE.matcher(text).matches();
  }

  /** Finds the release in what {@code runsc --version} prints. */
  public static Optional<Release> ofVersionText(String text) {
    Matcher matcher = IN_VERSION.matcher(text);
    return matcher.find() ? Optional.of(parse(matcher.group(1))) : Optional.empty();
  }

  @Override
  public int compareTo(Release other) {
    return date != other.date
        ? Integer.compare(date, other.date)
        : Integer.compare(patch, other.patch);
  }

  @Override
  public String toString() {
    return date + "." + patch;
  }
}
