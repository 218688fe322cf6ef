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

package com.example.coderunner;

import dev.runsc.Container;
import dev.runsc.ContainerStatus;
import dev.runsc.CreateOptions;
import dev.runsc.DeleteOptions;
import dev.runsc.ErrorKind;
import dev.runsc.ExecOptions;
import dev.runsc.ExitStatus;
import dev.runsc.Io;
import dev.runsc.IoCapture;
import dev.runsc.OciProcess;
import dev.runsc.Runsc;
import dev.runsc.RunscException;
import dev.runsc.RunscInterruptedException;
import dev.runsc.RunscTimeoutException;
import dev.runsc.StartOptions;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Runs untrusted snippets, each in a sandbox of its own that is gone afterwards. Thread-safe.
 *
 * <p>The sandbox is made first, with a program that does nothing, and the snippet then runs in it
 * by {@code exec}: so the time that a loaded host needs to make a sandbox is not taken from the
 * snippet's, and what the snippet wrote is known even if it had to be ended.
 */
public final class SnippetRunner {

  private static final Logger LOGGER = System.getLogger(SnippetRunner.class.getName());
  private static final DeleteOptions FORCE = DeleteOptions.builder().force(true).build();
  private static final int NOBODY = 65534;
  private static final int TRIES = 2;

  /** Ids of one length: an id that is the beginning of another could not be used. */
  private static final String PREFIX = "snippet-";

  private final Runsc runsc;
  private final Path workspace;
  private final Path rootfs;
  private final Limits limits;

  /**
   * Makes a runner. Its sandboxes have no network.
   *
   * @param runsc runs the sandboxes
   * @param workspace a directory for what is needed while a snippet runs
   * @param rootfs the root directory of the sandboxes, read-only, with the interpreters in it
   * @param limits what each snippet may use
   */
  public SnippetRunner(Runsc runsc, Path workspace, Path rootfs, Limits limits) {
    this(limits, workspace, rootfs, runsc.toBuilder().overrideConfig("network", "none").build());
  }

  /** With a client that is used as it is. */
  SnippetRunner(Limits limits, Path workspace, Path rootfs, Runsc asItIs) {
    this.runsc = asItIs;
    this.workspace = workspace;
    this.rootfs = rootfs;
    this.limits = limits;
  }

  /**
   * Removes what an earlier life of this service has left in the same workspace and root directory.
   * To be called before the first snippet.
   *
   * @return how many sandboxes there were
   * @throws IOException if the workspace cannot be used
   */
  public int sweep() throws IOException {
    List<String> left =
        runsc.list().stream().map(Container::id).filter(id -> id.startsWith(PREFIX)).toList();
    left.forEach(id -> runsc.delete(id, FORCE));
    try (DirectoryStream<Path> bundles = Files.newDirectoryStream(workspace, PREFIX + "*")) {
      for (Path bundle : bundles) {
        deleteTree(bundle);
      }
    }
    return left.size();
  }

  // tag::run[]
  /**
   * Runs a snippet to its end, or to the end of its time.
   *
   * @param snippet what to run
   * @return what became of it
   */
  public Outcome run(Snippet snippet) {
    String id = PREFIX + UUID.randomUUID();
    try {
      Path bundle = Files.createTempDirectory(workspace, PREFIX);
      try {
        Files.writeString(bundle.resolve("config.json"), SandboxConfig.json(rootfs, limits));
        Path stdin = Files.writeString(bundle.resolve("stdin"), snippet.stdin());
        open(id, bundle);
        return runIn(id, snippet, Io.capture(limits.outputBytes(), stdin));
      } catch (RunscException e) {
        return new Outcome.NotRun(e.getMessage());
      } finally {
        remove(id);
        deleteTree(bundle);
      }
    } catch (IOException e) {
      return new Outcome.NotRun("the workspace " + workspace + " cannot be used: " + e);
    }
  }

  private Outcome runIn(String id, Snippet snippet, IoCapture output) {
    OciProcess process =
        OciProcess.of("/tmp", snippet.language().command(snippet.code()).toArray(String[]::new))
            .toBuilder()
            .env("PATH", "/usr/local/bin:/usr/bin:/bin")
            .env("HOME", "/tmp")
            .user(NOBODY, NOBODY)
            .capabilities()
            .noNewPrivileges(true)
            .build();
    ExecOptions options = ExecOptions.builder().io(output).timeout(limits.time()).build();
    try {
      ExitStatus status = runsc.exec(id, process, options);
      return new Outcome.Finished(status.code(), output.stdout(), output.stderr());
    } catch (RunscTimeoutException e) {
      return new Outcome.TimedOut(output.stdout(), output.stderr());
    } catch (RunscInterruptedException e) {
      throw e;
    } catch (RunscException e) {
      if (isRunning(id)) {
        throw e;
      }
      LOGGER.log(Level.WARNING, "a sandbox has ended under its snippet", e);
      return new Outcome.SandboxDied(output.stdout(), output.stderr());
    }
  }

  // end::run[]

  /** A sandbox that did not come up has run nothing, so it may be tried again. */
  private void open(String id, Path bundle) {
    for (int tries = 1; ; tries++) {
      try {
        runsc.create(id, bundle, CreateOptions.builder().timeout(limits.start()).build());
        runsc.start(id, StartOptions.builder().timeout(limits.start()).build());
        return;
      } catch (RunscException e) {
        if (tries == TRIES || e.kind() != ErrorKind.SANDBOX_FAILED) {
          throw e;
        }
        LOGGER.log(Level.WARNING, "a sandbox did not come up, trying once more", e);
        remove(id);
      }
    }
  }

  private boolean isRunning(String id) {
    return runsc.state(id).status() == ContainerStatus.RUNNING;
  }

  /**
   * Whatever is left of it; a delete by force does not mind that there is nothing. A thread that
   * was interrupted does this all the same.
   */
  private void remove(String id) {
    boolean interrupted = Thread.interrupted();
    try {
      runsc.delete(id, FORCE);
    } catch (RunscException e) {
      LOGGER.log(Level.ERROR, "a sandbox may be left until the next sweep", e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void deleteTree(Path directory) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(directory)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.delete(file);
    }
  }
}
