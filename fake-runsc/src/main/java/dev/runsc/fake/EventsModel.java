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

import dev.runsc.fake.Containers.Container;

/** {@code events}: the statistics of a container, once or again and again. */
final class EventsModel {
  private static final long DEFAULT_INTERVAL_SECONDS = 5;
  private static final long IDLE_MILLIS = 50;

  private final Session session;

  EventsModel(Session session) {
    this.session = session;
  }

  Outcome events() {
    Container container = session.load("loading sandbox");
    if (session.line().flags().isTrue("stats")) {
      return once(container);
    }
    String given = session.line().flag("interval");
    long seconds =
        given.isEmpty()
            ? DEFAULT_INTERVAL_SECONDS
            : GoText.parseFlagInteger(given).orElse(DEFAULT_INTERVAL_SECONDS);
    // It never ends by itself: a stopped container has nothing to tell, and the client stays.
    while (true) {
      if (container.ownProcess().isAlive()) {
        session.caller().print(statistics(container) + "\n");
      }
      pause(seconds * 1000);
    }
  }

  private Outcome once(Container container) {
    String status = container.status();
    if (status.equals("stopped") || !container.ownProcess().isAlive()) {
      return new Outcome(128, "", "", "model");
    }
    if (status.equals("created") && !session.profile().createdHasStatistics()) {
      return Outcome.panic("runtime error: integer divide by zero");
    }
    return Outcome.success(statistics(container) + "\n");
  }

  private void pause(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    do {
      if (session.caller().isGone()) {
        throw new Caller.GoneException();
      }
      if (millis > 0) {
        Waiting.pause(Math.min(millis, IDLE_MILLIS));
      }
    } while (System.nanoTime() < end);
  }

  private String statistics(Container container) {
    boolean started = !container.savedStatus().equals("created");
    long processes = started ? new InnerProcesses(session, container).count() : 0;
    boolean networked = started || container.failedStarts() > 0;
    StringBuilder out = new StringBuilder("{\"type\":\"stats\",\"id\":");
    out.append(GoText.json(container.id())).append(",\"data\":{\"cpu\":{\"usage\":{");
    if (started) {
      out.append("\"total\":").append(Processes.cpuNanos(container.ownProcess().pid()));
    }
    out.append("}},\"memory\":{\"usage\":{\"limit\":0,\"usage\":")
        .append(Processes.residentBytes(container.ownProcess().pid()))
        .append(",\"failcnt\":0}")
        .append(",\"swap\":{\"limit\":0,\"failcnt\":0}")
        .append(",\"kernel\":{\"limit\":0,\"failcnt\":0}")
        .append(",\"kernelTCP\":{\"limit\":0,\"failcnt\":0}},\"pids\":{");
    if (processes > 0) {
      out.append("\"current\":").append(processes);
    }
    out.append('}');
    if (session.profile().eventsHaveNetworkInterfaces()) {
      out.append(",\"network_interfaces\":").append(networked ? LOOPBACK : "null");
    }
    return out.append("}}").toString();
  }

  private static final String LOOPBACK =
      "[{\"Name\":\"lo\",\"RxBytes\":0,\"RxPackets\":0,\"RxErrors\":0,\"RxDropped\":0,"
          + "\"TxBytes\":0,\"TxPackets\":0,\"TxErrors\":0,\"TxDropped\":0}]";
}
