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
import dev.runsc.fake.Script;
import dev.runsc.fake.ScriptException;
import dev.runsc.fake.Workload;
import dev.runsc.testkit.internal.Release;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** What one {@link RunscSettings} sets, checked; absent where it sets nothing. */
record PartialSettings(
    Optional<TargetKind> target,
    Optional<String> release,
    Optional<String> ociVersion,
    Optional<String> platform,
    Optional<MissingReal> missingReal,
    Optional<Workload> workload,
    Optional<Boolean> strict,
    Set<String> environment,
    Optional<String> script,
    Optional<Boolean> failOnUnexpectedCalls,
    Optional<Boolean> failOnUnusedReplies,
    Optional<Boolean> failOnLeftContainers,
    Optional<Cleanup> cleanup,
    Optional<CassetteSetting> cassette) {

  /** Nothing but a target, and a release if there is one. */
  static PartialSettings of(TargetKind target, Optional<String> release) {
    return of(Optional.of(target), release, Optional.empty());
  }

  /** Nothing but a cassette. */
  static PartialSettings of(CassetteSetting cassette) {
    return of(Optional.empty(), Optional.empty(), Optional.of(cassette));
  }

  private static PartialSettings of(
      Optional<TargetKind> target, Optional<String> release, Optional<CassetteSetting> cassette) {
    return new PartialSettings(
        target,
        release,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        cassette);
  }

  /**
   * Reads and checks an annotation.
   *
   * @param annotation the annotation
   * @param where names it in messages
   * @param anchor the class to which the name of a resource is relative
   */
  static PartialSettings of(RunscSettings annotation, String where, Class<?> anchor) {
    try {
      if (!annotation.release().isEmpty()) {
        Release.parse(annotation.release());
      }
      FakeOptions.builder().environment(annotation.environment());
    } catch (IllegalArgumentException e) {
      throw new ExtensionConfigurationException(where + ": " + e.getMessage(), e);
    }
    return new PartialSettings(
        one(where, "target", List.of(annotation.target())),
        text(annotation.release()),
        text(annotation.ociVersion()),
        text(annotation.platform()),
        one(where, "missingReal", List.of(annotation.missingReal())),
        one(where, "workload", List.of(annotation.workload())),
        one(where, "strict", booleans(annotation.strict())),
        new LinkedHashSet<>(List.of(annotation.environment())),
        script(annotation, where, anchor),
        one(where, "failOnUnexpectedCalls", booleans(annotation.failOnUnexpectedCalls())),
        one(where, "failOnUnusedReplies", booleans(annotation.failOnUnusedReplies())),
        one(where, "failOnLeftContainers", booleans(annotation.failOnLeftContainers())),
        one(where, "cleanup", List.of(annotation.cleanup())),
        Optional.empty());
  }

  private static Optional<String> text(String value) {
    return Optional.of(value).filter(one -> !one.isEmpty());
  }

  private static List<Boolean> booleans(boolean[] values) {
    Boolean[] boxed = new Boolean[values.length];
    for (int i = 0; i < values.length; i++) {
      boxed[i] = values[i];
    }
    return List.of(boxed);
  }

  private static <T> Optional<T> one(String where, String attribute, List<T> values) {
    if (values.size() > 1) {
      throw new ExtensionConfigurationException(
          where + ": " + attribute + " is one value, not several: " + values);
    }
    return values.stream().findFirst();
  }

  private static Optional<String> script(RunscSettings annotation, String where, Class<?> anchor) {
    boolean inline = !annotation.script().isEmpty();
    String resource = annotation.scriptResource();
    if (inline && !resource.isEmpty()) {
      throw new ExtensionConfigurationException(
          where + ": both script and scriptResource are set; leave one of them");
    }
    if (inline) {
      return Optional.of(checked(annotation.script(), where + ": script"));
    }
    return resource.isEmpty()
        ? Optional.empty()
        : Optional.of(
            checked(
                read(resource, where, anchor),
                where + ": scriptResource " + Words.quote(resource)));
  }

  private static String checked(String script, String where) {
    try {
      Script.parse(script);
      return script;
    } catch (ScriptException e) {
      throw new ExtensionConfigurationException(where + ": " + e.getMessage(), e);
    }
  }

  private static String read(String resource, String where, Class<?> anchor) {
    try (InputStream in = anchor.getResourceAsStream(resource)) {
      if (in == null) {
        throw new ExtensionConfigurationException(
            where
                + ": there is no resource "
                + Words.quote(resource)
                + " relative to "
                + anchor.getName()
                + moduleHint(anchor));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ExtensionConfigurationException(
          where + ": cannot read scriptResource " + Words.quote(resource) + ": " + e, e);
    }
  }

  private static String moduleHint(Class<?> anchor) {
    return anchor.getModule().isNamed()
        ? ", or its package is not open: write \"opens "
            + anchor.getPackageName()
            + ";\" in the descriptor of module "
            + anchor.getModule().getName()
        : "";
  }

  /** Joins what two annotations on the same element set. */
  PartialSettings and(PartialSettings other, String where) {
    Set<String> names = new LinkedHashSet<>(environment);
    names.addAll(other.environment);
    return new PartialSettings(
        either(target, other.target, where, "target"),
        either(release, other.release, where, "release"),
        either(ociVersion, other.ociVersion, where, "ociVersion"),
        either(platform, other.platform, where, "platform"),
        either(missingReal, other.missingReal, where, "missingReal"),
        either(workload, other.workload, where, "workload"),
        either(strict, other.strict, where, "strict"),
        names,
        either(script, other.script, where, "script"),
        either(failOnUnexpectedCalls, other.failOnUnexpectedCalls, where, "failOnUnexpectedCalls"),
        either(failOnUnusedReplies, other.failOnUnusedReplies, where, "failOnUnusedReplies"),
        either(failOnLeftContainers, other.failOnLeftContainers, where, "failOnLeftContainers"),
        either(cleanup, other.cleanup, where, "cleanup"),
        cassette.or(other::cassette));
  }

  private static <T> Optional<T> either(
      Optional<T> one, Optional<T> other, String where, String attribute) {
    if (one.isPresent() && other.isPresent()) {
      throw new ExtensionConfigurationException(
          where + ": " + attribute + " is set by two annotations there; leave one of them");
    }
    return one.or(() -> other);
  }
}
