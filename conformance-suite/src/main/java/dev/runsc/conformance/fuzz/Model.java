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

import dev.runsc.testkit.internal.Release;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a sequence takes the containers to be after its steps: enough of runsc to draw commands that
 * make sense, to know what to wait for, and to leave out what would wait for ever. It judges no
 * answer; only what the two targets said is compared. Not thread-safe.
 */
final class Model {

  /** What a container is. */
  enum Status {
    /** Created, not started. */
    CREATED,
    /** Running. */
    RUNNING,
    /** Paused. */
    PAUSED,
    /** Stopped. */
    STOPPED,
    /** Frozen, or without its sandbox: what asks the sandbox may wait for ever. */
    STUCK
  }

  /**
   * A container.
   *
   * @param program what it runs
   * @param status what it is
   * @param halted whether its program stands still, by SIGSTOP
   * @param crowded whether programs of exec may be in it
   */
  record Box(Program program, Status status, boolean halted, boolean crowded) {
    Box now(Status next) {
      return new Box(program, next, halted && next != Status.STOPPED, crowded);
    }
  }

  private static final Release REMEMBERS = Release.parse("20260309.0");

  private final boolean forgets;
  private final Map<String, Box> boxes = new TreeMap<>();
  private final Set<String> images = new HashSet<>();

  /**
   * Makes a model in which there is nothing yet.
   *
   * @param forgets whether a container is forgotten when its id is given to another
   */
  Model(boolean forgets) {
    this.forgets = forgets;
  }

  /** Makes a model of a release, in which there is nothing yet. */
  static Model of(Optional<Release> release) {
    return new Model(release.filter(one -> one.compareTo(REMEMBERS) >= 0).isEmpty());
  }

  /** The containers there are, by id. */
  Map<String, Box> boxes() {
    return boxes;
  }

