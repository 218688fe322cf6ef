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

package dev.runsc.testkit;

import dev.runsc.fake.FakeOptions;
import dev.runsc.fake.Workload;
import dev.runsc.testkit.internal.Release;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.json.JsonMapper;

/** What a test that is to run on a real runsc needs. */
final class RealRequirement {
  private RealRequirement() {}

  /** Refuses settings that the target cannot follow. */
  static void check(Settings settings, String where) {
    settings.cassette().ifPresent(cassette -> requireCassetteSettings(settings, where));
    if (settings.target() == TargetKind.FAKE) {
      requireProfile(settings, where);
    } else {
      requireRealSettings(settings, where);
    }
  }

  private static void requireCassetteSettings(Settings settings, String where) {
    String wrong = "";
    if (settings.target() != TargetKind.FAKE) {
      wrong = "target = " + settings.target();
    } else if (settings.strict()) {
      wrong = "strict = true";
    } else if (settings.workload() != Workload.SCRIPTED) {
      wrong = "workload = " + settings.workload();
    } else if (settings.ociVersion().isPresent()) {
      wrong = "ociVersion";
    }
    if (!wrong.isEmpty()) {
      throw new ExtensionConfigurationException(
          where
              + " is answered from a cassette, which has all that a real runsc answered: leave out "
              + wrong
              + ", or @RunscCassette");
    }
  }

  private static void requireProfile(Settings settings, String where) {
    try {
      settings.release().ifPresent(FakeOptions.builder()::release);
    } catch (IllegalArgumentException e) {
      throw new ExtensionConfigurationException(where + ": " + e.getMessage(), e);
    }
  }

  private static void requireRealSettings(Settings settings, String where) {
    String wrong = "";
    // Made here: it takes more time than all the rest that the first test of a fake needs.
    JsonMapper json = JsonMapper.builder().build();
    if (!json.readTree(settings.script()).path("replies").isEmpty()) {
      wrong = "scripted replies";
    } else if (settings.strict()) {
      wrong = "strict = true";
    } else if (settings.failOnUnusedReplies()) {
      wrong = "failOnUnusedReplies = true";
    }
    if (!wrong.isEmpty()) {
      throw new ExtensionConfigurationException(
          where
              + " is to run on real gVisor, which gives its own answers and no scripted ones: leave"
              + " out "
              + wrong
              + ", or run it on TargetKind.FAKE only (scripted workloads are fine: there the"
              + " bundle's own program takes their place)");
    }
  }

  /** Finds the executable. */
  static RealSearch.Result find(ExtensionContext context, Settings settings) {
    return RealSearch.of(context)
        .find(
            new RealSearch.Wanted(
                settings.release().map(Release::parse), Optional.empty(), settings.platform()));
  }

  /**
   * Why a test cannot run and is to be skipped; empty if it can run.
   *
   * @throws AssertionError if it cannot run, and that is not to be passed over
   */
  static Optional<String> skipped(ExtensionContext context, Settings settings) {
    Optional<RealSearch.Missing> missing = missing(context, settings);
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    String reason = missing.get().reason();
    if (missing.get().required()) {
      throw new AssertionError(reason);
    }
    if (policy(context, settings) == MissingReal.FAIL) {
      throw new AssertionError(
          reason + " (to have it skipped, set missingReal = MissingReal.SKIP)");
    }
    return Optional.of(reason);
  }

  private static Optional<RealSearch.Missing> missing(ExtensionContext context, Settings settings) {
    if (settings.cassette().isPresent()) {
      Tape tape = Tape.of(context, settings);
      if (!tape.isToBeRecorded()) {
        tape.load();
        return Optional.empty();
      }
      return missingReal(context, settings);
    }
    return switch (settings.target()) {
      case FAKE -> Optional.empty();
      case REAL -> missingReal(context, settings);
      case CONTAINER ->
          Optional.of(ContainerTargets.of(context).find(settings))
              .filter(ContainerTargets.Missing.class::isInstance)
              .map(ContainerTargets.Missing.class::cast)
              .map(one -> RealSearch.missingContainer(one.reason()));
    };
  }

  private static Optional<RealSearch.Missing> missingReal(
      ExtensionContext context, Settings settings) {
    return Optional.of(find(context, settings))
        .filter(RealSearch.Missing.class::isInstance)
        .map(RealSearch.Missing.class::cast);
  }

  private static MissingReal policy(ExtensionContext context, Settings settings) {
    return settings
        .missingReal()
        .or(
            () ->
                context
                    .getConfigurationParameter(RunscExtension.MISSING_REAL_PARAMETER)
                    .map(RealRequirement::parse))
        .orElse(MissingReal.FAIL);
  }

  private static MissingReal parse(String text) {
    try {
      return MissingReal.valueOf(text.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new ExtensionConfigurationException(
          "the configuration parameter "
              + RunscExtension.MISSING_REAL_PARAMETER
              + " is fail or skip, not "
              + Words.quote(text),
          e);
    }
  }
}
