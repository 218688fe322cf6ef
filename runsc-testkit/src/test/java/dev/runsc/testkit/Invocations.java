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

import dev.runsc.fake.Call;
import dev.runsc.fake.Invocation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Records made by hand. */
final class Invocations {
  private Invocations() {}

  /** {@code runsc --root=/r create --bundle=/b c1}, number 1, exit 0. */
  static Invocation create() {
    return invocation(1, 0, "create", Map.of("bundle", "/b"), "c1");
  }

  static Invocation invocation(
      long index, int exit, String command, Map<String, String> flags, String... positionals) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    flags.forEach((name, value) -> values.put(name, List.of(value)));
    Call call = new Call(Map.of("root", List.of("/r")), command, values, List.of(positionals));
    return of(index, OptionalInt.of(exit), call, "model", Optional.empty());
  }

  static Invocation of(
      long index, OptionalInt exit, Call call, String answeredBy, Optional<String> failure) {
    return new Invocation(
        index,
        List.of("--root=/r", call.command()),
        call,
        Path.of("/srv"),
        Map.of("GREETING", "hello"),
        4711,
        4710,
        Instant.EPOCH,
        Duration.ofMillis(2),
        exit,
        "out\n",
        "err\n",
        answeredBy,
        "20240729.0",
        failure);
  }
}
