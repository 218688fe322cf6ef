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

import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Finds out where classes come from, whichever way this process was given them. */
final class ClassPaths {

  /** Classes of the libraries that the client needs, one of each. */
  static final List<String> LIBRARIES =
      List.of(
          "tools.jackson.databind.JsonNode",
          "tools.jackson.core.JsonParser",
          "com.fasterxml.jackson.annotation.JsonProperty",
          "org.newsclub.net.unix.AFUNIXSocket",
          "org.newsclub.lib.junixsocket.common.NarMetadata");

  private ClassPaths() {}

  /** The directories and archives that hold classes. */
  static List<String> of(List<String> names) throws Exception {
    List<String> roots = new ArrayList<>();
    for (String name : names) {
      String file = name.replace('.', '/') + ".class";
      URL url =
          Objects.requireNonNull(
              Class.forName(name, false, ClassPaths.class.getClassLoader())
                  .getResource(file.substring(file.lastIndexOf('/') + 1)),
              name);
      // In an archive for several releases of Java it may stand deeper.
      String root = url.toString().replaceFirst("!/.*", "").replace("/" + file, "");
      roots.add(Path.of(URI.create(root.replaceFirst("^jar:", ""))).toString());
    }
    return roots;
  }
}
