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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The faults of one call: chosen when it begins, worked in before, during and after the answer,
 * whoever gives it.
 */
final class FaultRun {
  private static final String FAULTS = "faults";

  /** Commands during which a sandbox can die; with others it dies after them. */
  private static final Set<String> BLOCKING = Set.of("run", "exec", "wait", "events", "restore");

  private static final Duration GONE_POLL = Duration.ofMillis(20);

  private record Chosen(String name, Fault fault) {}

  private final Facts facts;
  private final Caller caller;
  private final Sandboxes sandboxes;
  private final Chance chance;
  private final long index;
  private final String box;
  private final List<Chosen> chosen = new ArrayList<>();
  private final List<Thread> meanwhile = new ArrayList<>();

  FaultRun(
      Script script, Tallies tallies, Facts facts, Caller caller, Sandboxes sandboxes, long index) {
    this.facts = facts;
    this.caller = caller;
    this.sandboxes = sandboxes;
    this.chance = new Chance(script.seed());
    this.index = index;
    this.box = "fault-" + index;
    for (int i = 0; i < script.faults().size(); i++) {
      FaultRule rule = script.faults().get(i);
      if (!rule.on().matches(facts)) {
        continue;
      }
      String container = rule.turns().perContainer() ? facts.call().id().orElse("") : null;
      long before = tallies.next(FAULTS, i, container);
      if (rule.turns().turn(before) >= 0
          && chance.draw(i, before, container) < rule.probability()) {
        String name = FAULTS + "[" + i + "]";
        if (rule.probability() < 1) {
          name += " (probability " + rule.probability() + ", seed " + script.seed() + ")";
        }
        for (Fault fault : rule.faults()) {
          chosen.add(new Chosen(name, fault));
        }
      }
    }
  }

  /** What goes wrong with this call, for its record. */
  List<String> shown() {
    List<String> shown = new ArrayList<>();
    for (Chosen one : chosen) {
      shown.add(one.fault().type() + " by " + one.name());
    }
    return shown;
  }

  /** Whether the output has to be held back until it is known what becomes of it. */
  boolean changesOutput() {
    for (Chosen one : chosen) {
      if (one.fault() instanceof Fault.CutOutput
          || one.fault() instanceof Fault.BrokenJson
          || one.fault() instanceof Fault.SlowStream) {
        return true;
      }
    }
    return false;
  }

  /**
   * The answer with all that goes wrong about it; the caller has not got it yet.
   *
   * @param answering gives the answer if nothing comes before it, and is told of failures that are
   *     made up here, as runsc has its failures in its log
   */
  Reply around(Answering answering) {
    for (Chosen one : chosen) {
      Optional<Reply> instead = before(one);
      if (instead.isPresent()) {
        answering.logFailure(instead.get());
        return onStderr(instead.get());
      }
    }
    Reply reply = answering.answer(changesOutput());
    for (Thread thread : meanwhile) {
      thread.interrupt();
    }
    for (Chosen one : chosen) {
      Reply worse = after(one, reply);
      if (one.fault() instanceof Fault.Exit) {
        answering.logFailure(worse);
      }
      reply = worse;
    }
    return onStderr(reply);
  }

  private Optional<Reply> before(Chosen one) {
    Fault fault = one.fault();
    if (fault instanceof Fault.Delay delay) {
      Waiting.pause(chance.around(delay.delay(), delay.jitter(), index).toMillis());
    } else if (fault instanceof Fault.Hang hang) {
      hang(hang.limit());
    } else if (fault instanceof Fault.DiskFull) {
      return Optional.of(diskFull(one.name()));
    } else if (fault instanceof Fault.Exit exit && !exit.afterwards()) {
      return Optional.of(failed(exit, new byte[0], one.name()));
    } else if (fault instanceof Fault.Killed killed && !killed.afterwards()) {
      return Optional.of(killed(killed, one.name()));
    } else if (fault instanceof Fault.SandboxDies dies
        && BLOCKING.contains(facts.call().command())) {
      killSandboxMeanwhile(dies.after());
    }
    return Optional.empty();
  }

  private void hang(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (limit.isZero() || System.nanoTime() < end) {
      if (caller.isGone()) {
        throw new Caller.GoneException();
      }
      Waiting.pause(GONE_POLL.toMillis());
    }
  }

  /** As both releases tell it that cannot save a container's state. */
  private Reply diskFull(String name) {
    String id = facts.call().id().orElse("");
    Path state = facts.root().resolve(id + "_sandbox:" + id + ".state");
    String context =
        switch (facts.call().command()) {
          case "create" -> "creating container: ";
          case "run" -> "running container: creating container: ";
          case "start" -> "starting container: ";
          case "restore" -> "restoring container: ";
          default -> "";
        };
    String text =
        context
            + "saving container metadata: writing json file: write "
            + state
            + ": no space left on device\n";
    return new Reply(
        Outcome.FAILED, new byte[0], text.getBytes(StandardCharsets.UTF_8), FAULTS, name);
  }

  private static Reply failed(Fault.Exit exit, byte[] stdout, String name) {
    return new Reply(
        exit.code(), stdout, exit.stderr().getBytes(StandardCharsets.UTF_8), FAULTS, name);
  }

  private static Reply killed(Fault.Killed killed, String name) {
    return Reply.killed(Signals.parse(killed.signal()).orElseThrow(), FAULTS + ": " + name);
  }

