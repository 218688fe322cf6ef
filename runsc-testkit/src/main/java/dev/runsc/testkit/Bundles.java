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

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes OCI bundles in one directory, each in one of its own. {@link RunscExtension} injects one
 * whose directory is removed after the test. Thread-safe.
 *
 * <pre>{@code
 * @Test
 * void jobFails(Runsc runsc, Bundles bundles) {
 *   Path bundle = bundles.bundle().args("false").write();
 *   …
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public final class Bundles {
  private final Path directory;
  private final AtomicInteger count = new AtomicInteger();

  private Bundles(Path directory) {
    this.directory = directory;
  }

  /**
   * A factory for bundles in a directory that the caller looks after.
   *
   * @param directory the directory; made, with its parents, when the first bundle is written
   * @return the factory
   */
  public static Bundles in(Path directory) {
    return new Bundles(directory.toAbsolutePath());
  }

  /**
   * The directory in which the bundles are.
   *
   * @return an absolute path
   */
  public Path directory() {
    return directory;
  }

  /**
   * Begins a bundle in a fresh directory, {@code bundle-1} and so on.
   *
   * @return the bundle, to be changed and written
   */
  public OciBundle bundle() {
    return OciBundle.in(directory.resolve("bundle-" + count.incrementAndGet()));
  }

  /**
   * Begins a bundle in a directory of a given name.
   *
   * @param name the directory's name; the same name gives the same directory
   * @return the bundle, to be changed and written
   * @throws IllegalArgumentException if it is more than a name
   */
  public OciBundle bundle(String name) {
    Path child = directory.resolve(name).normalize();
    if (!Objects.equals(child.getParent(), directory.normalize())) {
      throw new IllegalArgumentException(
          "not the name of a directory in " + directory + ": " + Words.quote(name));
    }
    return OciBundle.in(child);
  }

  /** Shows the directory. */
  @Override
  public String toString() {
    return "Bundles[" + directory + "]";
  }
}
