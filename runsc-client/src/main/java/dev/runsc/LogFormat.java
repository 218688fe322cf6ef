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

import java.util.Locale;

/**
 * Values of {@code --log-format}.
 *
 * <p>runsc accepts the flag and ignores it: what it writes to {@code --log} is JSON, one object
 * after the other, whatever the format says. The flag is sent all the same, since wrappers around
 * runsc read it.
 *
 * @since 0.1.0
 */
public enum LogFormat {
  /** {@code text}. */
  TEXT,
  /** {@code json}. */
  JSON,
  /** {@code json-k8s}. */
  JSON_K8S;

  String flagValue() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
