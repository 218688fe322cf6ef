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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the process of a container does in the scripted workload, or a program that {@code exec}
 * starts in it.
 *
 * @param id whose process it is
 * @param args the words of the process; null: any
 * @param exec whether it is a program of {@code exec}
 * @param stdout printed on standard output when it starts
 * @param stderr printed on standard error when it starts
 * @param after how long it runs before it ends by itself
 * @param exit its exit status then; empty: it runs until it is killed
 * @param signals what it does on a signal, by name without {@code SIG}: ignore it (empty) or end
 *     with a status
 */
record ScriptedWorkload(
    Match id,
    @Nullable List<Match> args,
    boolean exec,
    String stdout,
    String stderr,
    Duration after,
    Optional<Integer> exit,
    Map<String, Optional<Integer>> signals) {

  boolean matches(boolean isExec, String container, List<String> words) {
    if (isExec != exec || !id.matches(container)) {
      return false;
    }
    if (args == null) {
      return true;
    }
    return args.size() == words.size()
        && IntStream.range(0, args.size()).allMatch(i -> args.get(i).matches(words.get(i)));
  }
}
