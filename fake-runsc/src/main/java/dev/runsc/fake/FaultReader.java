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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns the JSON of a fault into a {@link Fault}. */
final class FaultReader {
  /** What each type of fault can be told, beside its type. */
  private static final Map<String, Set<String>> TYPES =
      Map.ofEntries(
          Map.entry("exit", Set.of("code", "stderr", "afterwards")),
          Map.entry("delay", Set.of("delay", "jitter")),
          Map.entry("hang", Set.of("limit")),
          Map.entry("slow-stream", Set.of("bytes", "interval")),
          Map.entry("cut-output", Set.of("bytes")),
          Map.entry("broken-json", Set.of()),
          Map.entry("noise", Set.of("stderr")),
          Map.entry("deprecated-flag", Set.of("flag")),
          Map.entry("killed", Set.of("signal", "afterwards")),
          Map.entry("held-stdout", Set.of("time")),
          Map.entry("disk-full", Set.of()),
          Map.entry("pid-file", Set.of("state", "delay")),
          Map.entry("sandbox-dies", Set.of("after")),
          Map.entry("metadata-corrupted", Set.of()));

  private final ScriptReader in;

  FaultReader(ScriptReader in) {
    this.in = in;
  }

  /** All types of fault, by name. */
  static List<String> types() {
    return TYPES.keySet().stream().sorted().toList();
  }

  Fault fault(@Nullable Object value, String at) {
    JsonObject json = in.object(value, at, null);
    String type = in.oneOf(json.get("type"), at + ".type", "", types());
    Set<String> keys = new java.util.TreeSet<>(TYPES.getOrDefault(type, Set.of()));
    keys.add("type");
    in.object(json, at, keys);
    return switch (type) {
      case "exit" ->
          new Fault.Exit(
              in.status(json.get("code"), at + ".code", Outcome.FAILED),
              in.text(json.get("stderr"), at + ".stderr", ""),
              in.flag(json.get("afterwards"), at + ".afterwards"));
      case "delay" ->
          new Fault.Delay(
              in.duration(json.get("delay"), at + ".delay"),
              in.duration(json.get("jitter"), at + ".jitter"));
      case "hang" -> new Fault.Hang(in.duration(json.get("limit"), at + ".limit"));
      case "slow-stream" ->
          new Fault.SlowStream(
              in.number(json.get("bytes"), at + ".bytes", 1, 1, Integer.MAX_VALUE),
              in.duration(json.has("interval") ? json.get("interval") : "10ms", at + ".interval"));
      case "cut-output" ->
          new Fault.CutOutput(in.number(json.get("bytes"), at + ".bytes", 0, 0, Integer.MAX_VALUE));
      case "broken-json" -> new Fault.BrokenJson();
      case "noise" -> new Fault.Noise(in.text(json.get("stderr"), at + ".stderr", ""));
      case "deprecated-flag" -> new Fault.DeprecatedFlag(required(json, at, "flag"));
      case "killed" ->
          new Fault.Killed(
              in.signal(in.text(json.get("signal"), at + ".signal", "KILL"), at + ".signal"),
              in.flag(json.get("afterwards"), at + ".afterwards"));
      case "held-stdout" -> new Fault.HeldStdout(in.duration(json.get("time"), at + ".time"));
      case "disk-full" -> new Fault.DiskFull();
      case "pid-file" -> pidFile(json, at);
      case "sandbox-dies" -> new Fault.SandboxDies(in.duration(json.get("after"), at + ".after"));
      default -> new Fault.MetadataCorrupted();
    };
  }

  private Fault pidFile(JsonObject json, String at) {
    String state =
        in.oneOf(json.get("state"), at + ".state", "", List.of("missing", "empty", "late"));
    return new Fault.PidFile(
        Fault.PidFileState.valueOf(state.toUpperCase(Locale.ROOT)),
        in.duration(json.get("delay"), at + ".delay"));
  }

  private String required(JsonObject json, String at, String key) {
    String text = in.text(json.get(key), at + "." + key, "");
    if (text.isEmpty()) {
      throw in.wrong(at + "." + key, "is missing; it is the flag's name without dashes");
    }
    return text;
  }
}