  /** Finds the container that an id or the beginning of one means, if it means one. */
  Optional<String> find(String typed) {
    List<String> found = boxes.keySet().stream().filter(name -> matches(typed, name)).toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  private static boolean matches(String typed, String name) {
    return typed.endsWith("*")
        ? name.startsWith(typed.substring(0, typed.length() - 1))
        : name.startsWith(typed);
  }

  /** The container that a step is about. */
  Optional<String> subject(Step step) {
    return step.id()
        .flatMap(
            typed -> makes(step) ? Optional.of(typed).filter(boxes::containsKey) : find(typed));
  }

  private static boolean makes(Step step) {
    return step.command().equals("create") || step.command().equals("run");
  }

  private Optional<Box> box(Step step) {
    return subject(step).map(boxes::get);
  }

  // What may be done

  /** Whether a step ends by itself, and leaves nothing that one cannot wait for. */
  boolean permits(Step step) {
    if (step.ids().isEmpty()) {
      return true;
    }
    Optional<Box> box = box(step);
    if (makes(step)) {
      return permitsMaking(step);
    }
    if (box.isEmpty()) {
      return true;
    }
    return switch (step.command()) {
      case "state", "list", "delete" -> true;
      case "wait" -> permitsWaiting(step, box.get());
      default -> box.get().status() != Status.STUCK && permitsAsking(step, box.get());
    };
  }

  private boolean permitsMaking(Step step) {
    boolean attached = step.command().equals("run") && !step.has("--detach");
    Program program = step.program().orElse(Program.MISSING);
    // The end of what ends at once is seen by asking for its state, which needs an id of its own.
    boolean unseen = step.id().filter(this::wouldBeAmbiguous).isPresent();
    boolean detached = step.has("--detach");
    return attached ? !program.lasts() : program != Program.ENDS || !(unseen || detached);
  }

  private boolean wouldBeAmbiguous(String name) {
    return boxes.keySet().stream().anyMatch(one -> !one.equals(name) && one.startsWith(name));
  }

  private static boolean permitsWaiting(Step step, Box box) {
    if (step.meanwhile().isPresent()) {
      return box.status() == Status.RUNNING && !box.halted() && ends(step.meanwhile().get());
    }
    boolean told = step.flag("--pid").isPresent() || step.has("--nosuch");
    return box.status() == Status.STOPPED || (told && box.status() != Status.STUCK);
  }

  private static boolean ends(Step step) {
    return step.command().equals("kill") && step.operands().equals(List.of("KILL"));
  }

  private static boolean permitsAsking(Step step, Box box) {
    return switch (step.command()) {
      case "events" -> step.has("--stats") || step.has("--nosuch");
      // What exec with --detach waits for without a pid file is the end of the program.
      case "exec" -> !step.has("--detach") || step.has("--pid-file");
      // Processes that come and go, or have no name yet, are not the same at every look.
      case "ps" -> !box.crowded() && box.program() != Program.ENDS_AT_TERM;
      case "kill" -> !box.halted() || Signals.kills(signal(step)) || signal(step).equals("CONT");
      case "checkpoint" -> !box.halted() && !box.crowded();
      default -> true;
    };
  }

  private static String signal(Step step) {
    return step.operands().isEmpty() ? "" : step.operands().get(0);
  }

  // What comes of it

  /** What is to be waited for before the next step. */
  enum Settling {
    /** Nothing. */
    NONE,
    /** The container is there, and its process is known. */
    CREATED,
    /** The program has begun. */
    READY,
    /** The container is seen to have stopped. */
    STOPPED,
    /** The same, though the step fails. */
    FAILED
  }

  /** Takes a step, and tells what is to be waited for if it succeeds. */
  Settling apply(Step step) {
    if (makes(step)) {
      return making(step);
    }
    Optional<String> subject = subject(step);
    if (subject.isEmpty()) {
      return Settling.NONE;
    }
    String name = subject.get();
    Box box = boxes.get(name);
    if (box == null || step.has("--nosuch")) {
      return Settling.NONE;
    }
    return switch (step.command()) {
      case "start" -> starting(step, name, box);
      case "kill" -> killing(step, name, box);
      case "delete" -> deleting(step);
      case "pause" -> pausing(step, name, box);
      case "resume" -> to(name, box, Status.PAUSED, Status.RUNNING, bare(step), Settling.NONE);
      case "checkpoint" -> checkpointing(step, name, box);
      case "exec" -> executing(step, name, box);
      case "wait" -> waiting(step, name, box);
      default -> Settling.NONE;
    };
  }

  private static boolean bare(Step step) {
    return step.operands().isEmpty();
  }

  private Settling making(Step step) {
    Optional<String> id = step.id();
    if (id.isEmpty() || !step.has("{bundle}") || !bare(step) || !id.get().matches("[a-z0-9-]+")) {
      return Settling.NONE;
    }
    Program program = step.program().orElse(Program.SLEEPS);
    if (boxes.containsKey(id.get())) {
      if (forgets) {
        boxes.remove(id.get());
      }
      return Settling.NONE;
    }
    boolean run = step.command().equals("run");
    if (run && (!step.has("--detach") || program == Program.MISSING)) {
      return Settling.NONE;
    }
    Status status = !run ? Status.CREATED : program.lasts() ? Status.RUNNING : Status.STOPPED;
    boxes.put(id.get(), new Box(program, status, false, false));
    return !run ? Settling.CREATED : program.lasts() ? Settling.READY : Settling.STOPPED;
  }

  private Settling to(
      String name, Box box, Status from, Status to, boolean sound, Settling settling) {
    if (box.status() != from || !sound) {
      return Settling.NONE;
    }
    boxes.put(name, box.now(to));
    return settling;
  }

  private Settling starting(Step step, String name, Box box) {
    return switch (box.program()) {
      case SLEEPS, ENDS_AT_TERM ->
          to(name, box, Status.CREATED, Status.RUNNING, bare(step), Settling.READY);
      case ENDS -> to(name, box, Status.CREATED, Status.STOPPED, bare(step), Settling.STOPPED);
      // The sandbox ends some time after a start that failed.
      case MISSING -> to(name, box, Status.CREATED, Status.STOPPED, bare(step), Settling.FAILED);
    };
  }

  private Settling killing(Step step, String name, Box box) {
    boolean reached =
        step.operands().size() <= 1
            && step.flag("--pid").filter(pid -> !pid.equals("1")).isEmpty()
            && (step.flag("--pid").isEmpty() || !step.has("--all"));
    if (box.status() != Status.RUNNING || !reached) {
      return Settling.NONE;
    }
    switch (Signals.effect(signal(step))) {
      case ENDS -> {
        return to(name, box, Status.RUNNING, Status.STOPPED, true, Settling.STOPPED);
      }
      case HALTS -> boxes.put(name, new Box(box.program(), box.status(), true, box.crowded()));
      case CONTINUES -> boxes.put(name, new Box(box.program(), box.status(), false, box.crowded()));
      case NONE -> {}
    }
    return Settling.NONE;
  }

  private Settling deleting(Step step) {
    for (String typed : step.ids()) {
      Optional<String> found = find(typed);
      boolean alive =
          found
              .map(boxes::get)
              .filter(box -> box.status() == Status.RUNNING || box.status() == Status.PAUSED)
              .isPresent();
      if (found.isEmpty() || (alive && !step.has("--force"))) {
        return Settling.NONE;
      }
      boxes.remove(found.get());
    }
    return Settling.NONE;
  }

  private Settling pausing(Step step, String name, Box box) {
    if (box.status() == Status.CREATED && bare(step)) {
      boxes.put(name, box.now(Status.STUCK));
      return Settling.NONE;
    }
    return to(name, box, Status.RUNNING, Status.PAUSED, bare(step), Settling.NONE);
  }

  private Settling checkpointing(Step step, String name, Box box) {
    Optional<String> image = step.flag("--image-path");
    if (image.isEmpty() || box.status() == Status.STOPPED || !bare(step)) {
      return Settling.NONE;
    }
    if (!images.add(image.get())) {
      return Settling.NONE;
    }
    if (box.status() == Status.RUNNING) {
      return to(name, box, Status.RUNNING, Status.STOPPED, true, Settling.STOPPED);
    }
    boxes.put(name, box.now(Status.STUCK));
    return Settling.NONE;
  }

  private Settling executing(Step step, String name, Box box) {
    if (box.status() == Status.RUNNING && step.has("--detach")) {
      boxes.put(name, new Box(box.program(), box.status(), box.halted(), true));
    }
    return Settling.NONE;
  }

  private Settling waiting(Step step, String name, Box box) {
    return step.meanwhile().isPresent()
        ? to(name, box, Status.RUNNING, Status.STOPPED, true, Settling.STOPPED)
        : Settling.NONE;
  }
}
