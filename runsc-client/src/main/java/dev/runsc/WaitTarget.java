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

/**
 * A process whose end is waited for.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public sealed interface WaitTarget {

  /**
   * Waits for the container's first process.
   *
   * @return the target that is taken if none is chosen
   */
  static WaitTarget container() {
    return new FirstProcess();
  }

  /**
   * Waits for any process of the container.
   *
   * @param pid its pid as the container's programs see it
   * @return the target
   */
  static WaitTarget process(ContainerPid pid) {
    return new InContainer(pid);
  }

  /**
   * Waits for any process of the sandbox's first container.
   *
   * <p>For a container that is not the first of its sandbox, runsc says that the process is part of
   * a different container (seen on 20221219.0 and 20240729.0).
   *
   * @param pid its pid as {@link Runsc#ps(String)} tells it
   * @return the target
   */
  static WaitTarget process(SandboxPid pid) {
    return new InSandbox(pid);
  }

  /**
   * Returns the flags that choose it.
   *
   * @return the flags, each with its value
   */
  List<String> flags();

  /** The container's first process. */
  record FirstProcess() implements WaitTarget {
    @Override
    public List<String> flags() {
      return List.of();
    }
  }

  /**
   * A process by its number in the container.
   *
   * @param pid the number
   */
  record InContainer(ContainerPid pid) implements WaitTarget {
    @Override
    public List<String> flags() {
      return List.of("--pid=" + pid);
    }
  }

  /**
   * A process by its number in the sandbox.
   *
   * @param pid the number
   */
  record InSandbox(SandboxPid pid) implements WaitTarget {
    @Override
    public List<String> flags() {
      return List.of("--rootpid=" + pid);
    }
  }
}
