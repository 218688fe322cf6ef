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
 * The command was not started: it is missing, a directory, or may not be executed; what it needs
 * cannot be made or read; or this release would do harm ({@link ErrorKind#UNSUPPORTED}).
 *
 * <p>What it tells does not change, so any thread may read it.
 *
 * @since 0.1.0
 */
public final class RunscStartException extends RunscException {

  private static final long serialVersionUID = 1L;

  RunscStartException(String summary, CallFacts facts, @Nullable Throwable cause) {
    this(ErrorKind.NOT_STARTABLE, summary, facts, cause);
  }

  RunscStartException(ErrorKind kind, String summary, CallFacts facts, @Nullable Throwable cause) {
    super(kind, summary, facts, null, List.of(), cause);
  }
}
