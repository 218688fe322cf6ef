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

package dev.runsc.conformance;

import dev.runsc.RunscException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A call through the client that has begun.
 *
 * @param <T> what it returns
 */
public final class Asking<T> {

  private final Subject subject;
  private final FutureTask<T> task;
  private final Thread thread;

  Asking(Subject subject, FutureTask<T> task) {
    this.subject = subject;
    this.task = task;
    this.thread = new Thread(task, "client call");
    thread.setDaemon(true);
    thread.start();
    subject.onEnd(thread::interrupt);
  }

  /** Waits until the client's process does nothing but wait; see {@link Pending#awaitIdle()}. */
  public Asking<T> awaitIdle(String command) {
    IdleWatch.await(
        () ->
            ProcessHandle.current()
                .children()
                .filter(child -> subject.isClientCall(child, command))
                .findFirst(),
        task::isDone,
        () -> "the client's " + command);
    return this;
  }

  /** Waits for its end. */
  public T answer() {
    try {
      return task.get(subject.patience(Waiting.LIMIT).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new InterruptedScenarioException();
    } catch (TimeoutException e) {
      throw new AssertionError(
          "\nExpecting the client's call to end within " + Waiting.LIMIT.toSeconds() + " s");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RunscException refused) {
        throw refused;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
