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
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * Something that goes wrong with a call: data, which a script or a {@link Script.Builder} applies
 * to the calls it names. The same faults work in front of a real {@code runsc}.
 *
 * <p>Immutable.
 *
 * @see Script.Builder#fault(String, Fault...)
 * @since 0.1.0
 */
public sealed interface Fault {

  /**
   * The call fails, or ends with a code of your choice.
   *
   * @param code the exit code, 0 to 255
   * @param stderr what it says on standard error
   * @param afterwards whether the command does its work first
   */
  record Exit(int code, String stderr, boolean afterwards) implements Fault {}

  /**
   * The call takes longer.
   *
   * @param delay by how long
   * @param jitter by at most how much more, by chance
   */
  record Delay(Duration delay, Duration jitter) implements Fault {}

  /**
   * The call does nothing and ends only when it is killed.
   *
   * @param limit how long at most, after which it goes on; zero: for ever
   */
  record Hang(Duration limit) implements Fault {}

  /**
   * The output comes in small pieces.
   *
   * @param bytes how much at a time
   * @param interval the time between two pieces
   */
  record SlowStream(int bytes, Duration interval) implements Fault {}

  /**
   * Standard output ends early; the exit code stays what it was.
   *
   * @param bytes how much of it is left
   */
  record CutOutput(int bytes) implements Fault {}

  /**
   * The JSON on standard output is none: its last bracket is missing, and a comma is in its place.
   */
  record BrokenJson() implements Fault {}

  /**
   * Something else is said on standard error before the answer.
   *
   * @param stderr the noise
   */
  record Noise(String stderr) implements Fault {}

  /**
   * A flag is said to be deprecated, on standard error, whenever it is used.
   *
   * @param flag the flag's name without dashes, global or of the command
   */
  record DeprecatedFlag(String flag) implements Fault {}

  /**
   * {@code runsc} itself is killed by a signal, as by the kernel when memory is short.
   *
   * @param signal the signal's name without {@code SIG}
   * @param afterwards whether the command does its work first
   */
  record Killed(String signal, boolean afterwards) implements Fault {}

  /**
   * Standard output stays open after the call has ended, as a child that inherited it does.
   *
   * @param time how long; zero: until the fake is reset or closed
   */
  record HeldStdout(Duration time) implements Fault {}

  /** The disk is full: the command fails as runsc does when it cannot save its state. */
  record DiskFull() implements Fault {}

  /**
   * The pid file is not what a caller hopes for.
   *
   * @param state how it is when the call ends
   * @param delay with {@link PidFileState#LATE}, when it is there after all
   */
  record PidFile(PidFileState state, Duration delay) implements Fault {}

  /** What is wrong with a pid file. */
  enum PidFileState {
    /** It is not there. */
    MISSING,
    /** It is there, with nothing in it. */
    EMPTY,
    /** It comes after the call has ended. */
    LATE
  }

  /**
   * The sandbox dies: with {@code create} and {@code start} once the command has done its work,
   * with commands that block ({@code run}, {@code exec}, {@code wait}, {@code events}) while they
   * do.
   *
   * @param after how long after that
   */
  record SandboxDies(Duration after) implements Fault {}

  /** After the command the container's state file is cut in half. */
  record MetadataCorrupted() implements Fault {}

  /**
   * The call fails at once, and the command does nothing.
   *
   * @param code the exit code, 0 to 255
   * @param stderr what it says on standard error
   * @return the fault
   */
  static Fault exit(int code, String stderr) {
    return new Exit(code, stderr, false);
  }

  /**
   * The call fails, though the command has done its work.
   *
   * @param code the exit code, 0 to 255
   * @param stderr what it says on standard error
   * @return the fault
   */
  static Fault exitAfterwards(int code, String stderr) {
    return new Exit(code, stderr, true);
  }

  /**
   * The call takes longer.
   *
   * @param delay by how long
   * @return the fault
   */
  static Fault delay(Duration delay) {
    return new Delay(delay, Duration.ZERO);
  }

  /**
   * The call takes longer, by a time that varies.
   *
   * @param delay by how long at least
   * @param jitter by at most how much more
   * @return the fault
   */
  static Fault delay(Duration delay, Duration jitter) {
    return new Delay(delay, jitter);
  }

  /**
   * The call ends only when it is killed.
   *
   * @return the fault
   */
  static Fault hang() {
    return new Hang(Duration.ZERO);
  }

