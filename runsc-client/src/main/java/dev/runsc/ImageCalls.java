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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The calls that save, restore and change containers; see {@link Runsc} for what they do. */
final class ImageCalls {

  /** Before, a checkpoint that leaves the container running replaces its sandbox. */
  private static final Release LEAVES_RUNNING = Release.of("20240415.0");

  /** Before, a restore into a created container fails and makes runsc forget the container. */
  private static final Release RESTORES_CREATED = Release.of("20230327.0");

  private final Invoker invoker;
  private final Runsc runsc;

  ImageCalls(Invoker invoker, Runsc runsc) {
    this.invoker = invoker;
    this.runsc = runsc;
  }

  void checkpoint(String id, Path imagePath, CheckpointOptions options) {
    Command command =
        Command.of(
            "checkpoint of \"" + id + "\"",
            "checkpoint",
            List.of("--image-path", Arguments.path("imagePath", imagePath).toString()),
            options,
            Ids.requireAddressable(id));
    long begin = System.nanoTime();
    if (options.leaveRunning()) {
      requireSince(
          LEAVES_RUNNING,
          command,
          "would replace the sandbox, stay attached to it, and delete the container at its end;"
              + " without leaveRunning, checkpoint and restore work");
    }
    invoker.capture(command.since(begin));
  }

  void fsCheckpoint(String id, Path imagePath, FsCheckpointOptions options) {
    invoker.capture(
        Command.of(
            "fscheckpoint of \"" + id + "\"",
            "fscheckpoint",
            List.of("--image-path", Arguments.path("imagePath", imagePath).toString()),
            options,
            Ids.requireAddressable(id)));
  }

  ExitStatus restore(String id, Path imagePath, Path bundle, RestoreOptions options) {
    List<String> flags = new ArrayList<>();
    flags.add("--bundle");
    flags.add(Arguments.path("bundle", bundle).toString());
    return restore(command(Ids.requireAddressable(id), flags, imagePath, options), options);
  }

  /**
   * A container that is not there would be built from the working directory (trap B22), so it has
   * to be there, and the working directory is an empty one in case it goes meanwhile.
   */
  ExitStatus restoreCreated(String id, Path imagePath, RestoreOptions options) {
    Ids.requireAddressable(id);
    Command command = command(id, new ArrayList<>(), imagePath, options);
    long begin = System.nanoTime();
    requireSince(
        RESTORES_CREATED,
        command,
        "would refuse and forget the container; restore into a new one with restore(id, imagePath,"
            + " bundle)");
    Container container = runsc.state(id, command.since(begin).callOptions());
    if (container.status() != ContainerStatus.CREATED) {
      throw new RunscStartException(
          ErrorKind.WRONG_STATE,
          command.what()
              + " was not begun: only a created container can be restored into, and this one is "
              + container.status(),
          CallFacts.notStarted(invoker.argv(command)),
          null);
    }
    try (Scratch scratch = Scratch.make()) {
      return restore(command.in(scratch.emptyDirectory()).since(begin), options);
    } catch (IOException e) {
      throw noScratch(command, e);
    }
  }

  private static Command command(
      String id, List<String> flags, Path imagePath, RestoreOptions options) {
    flags.add("--image-path");
    flags.add(Arguments.path("imagePath", imagePath).toString());
    return Command.of("restore of \"" + id + "\"", "restore", flags, options, id);
  }

  private ExitStatus restore(Command command, RestoreOptions options) {
    if (!options.detach()) {
      return invoker.attach(command.waiting(), options.io());
    }
    CallFacts facts = invoker.launch(command, options.io());
    options.pidFile().ifPresent(file -> PidFile.await(file, command.what(), facts));
    return new ExitStatus(0);
  }

  void update(String id, Resources resources, UpdateOptions options) {
    Command command =
        Command.of(
            "update of \"" + id + "\"",
            "update",
            List.of("--resources=-"),
            options,
            Ids.requireAddressable(id));
    try (Scratch scratch = Scratch.make()) {
      Path body = Files.writeString(scratch.resourcesFile(), resources.toJson());
      invoker.capture(command.reading(body));
    } catch (IOException e) {
      throw noScratch(command, e);
    }
  }

  private RunscStartException noScratch(Command command, IOException e) {
    return new RunscStartException(
        command.what()
            + " could not begin: its files cannot be made in "
            + System.getProperty("java.io.tmpdir")
            + " (set the system property java.io.tmpdir)",
        CallFacts.notStarted(invoker.argv(command)),
        e);
  }

  /** A build that does not tell its release is taken for a new one. */
  private void requireSince(Release first, Command command, String harm) {
    Version version = runsc.version(command.callOptions());
    if (version.release().filter(release -> release.compareTo(first) < 0).isPresent()) {
      throw new RunscStartException(
          ErrorKind.UNSUPPORTED,
          command.what()
              + " was not begun: it works since release "
              + first
              + "; this is "
              + version.text()
              + ", which "
              + harm,
          CallFacts.notStarted(invoker.argv(command)),
          null);
    }
  }
}