  private void killSandboxMeanwhile(Duration after) {
    Thread thread =
        new Thread(
            () -> {
              try {
                Thread.sleep(after.toMillis());
                while (facts.containerPid().isEmpty()) {
                  Thread.sleep(GONE_POLL.toMillis());
                }
                caller.noteSandboxKilled();
                killSandbox();
              } catch (InterruptedException e) {
                // The call has ended before.
                Thread.currentThread().interrupt();
              }
            },
            "fake-runsc fault");
    thread.setDaemon(true);
    thread.start();
    meanwhile.add(thread);
  }

  /** Kills the process of the container's sandbox, and waits until it is dead. */
  private void killSandbox() {
    facts.containerPid().ifPresent(pid -> sandboxes.kill(Processes.identify(pid)));
  }

  private Reply after(Chosen one, Reply reply) {
    Fault fault = one.fault();
    if (fault instanceof Fault.SandboxDies dies) {
      if (!BLOCKING.contains(facts.call().command())) {
        Waiting.pause(dies.after().toMillis());
        killSandbox();
      }
    } else if (fault instanceof Fault.MetadataCorrupted) {
      facts.container().ifPresent(ContainerFiles::corrupt);
    } else if (fault instanceof Fault.PidFile pidFile) {
      spoil(pidFile);
    } else if (fault instanceof Fault.Exit exit && exit.afterwards()) {
      return failed(exit, reply.stdout(), one.name());
    } else if (fault instanceof Fault.Killed killed && killed.afterwards()) {
      return killed(killed, one.name());
    } else if (fault instanceof Fault.CutOutput cut) {
      int kept = Math.min(cut.bytes(), reply.stdout().length);
      return reply.with(Arrays.copyOf(reply.stdout(), kept), reply.stderr());
    } else if (fault instanceof Fault.BrokenJson) {
      return reply.with(broken(reply.stdout()), reply.stderr());
    } else if (fault instanceof Fault.HeldStdout held) {
      long pid = caller.hold(newBox(), seconds(held.time()));
      sandboxes.started(box, Processes.identify(pid));
    }
    return reply;
  }

  private static byte[] broken(byte[] json) {
    byte[] broken = json.clone();
    for (int i = broken.length - 1; i >= 0; i--) {
      if (broken[i] == '}' || broken[i] == ']') {
        broken[i] = ',';
        return broken;
      }
    }
    return broken;
  }

  private void spoil(Fault.PidFile fault) {
    Optional<Path> file =
        facts
            .call()
            .flag("pid-file")
            .filter(name -> !name.isEmpty())
            .map(name -> facts.request().resolve(name));
    if (file.isEmpty() || !Files.exists(file.get())) {
      return;
    }
    try {
      if (fault.state() == Fault.PidFileState.LATE) {
        newBox();
        Files.copy(file.get(), sandboxes.file(box, "file"));
        Files.delete(file.get());
        long pid = caller.late(box, seconds(fault.delay()), file.get());
        sandboxes.started(box, Processes.identify(pid));
      } else if (fault.state() == Fault.PidFileState.EMPTY) {
        Files.write(file.get(), new byte[0]);
      } else {
        Files.delete(file.get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot spoil the pid file " + file.get(), e);
    }
  }

  /** A directory of a process that is left behind, so that it is ended with the fake. */
  private String newBox() {
    sandboxes.prepare(box, facts.root(), Containers.FullId.alone("!" + box));
    return box;
  }

  /** For sleep; zero means as long as it can be. */
  private static String seconds(Duration duration) {
    return duration.isZero()
        ? "2147483647"
        : String.format(Locale.ROOT, "%d.%03d", duration.toSeconds(), duration.toMillisPart());
  }

  private Reply onStderr(Reply reply) {
    StringBuilder noise = new StringBuilder();
    for (Chosen one : chosen) {
      if (one.fault() instanceof Fault.Noise text) {
        noise.append(text.stderr());
      } else if (one.fault() instanceof Fault.DeprecatedFlag flag && isUsed(flag.flag())) {
        noise.append("Flag --").append(flag.flag()).append(" has been deprecated\n");
      }
    }
    byte[] said = noise.toString().getBytes(StandardCharsets.UTF_8);
    if (reply.isDelivered()) {
      caller.print(new byte[0], said);
    }
    return noise.isEmpty() ? reply : reply.with(reply.stdout(), Bytes.concat(said, reply.stderr()));
  }

  private boolean isUsed(String flag) {
    return facts.call().globalFlag(flag).isPresent() || facts.call().flag(flag).isPresent();
  }

  /** Gives what is to come slowly, and returns what is left for the end. */
  Reply stream(Reply reply) {
    for (Chosen one : chosen) {
      if (one.fault() instanceof Fault.SlowStream slow && !reply.isDelivered()) {
        byte[] out = reply.stdout();
        for (int at = 0; at < out.length; at += slow.bytes()) {
          if (caller.isGone()) {
            throw new Caller.GoneException();
          }
          caller.print(
              Arrays.copyOfRange(out, at, Math.min(out.length, at + slow.bytes())), new byte[0]);
          Waiting.pause(slow.interval().toMillis());
        }
        return reply.with(new byte[0], reply.stderr());
      }
    }
    return reply;
  }
}
