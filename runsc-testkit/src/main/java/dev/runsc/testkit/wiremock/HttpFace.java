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

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * A WireMock server on the loopback interface with one stub for everything, of the lowest priority,
 * whose answers are computed when they are asked for. Stubs of the user's own go before it.
 */
final class HttpFace implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int LAST = Integer.MAX_VALUE;
  private static final int REMEMBERED_REQUESTS = 10_000;

  private final WireMockServer server;

  /** Computes the answer to a request; called by several threads at once. */
  interface Answering {
    ResponseDefinitionBuilder answer(Request request);
  }

  HttpFace(Answering answering) {
    this.server =
        new WireMockServer(
            WireMockConfiguration.options()
                .bindAddress(LOOPBACK)
                .dynamicPort()
                // As over a plain connection to the real ones. And with the other, clients take a
                // body that ends early for a whole one.
                .http2PlainDisabled(true)
                // An answer has the length that it tells, whatever the client could unpack.
                .gzipDisabled(true)
                .maxRequestJournalEntries(REMEMBERED_REQUESTS)
                .extensions(new Transformer(answering)));
    server.start();
    server.stubFor(
        WireMock.any(WireMock.anyUrl())
            .atPriority(LAST)
            .willReturn(WireMock.aResponse().withTransformers(Transformer.NAME)));
  }

  WireMockServer server() {
    return server;
  }

  /** The path, decoded; a client need not have written it as {@link URI} wants it. */
  static String path(Request request) {
    String raw = request.getUrl().split("[?#]", 2)[0];
    return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** The query as it came; empty if there is none. */
  static String query(Request request) {
    String[] parts = request.getUrl().split("\\?", 2);
    return parts.length == 2 ? parts[1] : "";
  }

  URI url(String path) {
    return URI.create("http://" + LOOPBACK + ":" + server.port() + path);
  }

  @Override
  public void close() {
    server.stop();
  }

  private record Transformer(Answering answering) implements ResponseDefinitionTransformerV2 {
    static final String NAME = "gvisor-face";

    @Override
    public String getName() {
      return NAME;
    }

    @Override
    public boolean applyGlobally() {
      return false;
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
      return answering.answer(event.getRequest()).build();
    }
  }
}
