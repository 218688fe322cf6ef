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

/** A library that only one package of the kit needs, and that a project adds if it uses that. */
public final class OptionalLibrary {
  private OptionalLibrary() {}

  /**
   * Checks that a library is there.
   *
   * @param user the package that needs it
   * @param className a class of it
   * @param coordinates its group and artifact id
   * @param module the name of its module
   * @throws IllegalStateException if it is not; the message says what to add
   */
  public static void require(Package user, String className, String coordinates, String module) {
    try {
      Class.forName(className, false, OptionalLibrary.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          user.getName()
              + " needs a library that is not there: add the test dependency "
              + coordinates
              + (OptionalLibrary.class.getModule().isNamed()
                  ? ", and \"requires " + module + ";\" to the descriptor of your module"
                  : ""),
          e);
    }
  }
}
