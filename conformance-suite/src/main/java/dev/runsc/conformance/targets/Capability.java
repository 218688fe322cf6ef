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

package dev.runsc.conformance.targets;

/**
 * What a target must be able to do for a scenario to mean something on it. Each says why a target
 * may lack it, which is told wherever a scenario is left out.
 */
public enum Capability {
  /**
   * The program in the bundle is run. Without it, only what runsc itself says and does can be
   * looked at.
   */
  RUNS_PROGRAMS("it does not run the program in the bundle"),
  /**
   * The pid in {@code state} is that of a process of this host, which can be looked at and killed.
   */
  HOST_PIDS("its sandboxes are not processes of this host"),
  /** What a program was doing can be saved and gone on with. */
  RESTORES_PROGRAMS("its programs are processes of the host, which cannot be restored"),
  /** A program can be given a terminal. */
  CONSOLES("it makes no pseudo-terminals"),
  /** Debug logs are written. */
  DEBUG_LOGS("it writes no debug logs"),
  /** Files are written that are more than pid files and the log: metadata, configurations. */
  FILES("it writes no files but pid files and the log"),
  /** The hooks of a bundle are run, and what they do is seen here. */
  HOOKS("it runs no hooks"),
  /** Tables are laid out for the ids and paths in them. */
  TABLE_WIDTHS("its tables are as wide as those that were recorded"),
  /** What calls at the same time do to each other is found out anew each time. */
  RACES("its calls at the same time end as those that were recorded"),
  /** Open descriptors of the caller can be named in flags. */
  PASSED_DESCRIPTORS("it does not see the descriptors of its caller"),
  /** Programs run on a kernel of their own, with mounts, users and limits of their own. */
  OWN_KERNEL("its programs run on the kernel of the host"),
  /** Commands that look into the sandbox: {@code usage}, {@code debug}, {@code do} and the like. */
  INSPECTION("it does not model the commands that look into a sandbox"),
  /** The processes of the containers in one sandbox are told apart. */
  PROCESSES_BY_CONTAINER("it shows all processes of a sandbox for the first container in it"),
  /** Commands wait for a create of the same container that is under way. */
  WAITS_FOR_CREATE("its state does not wait for the hooks of a create"),
  /** A sandbox that has ended, and is not reaped by the client that made it, holds others up. */
  UNREAPED_SANDBOXES("a sandbox of its that has ended is gone at once"),
  /** A container can be made by an ordinary user with {@code --rootless}. */
  ROOTLESS("it does not model user namespaces");

  private final String lack;

  Capability(String lack) {
    this.lack = lack;
  }

  /** Why a target may lack it. */
  public String lack() {
    return lack;
  }
}
