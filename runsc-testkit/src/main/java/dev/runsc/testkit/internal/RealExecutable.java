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

package dev.runsc.testkit.internal;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A real executable that was found, and not yet asked who it is.
 *
 * @param executable its path
 * @param claimed the release it must be, if the place it was found in says so
 */
public record RealExecutable(Path executable, Optional<Release> claimed) {}
