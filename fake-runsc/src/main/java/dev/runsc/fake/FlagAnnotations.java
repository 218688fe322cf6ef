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

package dev.runsc.fake;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Global flags that a bundle sets by annotations {@code dev.gvisor.flag.NAME}. */
final class FlagAnnotations {
  static final String PREFIX = "dev.gvisor.flag.";

  /** Flags of the entry point, which are not part of the configuration. */
  private static final Set<String> ENTRY_POINT =
      Set.of("log-fd", "debug-log-fd", "panic-log-fd", "coverage-fd", "version", "help", "h");

  private FlagAnnotations() {}

  /** The flags of the configuration. */
  static List<Catalog.Flag> flags(Catalog catalog) {
    return catalog.globalFlags().values().stream()
        .filter(flag -> !ENTRY_POINT.contains(flag.name()))
        .toList();
  }

  static void check(Session session, BundleSpec spec) {
    Map<String, Catalog.Flag> flags = session.profile().catalog().globalFlags();
    String context =
        session.profile().fetchesSpecFirst()
            ? "Failed to apply OCI spec annotations to runsc config: "
            : "reading spec: ";
    boolean mayOverride = session.line().global().isTrue("allow-flag-override");
    for (Map.Entry<String, String> annotation : spec.annotations().entrySet()) {
      if (annotation.getKey().startsWith(PREFIX)) {
        String name = annotation.getKey().substring(PREFIX.length());
        Catalog.Flag flag = flags.get(name);
        if (flag == null || ENTRY_POINT.contains(name)) {
          throw new RunscError(
              context
                  + "flag "
                  + GoText.quote(name)
                  + " not found. Cannot set it to "
                  + GoText.quote(annotation.getValue()));
        }
        if (!flag.mayBeAnnotated() && !mayOverride) {
          throw new RunscError(
              context
                  + "error setting flag "
                  + name
                  + "="
                  + GoText.quote(annotation.getValue())
                  + ": flag override disabled, use --allow-flag-override to enable it");
        }
      }
    }
  }
}
