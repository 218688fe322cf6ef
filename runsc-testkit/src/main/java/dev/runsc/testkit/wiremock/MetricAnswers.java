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

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What the metric server answers to a request. */
final class MetricAnswers implements HttpFace.Answering {
  private static final String METRICS = "/metrics";
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String INDEX =
      "<html><head><title>runsc metrics</title></head><body><p>A metric server of runsc, played for"
          + " tests.</p><p>The metrics are at <a href=\"/metrics\">/metrics</a>.</p></body></html>";

  private final MetricPage page;

  MetricAnswers(MetricPage page) {
    this.page = page;
  }

  @Override
  public ResponseDefinitionBuilder answer(Request request) {
    Map<String, String> parameters = parameters(request);
    String path = HttpFace.path(request);
    if (path.startsWith(METRICS + "?")) {
      // Prometheus writes the question mark of its metrics_path as %3F.
      parameters.putAll(form(path.substring(METRICS.length() + 1)));
      path = METRICS;
    }
    return switch (path) {
      case "/" -> ok("text/html; charset=utf-8", INDEX);
      case METRICS -> metrics(parameters);
      case "/runsc-metrics/pid" -> ok(TEXT, Long.toString(ProcessHandle.current().pid()));
      case "/runsc-metrics/healthcheck" -> health(parameters.getOrDefault("root", ""));
      default -> refusal(404, "path not found");
    };
  }

  private static Map<String, String> parameters(Request request) {
    Map<String, String> parameters = new LinkedHashMap<>(form(HttpFace.query(request)));
    String type = request.getHeader("Content-Type");
    if (type != null && type.startsWith(FORM)) {
      parameters.putAll(form(request.getBodyAsString()));
    }
    return parameters;
  }

  /** The first of several values counts. */
  private static Map<String, String> form(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      values.putIfAbsent(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
    }
    return values;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private ResponseDefinitionBuilder metrics(Map<String, String> parameters) {
    Optional<Pattern> metrics;
    Optional<Pattern> capabilities;
    try {
      metrics = pattern(parameters, "runsc-sandbox-metrics-filter");
    } catch (PatternSyntaxException e) {
      return refusal(400, "provided metric filter is not a valid regular expression");
    }
    try {
      capabilities = pattern(parameters, "runsc-capability-filter");
    } catch (PatternSyntaxException e) {
      return refusal(400, "provided capability filter is not a valid regular expression");
    }
    return ok(TEXT, page.text(metrics, capabilities));
  }

  private static Optional<Pattern> pattern(Map<String, String> parameters, String name) {
    return Optional.ofNullable(parameters.get(name))
        .filter(text -> !text.isEmpty())
        .map(Pattern::compile);
  }

  private ResponseDefinitionBuilder health(String root) {
    return root.equals(page.root().toString())
        ? ok(TEXT, "runsc-metrics:OK")
        : refusal(400, "this metric server is configured to serve root directory: " + page.root());
  }

  private static ResponseDefinitionBuilder ok(String type, String text) {
    return WireMock.aResponse().withStatus(200).withHeader("Content-Type", type).withBody(text);
  }

  /** As Go's {@code http.Error} does it. */
  private static ResponseDefinitionBuilder refusal(int status, String text) {
    return WireMock.aResponse()
        .withStatus(status)
        .withHeader("Content-Type", TEXT)
        .withHeader("X-Content-Type-Options", "nosniff")
        .withBody(text + "\n");
  }
}
