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

package com.example.coderunner;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.runsc.Captured;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The runner over HTTP, on the loopback interface: {@code POST /run} takes a snippet as JSON and
 * answers when it has ended.
 *
 * <p>As many snippets run at once as there are slots; who comes then is told to come back (429), so
 * that a flood of requests ends at the door and not in the memory of the host.
 */
public final class HttpService implements AutoCloseable {

  private static final Logger LOGGER = System.getLogger(HttpService.class.getName());
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS).build();
  private static final int LONGEST_REQUEST = 1 << 20;
  private static final int MOST_DRAINED = 1000;

  private final SnippetRunner runner;
  private final Semaphore slots;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private HttpService(SnippetRunner runner, int atOnce, HttpServer server) {
    this.runner = runner;
    this.slots = new Semaphore(atOnce);
    this.server = server;
  }

  /**
   * Starts to listen.
   *
   * @param runner runs the snippets
   * @param port the port; 0 for any that is free
   * @param atOnce how many snippets may run at once
   * @return the service
   * @throws IOException if the port cannot be had
   */
  public static HttpService start(SnippetRunner runner, int port, int atOnce) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    HttpService service = new HttpService(runner, atOnce, server);
    server.createContext("/run", service::handle);
    server.setExecutor(service.threads);
    server.start();
    return service;
  }

  /**
   * The port it listens on.
   *
   * @return the number
   */
  public int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("POST")) {
        exchange.getResponseHeaders().set("Allow", "POST");
        answer(exchange, 405, Map.of("error", "POST a snippet"));
        return;
      }
      byte[] body = exchange.getRequestBody().readNBytes(LONGEST_REQUEST + 1);
      if (body.length > LONGEST_REQUEST) {
        drain(exchange.getRequestBody());
        answer(exchange, 413, Map.of("error", "at most " + LONGEST_REQUEST + " bytes"));
        return;
      }
      try {
        run(exchange, JSON.readValue(body, Snippet.class));
      } catch (JacksonException | IllegalArgumentException e) {
        answer(exchange, 400, Map.of("error", reason(e)));
      }
    }
  }

  /** Who is cut off while still sending may never see the answer; but nobody sends for ever. */
  private static void drain(InputStream body) throws IOException {
    byte[] chunk = new byte[1 << 16];
    for (int chunks = 0; chunks < MOST_DRAINED && body.read(chunk) >= 0; chunks++) {
      // What is read here is not wanted.
    }
  }

  private static String reason(RuntimeException e) {
    return e.getCause() instanceof IllegalArgumentException cause
        ? String.valueOf(cause.getMessage())
        : e instanceof JacksonException json
            ? json.getOriginalMessage()
            : String.valueOf(e.getMessage());
  }

  private void run(HttpExchange exchange, Snippet snippet) throws IOException {
    if (!slots.tryAcquire()) {
      exchange.getResponseHeaders().set("Retry-After", "1");
      answer(exchange, 429, Map.of("error", "all slots are taken, come back later"));
      return;
    }
    Outcome outcome;
    try {
      outcome = runner.run(snippet);
    } finally {
      slots.release();
    }
    if (outcome instanceof Outcome.NotRun) {
      LOGGER.log(Level.ERROR, "not run: {0}", outcome);
    }
    answer(exchange, outcome instanceof Outcome.NotRun ? 503 : 200, body(outcome));
  }

  private static Map<String, Object> body(Outcome outcome) {
    Map<String, Object> body = new LinkedHashMap<>();
    if (outcome instanceof Outcome.Finished finished) {
      body.put("outcome", "finished");
      body.put("exitCode", finished.exitCode());
      put(body, finished.stdout(), finished.stderr());
    } else if (outcome instanceof Outcome.TimedOut timedOut) {
      body.put("outcome", "timed-out");
      put(body, timedOut.stdout(), timedOut.stderr());
    } else if (outcome instanceof Outcome.SandboxDied died) {
      body.put("outcome", "sandbox-died");
      body.put("error", "the sandbox ended, most likely because it had used up its memory");
      put(body, died.stdout(), died.stderr());
    } else {
      // The reason has paths of this host in it and is for the log.
      body.put("outcome", "not-run");
      body.put("error", "the snippet could not be run, which is not its fault; try again later");
    }
    return body;
  }

  private static void put(Map<String, Object> body, Captured stdout, Captured stderr) {
    body.put("stdout", stdout.text());
    body.put("stdoutBytes", stdout.size());
    body.put("stderr", stderr.text());
    body.put("stderrBytes", stderr.size());
  }

  private static void answer(HttpExchange exchange, int code, Map<String, ?> body)
      throws IOException {
    byte[] bytes = JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Stops listening and ends the snippets that run, and their sandboxes with them. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
        LOGGER.log(Level.ERROR, "some snippets did not end; the next sweep looks after them");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
