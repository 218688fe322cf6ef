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

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Works with the files that runsc writes beside its containers, which its configuration names with
 * {@code %ID%} in place of the container's id.
 *
 * <p>runsc itself replaces {@code %ID%} only since release 20260309.0; before, whoever calls it has
 * to.
 *
 * <p>Has no state.
 *
 * @since 0.1.0
 */
public final class RunscPaths {

  /** The global flags whose values are paths of files that a sandbox may write. */
  private static final List<String> FLAGS =
      List.of(
          "log",
          "panic-log",
          "debug-log",
          "coverage-report",
          "profile-block",
          "profile-cpu",
          "profile-heap",
          "profile-mutex",
          "trace");

  private static final String ID = "%ID%";
  private static final String SHIM_LOG = "runsc-shim-" + ID + ".log";

  private RunscPaths() {}

  /**
   * Lists the files that a sandbox may write, so that their directories can be made first.
   *
   * @param id the container's id
   * @param config global flags by name, without dashes
   * @return the values of those flags that name files to be written, with the id filled in
   */
  public static List<String> emitted(String id, Map<String, String> config) {
    List<String> paths = new ArrayList<>();
    for (String flag : FLAGS) {
      String path = config.get(flag);
      if (path != null) {
        paths.add(withId(path, id));
      }
    }
    return Collections.unmodifiableList(paths);
  }

  /**
   * Fills in the id where a flag names a file to be written.
   *
   * @param id the container's id
   * @param config global flags by name, without dashes; it is left as it is
   * @return all the flags, in their order
   */
  public static Map<String, String> withId(String id, Map<String, String> config) {
    Map<String, String> filled = new LinkedHashMap<>(config);
    filled.replaceAll((flag, value) -> FLAGS.contains(flag) ? withId(value, id) : value);
    return Collections.unmodifiableMap(filled);
  }

  /**
   * Names the log file of a shim.
   *
   * @param path the path; if it ends with a slash, a default name is added to it
   * @param id the container's id, put in place of {@code %ID%}
   * @return the path of the file
   */
  public static String shimLog(String path, String id) {
    return withId(path.endsWith("/") ? path + SHIM_LOG : path, id);
  }

  private static String withId(String path, String id) {
    return path.replace(ID, id);
  }
}
