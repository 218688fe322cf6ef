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

package dev.runsc.conformance.diff;

import dev.runsc.conformance.diff.SurfaceDiff.CommandFlag;
import dev.runsc.conformance.result.Outcome;
import dev.runsc.conformance.surface.Flag;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A diff for machines. */
public final class DiffJson {

  /** Named in the document; changes when a reader of the last version would be misled. */
  public static final String FORMAT = "dev.runsc.conformance/diff/1";

  private static final JsonMapper JSON = new JsonMapper();

  private DiffJson() {}

  /** Writes it. */
  public static String of(ReleaseDiff diff) {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT);
    root.put("different", !diff.isEmpty());
    side(root.putObject("before"), diff.before());
    side(root.putObject("after"), diff.after());
    ArrayNode outcomes = root.putArray("outcomes");
    diff.outcomes().forEach(one -> outcome(outcomes.addObject(), one));
    surface(root.putObject("surface"), diff.surface());
    ArrayNode shapes = root.putArray("json");
    for (ShapeChange change : diff.shapes()) {
      ObjectNode node = shapes.addObject();
      node.put("command", change.command());
      node.put("path", change.path());
      strings(node, "before", change.before());
      strings(node, "after", change.after());
    }
    ArrayNode answers = root.putArray("answers");
    for (AnswerChange change : diff.answers()) {
      ObjectNode node = answers.addObject();
      node.put("part", change.part());
      strings(node, "before", change.before());
      strings(node, "after", change.after());
      strings(node, "calls", change.calls());
    }
    timings(root.putObject("timings"), diff.timings());
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private static void strings(ObjectNode node, String name, Collection<String> values) {
    ArrayNode array = node.putArray(name);
    values.forEach(array::add);
  }

  private static void side(ObjectNode node, Side side) {
    node.put("target", side.target().name());
    node.put("version", side.target().version());
    node.put("sha256", side.target().sha256());
  }

  private static void outcome(ObjectNode node, OutcomeChange change) {
    node.put("scenario", change.scenario().id());
    node.put("level", change.scenario().level());
    node.put("kind", change.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    node.put("before", change.before().map(Outcome::text).orElse("not run"));
    node.put("after", change.after().map(Outcome::text).orElse("not run"));
    node.put("message", change.message());
  }

  private static void surface(ObjectNode node, SurfaceDiff surface) {
    strings(node, "commandsLost", surface.commandsLost());
    strings(node, "commandsGained", surface.commandsGained());
    flags(node.putArray("flagsLost"), surface.flagsLost());
    flags(node.putArray("flagsGained"), surface.flagsGained());
    ArrayNode changed = node.putArray("flagsChanged");
    for (SurfaceDiff.FlagChange change : surface.flagsChanged()) {
      ObjectNode one = changed.addObject();
      one.put("command", change.command());
      one.put("flag", change.before().name());
      flag(one.putObject("before"), change.before());
      flag(one.putObject("after"), change.after());
    }
    strings(node, "reworded", surface.reworded());
  }

  private static void flags(ArrayNode array, List<CommandFlag> flags) {
    for (CommandFlag one : flags) {
      ObjectNode node = array.addObject();
      node.put("command", one.command());
      node.put("flag", one.flag().name());
      flag(node, one.flag());
    }
  }

  private static void flag(ObjectNode node, Flag flag) {
    node.put("type", flag.type());
    node.put("default", flag.shownDefault());
  }

  private static void timings(ObjectNode node, Timings timings) {
    node.put("scenarios", timings.scenarios());
    node.put("beforeMillis", timings.beforeMillis());
    node.put("afterMillis", timings.afterMillis());
    ArrayNode outliers = node.putArray("outliers");
    for (Timings.Outlier outlier : timings.outliers()) {
      ObjectNode one = outliers.addObject();
      one.put("scenario", outlier.scenario());
      one.put("beforeMillis", outlier.beforeMillis());
      one.put("afterMillis", outlier.afterMillis());
    }
  }
}
