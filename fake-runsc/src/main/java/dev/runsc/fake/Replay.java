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

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import dev.runsc.fake.Cassette.Print;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers from a cassette. Calls that change a container are answered in the order in which they
 * were recorded for it; a call that only looks is answered by what was recorded in the same state,
 * one after the other, the last again and again. Calls that waited for another one do so here.
 */
final class Replay {
  private static final String NAME = "\\{\\{([A-Za-z:-]+)([0-9]*)\\}\\}";
  private static final String CONTAINERS = "containers";
  private static final String USED = "used";
  private static final String CHANGES = "changes";
  private static final String STREAMS = "streams";
  private static final long POLL_MILLIS = 10;

  private final Engine engine;
  private final Path file;

  Replay(Engine engine) {
    this.engine = engine;
    this.file = engine.home().internal().resolve("replay.json");
  }

  private record Choice(int entry, int container) {}

  Reply answer(Cassette cassette, Facts facts, Caller caller, long index) {
    Choice choice = locked(state -> choose(cassette, facts, state));
    Cassette.Entry entry = cassette.calls().get(choice.entry());
    if (isPrintedTo(cassette, choice.entry())) {
      Map<String, Path> streams = Prints.filesOf(facts.request().pid());
      locked(state -> noteStreams(state, choice.entry(), streams));
    }
    if (entry.alive() && choice.container() > 0 && processOf(choice.container()).isEmpty()) {
      long pid = ScriptedProcess.start(engine, caller, facts, index);
      locked(state -> note(state, choice.container(), "pid", pid));
    }
    for (Print print : entry.prints()) {
      if (print.early() && print.call() == choice.entry()) {
        byte[] text = Answering.utf8(expand(print.text(), locked(one -> one), facts));
        boolean isOut = print.stream().equals(Prints.STDOUT);
        caller.print(isOut ? text : new byte[0], isOut ? new byte[0] : text);
      }
    }
    print(entry, facts, one -> one.early() && one.call() != choice.entry());
    boolean isPrinted = entry.abandoned() || isStream(facts.call());
    if (isPrinted) {
      JsonObject state = locked(one -> one);
      caller.print(
          Answering.utf8(expand(entry.stdout(), state, facts)),
          Answering.utf8(expand(entry.stderr(), state, facts)));
    }
    while (entry.abandoned() || isWaiting(choice, entry)) {
      if (caller.isGone()) {
        throw new Caller.GoneException();
      }
      Waiting.pause(POLL_MILLIS);
    }
    Reply reply = reply(cassette, choice, facts, entry);
    if (!entry.alive() && choice.container() > 0) {
      processOf(choice.container()).ifPresent(Replay::kill);
    }
    print(entry, facts, one -> !one.early() && one.call() != choice.entry());
    printAfter(entry, choice.entry(), facts, caller);
    return isPrinted ? reply.delivered() : reply;
  }

  /** Whether a call prints while it goes on, and its caller may wait for that. */
  private static boolean isStream(Call call) {
    return call.command().equals("events") && call.flag("stats").isEmpty();
  }

  private static boolean isPrintedTo(Cassette cassette, int call) {
    return cassette.calls().stream()
        .flatMap(entry -> entry.prints().stream())
        .anyMatch(print -> print.call() == call);
  }

  private boolean isWaiting(Choice choice, Cassette.Entry entry) {
    return choice.container() > 0
        && entry.until() != choice.entry()
        && locked(state -> position(state, choice.container())) <= entry.until();
  }

  /** What the call's own streams get after its end comes after it here as well. */
  private void printAfter(Cassette.Entry entry, int place, Facts facts, Caller caller) {
    Predicate<Print> own = one -> !one.early() && one.call() == place;
    if (entry.prints().stream().noneMatch(own)) {
      return;
    }
    if (!caller.isOutlived()) {
      print(entry, facts, own);
      return;
    }
    Thread printing =
        new Thread(
            () -> {
              Waiting.until(caller::isGone);
              print(entry, facts, own);
            },
            "prints of " + place);
    printing.setDaemon(true);
    printing.start();
  }

  /** Writes what a container wrote when this was recorded, where its stream is a plain file. */
  private void print(Cassette.Entry entry, Facts facts, Predicate<Print> which) {
    for (Print print : entry.prints()) {
      if (!which.test(print)) {
        continue;
      }
      JsonObject state = locked(one -> one);
      String file =
          state
              .getObject(STREAMS, new JsonObject())
              .getObject(Integer.toString(print.call()), new JsonObject())
              .getString(print.stream(), "");
      if (!file.isEmpty()) {
        append(Path.of(file), expand(print.text(), state, facts));
      }
    }
  }

