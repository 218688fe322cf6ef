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

package dev.runsc.testkit.wiremock;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The faults that are in force, the newest first. Thread-safe. */
final class BucketFaults {
  private static final int ALWAYS = -1;

  private final List<Rule> rules = new CopyOnWriteArrayList<>();

  /** A fault and what it is attached to; how often it still happens, or {@link #ALWAYS}. */
  private record Rule(PathMatcher pattern, BucketFault fault, AtomicInteger left) {
    boolean concerns(String name) {
      return pattern.matches(Path.of(name))
          && (!(fault instanceof BucketFault.WrongChecksum) || name.endsWith(Checksums.SUFFIX));
    }

    /** Uses it once, if it may still be used. */
    boolean use() {
      return left.getAndUpdate(count -> count > 0 ? count - 1 : count) != 0;
    }
  }

  void add(String pattern, BucketFault fault, int times) {
    rules.add(0, rule(pattern, fault, times));
  }

  void addAlways(String pattern, BucketFault fault) {
    rules.add(0, rule(pattern, fault, ALWAYS));
  }

  private static Rule rule(String pattern, BucketFault fault, int times) {
    return new Rule(
        FileSystems.getDefault().getPathMatcher("glob:" + BucketContent.RELEASES + pattern),
        fault,
        new AtomicInteger(times));
  }

  /** The objects that a fault would concern. */
  static Set<String> concerned(String pattern, BucketFault fault, Collection<String> names) {
    Rule rule = rule(pattern, fault, ALWAYS);
    Set<String> concerned = new LinkedHashSet<>();
    for (String name : names) {
      if (rule.concerns(name)) {
        concerned.add(name);
      }
    }
    return concerned;
  }

  void clear() {
    rules.clear();
  }

  /** What goes wrong with this request for an object. */
  Optional<BucketFault> next(String name) {
    for (Iterator<Rule> all = rules.iterator(); all.hasNext(); ) {
      Rule rule = all.next();
      if (rule.concerns(name) && rule.use()) {
        return Optional.of(rule.fault());
      }
    }
    return Optional.empty();
  }
}
