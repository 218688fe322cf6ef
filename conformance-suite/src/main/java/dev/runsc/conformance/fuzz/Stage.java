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

package dev.runsc.conformance.fuzz;

import dev.runsc.conformance.fuzz.Model.Box;
import dev.runsc.conformance.fuzz.Model.Settling;
import dev.runsc.conformance.fuzz.Model.Status;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a sequence is played: on a target, or on paper, as the scenario that does the same. What is
 * done between the steps is decided here, so that both do it alike.
 */
interface Stage {

  /** The commands after which is looked what has become of the container. */
  Set<String> CHANGING =
      Set.of("create", "run", "start", "kill", "delete", "pause", "resume", "checkpoint");

  /** Does a step; returns the exit status. */
  int perform(Step step);

  /** Waits until the program of a container has begun. */
  void ready(String name);

  /** Waits until a container has a status, and looks at it. */
  void settle(String name, String status);

  /** Looks at a container. */
  void look(String typed);

  /** Sees to it that what runsc has forgotten is ended in the end. */
  void lost(String name);

  /** Looks at all that is there in the end. */
  void end();

  /** Whether all steps of a sequence can be played; the model is a new one. */
  static boolean permits(List<Step> steps, Model model) {
    for (Step step : steps) {
      if (!model.permits(step)) {
        return false;
      }
      model.apply(step);
    }
    return true;
  }

  /** Plays a sequence; the model is a new one. */
  static void play(List<Step> steps, Model model, Stage stage) {
    Set<String> known = new HashSet<>();
    for (Step step : steps) {
      Optional<String> before = model.subject(step);
      Settling settling = model.apply(step);
      int exit = stage.perform(step);
      before
          .filter(name -> settling == Settling.NONE && !model.boxes().containsKey(name))
          .filter(name -> known.contains(name) && !step.command().equals("delete"))
          .ifPresent(stage::lost);
      known.retainAll(model.boxes().keySet());
      boolean sound = exit == 0 || settling == Settling.FAILED;
      boolean looked = sound && settled(settling, model.subject(step), model, stage, known);
      looked |= introduce(model, stage, known);
      if (!looked && CHANGING.contains(step.command())) {
        step.id().ifPresent(stage::look);
      }
    }
    stage.end();
  }

  private static boolean settled(
      Settling settling, Optional<String> subject, Model model, Stage stage, Set<String> known) {
    if (settling == Settling.NONE || subject.isEmpty()) {
      return false;
    }
    String name = subject.get();
    if (settling == Settling.READY) {
      stage.ready(name);
    }
    if (model.find(name).isEmpty() || (settling == Settling.READY && known.contains(name))) {
      return false;
    }
    stage.settle(
        name,
        switch (settling) {
          case READY -> "running";
          case CREATED -> "created";
          case NONE, STOPPED, FAILED -> "stopped";
        });
    known.add(name);
    return true;
  }

  /** What could not be asked for by its id until now, since that began another's. */
  private static boolean introduce(Model model, Stage stage, Set<String> known) {
    boolean looked = false;
    for (Map.Entry<String, Box> entry : model.boxes().entrySet()) {
      String name = entry.getKey();
      Status status = entry.getValue().status();
      if (status != Status.STUCK && model.find(name).isPresent() && known.add(name)) {
        stage.settle(name, word(status.name()));
        looked = true;
      }
    }
    return looked;
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
