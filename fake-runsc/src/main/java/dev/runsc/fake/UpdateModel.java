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

import com.grack.nanojson.JsonObject;
import dev.runsc.fake.Containers.Container;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code update}: checks what is asked for, and has no cgroup that it could change. */
final class UpdateModel {
  private static final int LONGEST = 1024 * 1024;
  private static final List<String> UNSIGNED =
      List.of("cpu-burst", "cpu-period", "cpu-rt-period", "cpu-share");
  private static final List<String> SIGNED =
      List.of(
          "cpu-idle", "cpu-quota", "cpu-rt-runtime", "memory", "memory-reservation", "memory-swap");

  private final Session session;

  UpdateModel(Session session) {
    this.session = session;
  }

  Outcome update() {
    Container container = session.load();
    String resources = session.line().flag("resources");
    if (resources.isEmpty()) {
      checkFlags();
    } else {
      checkResources(resources);
    }
    if (!session.specOf(container).hasResources()) {
      // It looks into what is not there.
      return Outcome.panic("runtime error: invalid memory address or nil pointer dereference");
    }
    if (session.line().global().isTrue("ignore-cgroups")) {
      throw new RunscError("setting resources: cgroup cannot be nil");
    }
    return Outcome.success("");
  }

  private void checkFlags() {
    if (!session.line().flag("l3-cache-schema").isEmpty()
        || !session.line().flag("mem-bw-schema").isEmpty()) {
      throw new RunscError("Intel RDT support is not yet implemented");
    }
    UNSIGNED.forEach(flag -> checkNumber(flag, "ParseUint", BigInteger.ZERO, 64));
    SIGNED.forEach(
        flag -> checkNumber(flag, "ParseInt", BigInteger.ONE.shiftLeft(63).negate(), 63));
  }

  private void checkNumber(String flag, String parser, BigInteger least, int bits) {
    String text = session.line().flag(flag);
    if (text.isEmpty()) {
      return;
    }
    boolean number = text.matches(parser.equals("ParseInt") ? "[+-]?[0-9]+" : "[0-9]+");
    String problem = number ? "" : "invalid syntax";
    if (number) {
      BigInteger value = new BigInteger(text.startsWith("+") ? text.substring(1) : text);
      boolean fits = value.compareTo(least) >= 0 && value.bitLength() <= bits;
      problem = fits ? "" : "value out of range";
    }
    if (!problem.isEmpty()) {
      throw new RunscError(
          "invalid value for "
              + text
              + ": strconv."
              + parser
              + ": parsing "
              + GoText.quote(text)
              + ": "
              + problem);
    }
  }

  private void checkResources(String given) {
    String text;
    if (given.equals("-")) {
      text = new String(session.caller().stdin(LONGEST), StandardCharsets.UTF_8);
    } else {
      Path file = session.request().resolve(given);
      try {
        text = Files.readString(file);
      } catch (IOException e) {
        throw new RunscError(
            "opening "
                + GoText.quote(given)
                + ": "
                + SystemErrors.describe("open", file, e).replace(file.toString(), given));
      }
    }
    String decoding = "decoding " + GoText.quote(given) + ": ";
    if (text.isBlank()) {
      throw new RunscError(decoding + "EOF");
    }
    Optional<String> problem = GoJson.syntaxError(text);
    if (problem.isPresent()) {
      throw new RunscError(decoding + problem.get());
    }
  }

  /** Whether a linux section has resources. */
  static boolean hasResources(JsonObject config) {
    return config.get("linux") instanceof JsonObject linux
        && linux.get("resources") instanceof JsonObject;
  }
}
