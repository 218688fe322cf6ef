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

package dev.runsc.conformance.cli;

import dev.runsc.conformance.targets.TargetSpec;
import dev.runsc.fake.FakeOptions;
import dev.runsc.testkit.internal.Release;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what stands on a command line. */
final class Converters {

  private Converters() {}

  /** Reads a target. */
  static final class OfTarget implements ITypeConverter<TargetSpec> {
    private final Surroundings surroundings;

    OfTarget(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public TargetSpec convert(String value) {
      try {
        TargetSpec target = TargetSpec.parse(value, surroundings.environment());
        if (target instanceof TargetSpec.Fake fake) {
          fake.release().ifPresent(release -> requireProfile(release.toString()));
        }
        return target;
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }

    private static void requireProfile(String release) {
      if (!FakeOptions.releases().contains(release)) {
        throw new IllegalArgumentException(
            "there is no fake of " + release + ", but of " + FakeOptions.releases());
      }
    }
  }

  /** Reads a release. */
  static final class OfRelease implements ITypeConverter<Release> {
    OfRelease() {}

    @Override
    public Release convert(String value) {
      try {
        return Release.parse(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
