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

package com.example.tools;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** Reads from a metric server of gVisor which sandboxes run. */
public final class RunningSandboxes {
  private static final String METRIC = "runsc_meta_sandbox_running{";
  private static final String LABEL = "sandbox=\"";

  private RunningSandboxes() {}

  /** The ids of the sandboxes that run. */
  public static List<String> at(URI metrics) throws IOException, InterruptedException {
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(metrics + ": HTTP status " + response.statusCode());
    }
    return response
        .body()
        .lines()
        .filter(line -> line.startsWith(METRIC) && line.contains("} 1 "))
        .map(line -> line.substring(line.indexOf(LABEL) + LABEL.length()))
        .map(rest -> rest.substring(0, rest.indexOf('"')))
        .sorted()
        .toList();
  }
}
