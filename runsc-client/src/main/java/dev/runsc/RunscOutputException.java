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

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command reported success, but what it wrote is not what it should be: not JSON, cut off,
 * mixed with other text, or without a field that must be there. The message names the problem.
 *
 * <p>What it tells does not change, so any thread may read it.
 *
 * @since 0.1.0
 */
public final class RunscOutputException extends RunscException {

  private static final long serialVersionUID = 1L;

  RunscOutputException(String summary, CallFacts facts, @Nullable Throwable cause) {
    super(ErrorKind.BAD_OUTPUT, summary, facts, null, List.of(), cause);
  }
}
