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

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** Sets the fields that ask for it. */
final class FieldInjection {
  private FieldInjection() {}

  /**
   * Sets the static fields of a class, or the instance fields of an object.
   *
   * @param type the class that is searched, with those it extends
   * @param instance the object; null for static fields
   * @param values gives the value of a field
   */
  static void inject(Class<?> type, @Nullable Object instance, Function<Field, Object> values) {
    for (Field field : fields(type, instance == null)) {
      check(field);
      Object value = values.apply(field);
      try {
        field.setAccessible(true);
        field.set(instance, value);
      } catch (InaccessibleObjectException | IllegalAccessException e) {
        throw new ExtensionConfigurationException(
            name(field)
                + " cannot be set: write \"opens "
                + field.getDeclaringClass().getPackageName()
                + " to dev.runsc.testkit;\" in the descriptor of module "
                + field.getDeclaringClass().getModule().getName()
                + ", or take a parameter instead",
            e);
      }
    }
  }

  private static List<Field> fields(Class<?> type, boolean statics) {
    return Stream.of(InjectRunsc.class, FreshId.class)
        .flatMap(
            annotation ->
                AnnotationSupport.findAnnotatedFields(
                    type,
                    annotation,
                    field -> Modifier.isStatic(field.getModifiers()) == statics,
                    HierarchyTraversalMode.TOP_DOWN)
                    .stream())
        .toList();
  }

  private static void check(Field field) {
    if (Modifier.isFinal(field.getModifiers())) {
      throw new ExtensionConfigurationException(
          name(field) + " is final and cannot be set: leave out \"final\"");
    }
    if (AnnotationSupport.isAnnotated(field, FreshId.class)) {
      requireString(name(field), field.getType());
    } else if (!RunscExtension.RESOLVED.contains(field.getType())) {
      throw new ExtensionConfigurationException(
          name(field)
              + " is of type "
              + field.getType().getName()
              + ", and @InjectRunsc is for "
              + RunscExtension.resolvedTypes());
    }
  }

  static void requireString(String name, Class<?> type) {
    if (!type.equals(String.class)) {
      throw new ExtensionConfigurationException(
          name + " is of type " + type.getName() + ", and @FreshId is for String");
    }
  }

  private static String name(Field field) {
    return "the field " + field.getDeclaringClass().getName() + "#" + field.getName();
  }
}
