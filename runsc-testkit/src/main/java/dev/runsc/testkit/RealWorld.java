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

package dev.runsc.testkit;

import dev.runsc.Container;
import dev.runsc.DeleteOptions;
import dev.runsc.Runsc;
import dev.runsc.RunscException;
import dev.runsc.fake.FakeRunsc;
import dev.runsc.testkit.internal.RealProbe;
import dev.runsc.testkit.internal.Release;
import dev.runsc.testkit.internal.UnusableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A real runsc, of this host or in a container, with a root directory of its own. */
final class RealWorld implements World {
  private final RunscTarget target;
  private final Runsc runsc;
  private final Optional<ContainerTarget> container;

  private RealWorld(RunscTarget target, Runsc runsc, Optional<ContainerTarget> container) {
    this.target = target;
    this.runsc = runsc;
    this.container = container;
  }

  static RealWorld open(Path directory, RealSearch.Found found) {
    Path root = directory.resolve("root");
    List<String> flags;
    try {
      flags = RealProbe.flags(found.executable(), found.platform());
    } catch (UnusableException e) {
      throw new IllegalStateException(found.executable() + " ran a moment ago, and fails now", e);
    }
    Runsc.Builder client = Runsc.builder().command(found.executable()).root(root);
    for (String flag : flags) {
      String[] parts = flag.substring(2).split("=", 2);
      client.config(parts[0], parts.length == 2 ? parts[1] : "true");
    }
    return new RealWorld(
        new RunscTarget(
            TargetKind.REAL,
            found.release().map(Release::toString),
            found.executable(),
            root,
            flags),
        client.build(),
        Optional.empty());
  }

  static RealWorld open(Path directory, ContainerTarget container) {
    Path root = directory.resolve("root");
    return new RealWorld(
        new RunscTarget(
            TargetKind.CONTAINER,
            container.release(),
            container.executable(),
            root,
            container.globalFlags()),
        container.client().root(root).build(),
        Optional.of(container));
  }

  @Override
  public RunscTarget target() {
    return target;
  }

  @Override
  public Runsc runsc() {
    return runsc;
  }

  @Override
  public Optional<FakeRunsc> fake() {
    return Optional.empty();
  }

  @Override
  public boolean used() {
    return Files.isDirectory(target.root());
  }

  @Override
  public List<String> containers() {
    return used() ? runsc.list().stream().map(Container::id).toList() : List.of();
  }

  @Override
  public List<String> end() {
    List<String> problems = new ArrayList<>();
    // The longest first: an id that is the beginning of another cannot be deleted before that one.
    List<String> ids =
        containers().stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
    for (String id : ids) {
      try {
        runsc.delete(id, DeleteOptions.builder().force(true).build());
      } catch (RunscException e) {
        problems.add("container " + Words.quote(id) + " cannot be deleted: " + e.getMessage());
      }
    }
    if (problems.isEmpty()) {
      container.ifPresent(one -> one.remove(target.root()));
    }
    return problems;
  }
}