  /**
   * The output comes in small pieces.
   *
   * @param bytes how much at a time
   * @param interval the time between two pieces
   * @return the fault
   */
  static Fault slowStream(int bytes, Duration interval) {
    return new SlowStream(bytes, interval);
  }

  /**
   * Standard output ends early.
   *
   * @param bytes how much of it is left
   * @return the fault
   */
  static Fault cutOutput(int bytes) {
    return new CutOutput(bytes);
  }

  /**
   * The JSON on standard output is none.
   *
   * @return the fault
   */
  static Fault brokenJson() {
    return new BrokenJson();
  }

  /**
   * Something else is said on standard error before the answer.
   *
   * @param stderr the noise
   * @return the fault
   */
  static Fault noise(String stderr) {
    return new Noise(stderr);
  }

  /**
   * A flag is said to be deprecated whenever it is used.
   *
   * @param flag the flag's name without dashes
   * @return the fault
   */
  static Fault deprecatedFlag(String flag) {
    return new DeprecatedFlag(flag);
  }

  /**
   * {@code runsc} itself is killed by a signal before it does anything.
   *
   * @param signal the signal's name without {@code SIG}
   * @return the fault
   */
  static Fault killed(String signal) {
    return new Killed(signal, false);
  }

  /**
   * Standard output stays open after the call.
   *
   * @param time how long; zero: until the fake is reset or closed
   * @return the fault
   */
  static Fault heldStdout(Duration time) {
    return new HeldStdout(time);
  }

  /**
   * The disk is full.
   *
   * @return the fault
   */
  static Fault diskFull() {
    return new DiskFull();
  }

  /**
   * The pid file is missing or empty, for good.
   *
   * @param state how it is
   * @return the fault
   */
  static Fault pidFile(PidFileState state) {
    return new PidFile(state, Duration.ZERO);
  }

  /**
   * The pid file comes after the call has ended.
   *
   * @param delay how long after
   * @return the fault
   */
  static Fault pidFileLate(Duration delay) {
    return new PidFile(PidFileState.LATE, delay);
  }

  /**
   * The sandbox dies.
   *
   * @param after how long after the command has done its work, or has begun if it blocks
   * @return the fault
   */
  static Fault sandboxDies(Duration after) {
    return new SandboxDies(after);
  }

  /**
   * After the command the container's state file is cut in half.
   *
   * @return the fault
   */
  static Fault metadataCorrupted() {
    return new MetadataCorrupted();
  }

  /**
   * The name of this kind of fault in a script.
   *
   * @return such as {@code cut-output}
   */
  default String type() {
    return getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }

  /**
   * This fault as a script has it.
   *
   * @return JSON text of an object with a {@code type}
   */
  default String json() {
    return com.grack.nanojson.JsonWriter.string(toJson(this));
  }

  private static JsonObject toJson(Fault fault) {
    Objects.requireNonNull(fault, "fault");
    JsonObject json = new JsonObject();
    json.put("type", fault.type());
    if (fault instanceof Exit one) {
      json.put("code", one.code());
      json.put("stderr", one.stderr());
      json.put("afterwards", one.afterwards());
    } else if (fault instanceof Delay one) {
      json.put("delay", time(one.delay()));
      json.put("jitter", time(one.jitter()));
    } else if (fault instanceof Hang one) {
      json.put("limit", time(one.limit()));
    } else if (fault instanceof SlowStream one) {
      json.put("bytes", one.bytes());
      json.put("interval", time(one.interval()));
    } else if (fault instanceof CutOutput one) {
      json.put("bytes", one.bytes());
    } else if (fault instanceof Noise one) {
      json.put("stderr", one.stderr());
    } else if (fault instanceof DeprecatedFlag one) {
      json.put("flag", one.flag());
    } else if (fault instanceof Killed one) {
      json.put("signal", one.signal());
      json.put("afterwards", one.afterwards());
    } else if (fault instanceof HeldStdout one) {
      json.put("time", time(one.time()));
    } else if (fault instanceof PidFile one) {
      json.put("state", one.state().name().toLowerCase(Locale.ROOT));
      json.put("delay", time(one.delay()));
    } else if (fault instanceof SandboxDies one) {
      json.put("after", time(one.after()));
    }
    return json;
  }

  private static String time(Duration duration) {
    return duration.toMillis() + "ms";
  }
}
