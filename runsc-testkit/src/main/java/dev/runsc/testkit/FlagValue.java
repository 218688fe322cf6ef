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

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import org.assertj.core.api.Condition;

/** What a flag's value has to be. */
sealed interface FlagValue {
  boolean matches(String actual);

  String text();

  /** Equal to a text. */
  record Text(String text) implements FlagValue {
    public Text {
      Objects.requireNonNull(text, "value");
    }

    @Override
    public boolean matches(String actual) {
      return actual.equals(text);
    }
  }

  /** As a condition of AssertJ describes. */
  record Described(Condition<? super String> condition) implements FlagValue {
    public Described {
      Objects.requireNonNull(condition, "value");
    }

    @Override
    public boolean matches(String actual) {
      return condition.matches(actual);
    }

    @Override
    public String text() {
      return "<" + condition.description().value() + ">";
    }
  }

  /** The same path, so that a slash at the end does not matter. */
  record File(Path path) implements FlagValue {
    public File {
      Objects.requireNonNull(path, "value");
    }

    @Override
    public boolean matches(String actual) {
      try {
        return path.equals(path.getFileSystem().getPath(actual));
      } catch (InvalidPathException e) {
        return false;
      }
    }

    @Override
    public String text() {
      return path.toString();
    }
  }
}
