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

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Finds the {@link RunscSettings} of a test and lays them over each other.
 *
 * <p>JUnit's annotation support gives only the closest annotation, and here each may leave
 * something to the next one; so the search is our own, over the same places in the same order.
 */
final class SettingsLookup {
  private SettingsLookup() {}

  /** The settings of a test or class, on top of those of the extension itself. */
  static Settings settings(ExtensionContext context, Settings base) {
    List<AnnotatedElement> places = new ArrayList<>();
    context.getTestMethod().ifPresent(places::add);
    context.getTestClass().ifPresent(type -> addType(type, places));
    List<Class<?>> enclosing = new ArrayList<>(context.getEnclosingTestClasses());
    Collections.reverse(enclosing);
    enclosing.forEach(type -> addType(type, places));
    Collections.reverse(places);
    Settings settings = base;
    for (AnnotatedElement place : places) {
      Optional<PartialSettings> closer = at(place);
      if (closer.isPresent()) {
        settings = settings.overriddenBy(closer.get());
      }
    }
    Optional<CassetteSetting> cassette = CassetteSetting.of(context);
    if (cassette.isPresent()) {
      settings = settings.overriddenBy(PartialSettings.of(cassette.get()));
    }
    Bound bound = context.getStore(RunscExtension.NAMESPACE).get(Bound.KEY, Bound.class);
    return bound == null
        ? settings
        : settings.overriddenBy(PartialSettings.of(bound.target(), bound.release()));
  }

  /** The target of one invocation of a {@link RunscTest}, in the store of that invocation. */
  record Bound(TargetKind target, Optional<String> release) {
    static final String KEY = "bound";
  }

  /** Adds a class, then what it inherits from, as far as it is not there yet. */
  private static void addType(Class<?> type, List<AnnotatedElement> places) {
    if (type.equals(Object.class) || places.contains(type)) {
      return;
    }
    places.add(type);
    for (Class<?> implemented : type.getInterfaces()) {
      addType(implemented, places);
    }
    if (type.getSuperclass() != null) {
      addType(type.getSuperclass(), places);
    }
  }

  private static Optional<PartialSettings> at(AnnotatedElement place) {
    Class<?> anchor =
        place instanceof Method method ? method.getDeclaringClass() : (Class<?>) place;
    List<PartialSettings> found = new ArrayList<>();
    collect(place, name(place), anchor, new HashSet<>(), found);
    return found.stream()
        .reduce((one, other) -> one.and(other, "@RunscSettings on " + name(place)));
  }

  private static void collect(
      AnnotatedElement element,
      String where,
      Class<?> anchor,
      Set<Class<?>> seen,
      List<PartialSettings> found) {
    for (Annotation annotation : element.getDeclaredAnnotations()) {
      Class<? extends Annotation> type = annotation.annotationType();
      if (annotation instanceof RunscSettings settings) {
        found.add(PartialSettings.of(settings, "@RunscSettings on " + where, anchor));
      } else if (!type.getName().startsWith("java.lang.") && seen.add(type)) {
        collect(type, "@" + type.getName() + " on " + where, type, seen, found);
      }
    }
  }

  /** How a place is named in messages. */
  static String name(AnnotatedElement place) {
    return place instanceof Method method
        ? method.getDeclaringClass().getName() + "#" + method.getName()
        : ((Class<?>) place).getName();
  }
}