  private static void append(Path file, String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.APPEND);
    } catch (NoSuchFileException e) {
      // Nobody reads it any more.
    } catch (IOException e) {
      throw new UncheckedIOException("cannot append to " + file, e);
    }
  }

  private static JsonObject noteStreams(JsonObject state, int entry, Map<String, Path> streams) {
    JsonObject json = new JsonObject();
    streams.forEach((stream, path) -> json.put(stream, path.toString()));
    if (!state.has(STREAMS)) {
      state.put(STREAMS, new JsonObject());
    }
    state.getObject(STREAMS).put(Integer.toString(entry), json);
    return state;
  }

  private Reply reply(Cassette cassette, Choice choice, Facts facts, Cassette.Entry entry) {
    JsonObject state = locked(one -> one);
    entry.files().forEach((flag, text) -> write(facts, flag, expand(text, state, facts)));
    String reason = "recorded " + cassette.recordedAt() + " with " + cassette.release();
    if (!cassette.release().equals(engine.profile().release())) {
      reason += ", replayed as another release, " + engine.profile().release();
    }
    return new Reply(
        entry.exit(),
        Answering.utf8(expand(entry.stdout(), state, facts)),
        Answering.utf8(expand(entry.stderr(), state, facts)),
        "cassette[" + choice.entry() + "]",
        reason);
  }

  private static void write(Facts facts, String flag, String text) {
    if (flag.equals(PassThrough.LOG)) {
      facts
          .call()
          .globalFlag(flag)
          .ifPresent(name -> Engine.append(facts.request().resolve(name), text));
      return;
    }
    facts.call().flag(flag).ifPresent(name -> write(facts.request().resolve(name), text));
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new FakeRefusal("the recorded file " + file + " cannot be written: " + e);
    }
  }

  private String expand(String text, JsonObject state, Facts facts) {
    return Pattern.compile(NAME)
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    value(found.group(), found.group(1), found.group(2), state, facts)));
  }

  private static String value(
      String whole, String name, String number, JsonObject state, Facts facts) {
    if (number.isEmpty()) {
      return switch (name) {
        case "root" -> facts.root().toString();
        case "now" -> Instant.now().toString();
        default -> whole;
      };
    }
    JsonObject container = container(state, Integer.parseInt(number));
    return switch (name) {
      case "id" -> container.getString("id", whole);
      case "pid" -> Long.toString(container.getLong("pid", -1));
      case "bundle" -> container.getString("bundle", whole);
      default -> whole;
    };
  }

  private Choice choose(Cassette cassette, Facts facts, JsonObject state) {
    String id = Normalising.container(facts.call());
    Choice choice =
        id.isEmpty() ? global(cassette, facts, state) : ofContainer(cassette, facts, state, id);
    state.getArray(USED).add(choice.entry());
    Cassette.Entry entry = cassette.calls().get(choice.entry());
    if (choice.container() > 0) {
      JsonObject container = container(state, choice.container());
      container.put("id", id);
      facts
          .call()
          .flag("bundle")
          .ifPresent(bundle -> container.put("bundle", facts.bundle().toString()));
      if (Normalising.isChanging(call(entry).command())) {
        container.put("position", choice.entry() + 1);
      }
    }
    if (Normalising.isChanging(call(entry).command())) {
      state.put(CHANGES, state.getInt(CHANGES) + 1);
    }
    return choice;
  }

  /**
   * A call about no container: what was recorded after as many changes, or after the most before.
   */
  private Choice global(Cassette cassette, Facts facts, JsonObject state) {
    int best = -1;
    for (int i = 0; i < cassette.calls().size(); i++) {
      Cassette.Entry entry = cassette.calls().get(i);
      boolean isEarlyEnough = entry.after() <= state.getInt(CHANGES) || best < 0;
      if (entry.container() == 0 && matches(entry, facts, "") && isEarlyEnough) {
        boolean isLater = best < 0 || entry.after() > cassette.calls().get(best).after();
        if (isLater || isUsed(state, best)) {
          best = i;
        }
      }
    }
    if (best < 0) {
      throw unmatched(cassette, facts, 0, 0);
    }
    return new Choice(best, 0);
  }

  private Choice ofContainer(Cassette cassette, Facts facts, JsonObject state, String id) {
    int number = bound(cassette, facts, state, id);
    int position = position(state, number);
    boolean changes = Normalising.isChanging(facts.call().command());
    int last = -1;
    for (int i = position; i < cassette.calls().size(); i++) {
      Cassette.Entry entry = cassette.calls().get(i);
      if (entry.container() != number) {
        continue;
      }
      boolean changing = Normalising.isChanging(call(entry).command());
      if (changes == changing && matches(entry, facts, id)) {
        last = i;
        if (changes || !isUsed(state, i)) {
          break;
        }
      }
      if (changing) {
        break;
      }
    }
    if (last < 0) {
      throw unmatched(cassette, facts, number, position);
    }
    return new Choice(last, number);
  }

  /**
   * The recorded container that an id stands for: the first one that is free and began like this.
   */
  private int bound(Cassette cassette, Facts facts, JsonObject state, String id) {
    JsonObject containers = state.getObject(CONTAINERS);
    for (Map.Entry<String, Object> one : containers.entrySet()) {
      if (id.equals(((JsonObject) one.getValue()).getString("id"))) {
        return Integer.parseInt(one.getKey());
      }
    }
    int number = 0;
    for (Cassette.Entry entry : cassette.calls()) {
      if (entry.container() > number && !containers.has(Integer.toString(entry.container()))) {
        number = entry.container();
        if (call(entry).command().equals(facts.call().command())) {
          return number;
        }
      }
    }
    throw new FakeRefusal(
        "the cassette has no further container that begins with "
            + GoText.quote(facts.call().command())
            + ", as "
            + GoText.quote(id)
            + " does");
  }

  private boolean matches(Cassette.Entry entry, Facts facts, String id) {
    Call recorded = call(entry);
    Call call = facts.call();
    if (!recorded.command().equals(call.command())
        || !recorded.flags().keySet().equals(call.flags().keySet())
        || recorded.positionals().size() != call.positionals().size()) {
      return false;
    }
    for (Map.Entry<String, List<String>> flag : recorded.flags().entrySet()) {
      String last = flag.getValue().get(flag.getValue().size() - 1);
      if (!last.startsWith("{{") && !last.equals(call.flag(flag.getKey()).orElse(""))) {
        return false;
      }
    }
    for (int i = id.isEmpty() ? 0 : 1; i < recorded.positionals().size(); i++) {
      String expected = recorded.positionals().get(i);
      if (!expected.startsWith("{{") && !expected.equals(call.positionals().get(i))) {
        return false;
      }
    }
    return true;
  }

  private Call call(Cassette.Entry entry) {
    return CommandLine.parse(engine.profile(), entry.argv()).call();
  }

  private FakeRefusal unmatched(Cassette cassette, Facts facts, int container, int position) {
    String call = String.join(" ", facts.request().argv().stream().map(Match::shown).toList());
    for (int i = position; i < cassette.calls().size(); i++) {
      if (cassette.calls().get(i).container() == container) {
        return new FakeRefusal(
            "the cassette has no answer to "
                + call
                + "; next for this container is calls["
                + i
                + "]: "
                + String.join(" ", cassette.calls().get(i).argv()));
      }
    }
    return new FakeRefusal(
        "the cassette has no answer to " + call + "; all that it has for this container was given");
  }

  /** The calls of a cassette that nobody made. */
  List<String> unused(Cassette cassette) {
    JsonObject state = locked(one -> one);
    List<String> unused = new ArrayList<>();
    for (int i = 0; i < cassette.calls().size(); i++) {
      if (!isUsed(state, i)) {
        unused.add("calls[" + i + "]: " + String.join(" ", cassette.calls().get(i).argv()));
      }
    }
    return unused;
  }

  private static boolean isUsed(JsonObject state, int entry) {
    return state.getArray(USED).contains(entry);
  }

  private static JsonObject container(JsonObject state, int number) {
    JsonObject containers = state.getObject(CONTAINERS);
    String key = Integer.toString(number);
    if (!containers.has(key)) {
      containers.put(key, new JsonObject());
    }
    return containers.getObject(key);
  }

  private static int position(JsonObject state, int container) {
    return container(state, container).getInt("position", 0);
  }

  private static JsonObject note(JsonObject state, int container, String key, long value) {
    container(state, container).put(key, value);
    return state;
  }

  private Optional<Processes.Identity> processOf(int container) {
    OptionalLong pid =
        OptionalLong.of(locked(state -> container(state, container).getLong("pid", 0)));
    return pid.getAsLong() <= 0
        ? Optional.empty()
        : Optional.of(Processes.identify(pid.getAsLong())).filter(Processes.Identity::isAlive);
  }

  private static void kill(Processes.Identity process) {
    Processes.killSession(process);
    Waiting.until(() -> !process.isAlive());
  }

  private <T> T locked(java.util.function.Function<JsonObject, T> action) {
    Supplier<T> work =
        () -> {
          JsonObject state = read();
          String before = JsonWriter.string(state);
          T result = action.apply(state);
          String now = JsonWriter.string(state);
          if (!now.equals(before)) {
            save(now);
          }
          return result;
        };
    return engine.locks().hold(file, "replay", work);
  }

  private JsonObject read() {
    try {
      return JsonParser.object().from(Files.readString(file));
    } catch (NoSuchFileException e) {
      JsonObject fresh = new JsonObject();
      fresh.put(CONTAINERS, new JsonObject());
      fresh.put(USED, new JsonArray());
      fresh.put(CHANGES, 0);
      return fresh;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    } catch (JsonParserException e) {
      throw new IllegalStateException(file + " is damaged; reset the fake", e);
    }
  }

  private void save(String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
