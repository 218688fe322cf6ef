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

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release of gVisor, such as 20240729.0. Releases are ordered by date.
 *
 * @param date year, month and day as one number, such as 20240729
 * @param number counts releases of one day, from 0
 * @since 0.1.0
 */
public record Release(int date, int number) implements Comparable<Release> {

  private static final Pattern FORM = Pattern.compile("(?<!\\d)(20\\d{6})\\.(\\d{1,4})(?!\\d)");
  private static final Comparator<Release> ORDER =
      Comparator.comparingInt(Release::date).thenComparingInt(Release::number);

  /**
   * Reads a release.
   *
   * @param text such as {@code 20240729.0} or {@code release-20240729.0}
   * @return the release
   * @throws IllegalArgumentException if there is none in the text
   */
  public static Release of(String text) {
    return find(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a release has the form 20240729.0, not \"" + text + "\""));
  }

  /** The first release in a text, such as {@code 0.0~20240729.0}, as Debian writes it. */
  static Optional<Release> find(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.find()
        ? Optional.of(
            new Release(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  /**
   * Tells whether this release has a command.
   *
   * <p>This is known for all releases up to {@link #latestKnown()}; a later one is taken for that.
   *
   * @param command the command, such as {@code update}, or {@code trace create} for a nested one
   * @return true if it has
   */
  public boolean supports(String command) {
    return CliHistory.LOADED.has(this, command, "");
  }

  /**
   * Tells whether this release has a flag.
   *
   * <p>This is known for all releases up to {@link #latestKnown()}; a later one is taken for that.
   *
   * @param command the command, such as {@code kill}; empty for a global flag
   * @param flag the flag's name, with or without dashes
   * @return true if it has
   */
  public boolean supports(String command, String flag) {
    return CliHistory.LOADED.has(this, command, CliHistory.bare(flag));
  }

  /**
   * Returns the last release whose commands and flags are known here.
   *
   * @return the release
   */
  public static Release latestKnown() {
    return CliHistory.LATEST;
  }

  @Override
  public int compareTo(Release other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return date + "." + number;
  }
}
