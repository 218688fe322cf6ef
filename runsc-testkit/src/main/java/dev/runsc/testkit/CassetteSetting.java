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

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * That a test has a cassette.
 *
 * @param name its name; empty for the one that its test gives it
 * @param mode what is done with it
 */
record CassetteSetting(String name, CassetteMode mode) {
  CassetteSetting {
    if (name.contains("/") || name.contains("\\")) {
      throw new ExtensionConfigurationException(
          "not the name of a cassette: " + Words.quote(name) + "; leave out the directory");
    }
  }

  /** What the closest annotation says. */
  static Optional<CassetteSetting> of(ExtensionContext context) {
    Optional<RunscCassette> onMethod =
        AnnotationSupport.findAnnotation(context.getTestMethod(), RunscCassette.class);
    List<Class<?>> enclosing = context.getEnclosingTestClasses();
    return onMethod
        .or(
            () ->
                context
                    .getTestClass()
                    .flatMap(
                        type ->
                            AnnotationSupport.findAnnotation(type, RunscCassette.class, enclosing)))
        .map(annotation -> new CassetteSetting(annotation.value(), annotation.mode()));
  }
}
