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
import dev.runsc.fake.FakeRunsc;
import dev.runsc.testkit.internal.OptionalLibrary;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * gVisor's metric server, played by WireMock on the loopback interface for the containers of a
 * {@link FakeRunsc}: for tests of code that scrapes it.
 *
 * <pre>{@code
 * try (MetricServer metrics = MetricServer.start(fake, root)) {
 *   Runsc runsc = client.toBuilder().config("metric-server", metrics.address()).build();
 *   runsc.create("web", bundle);
 *
 *   myScraper.scrape(metrics.url("/metrics"));
 * }
 * }</pre>
 *
 * <p>What it tells is found out at each request from the state of the fake, as the real one does: a
 * sandbox is there if it was created with {@code --metric-server} and this {@linkplain #address()
 * address}, is alive (a created one counts as running), and its id is not the beginning of another
 * sandbox's; it is gone as soon as it is deleted or dead. Asking records no call of the fake.
 *
 * <table>
 * <caption>What is answered</caption>
 * <tr><th>request</th><th>answer</th></tr>
 * <tr><td>{@code /metrics}</td><td>Prometheus text</td></tr>
 * <tr><td>{@code ?runsc-sandbox-metrics-filter=REGEX}</td><td>of the sandboxes' own metrics, only
 *     those whose name, without the prefix, the expression finds; also from a posted form</td></tr>
 * <tr><td>{@code ?runsc-capability-filter=REGEX}</td><td>only these capabilities</td></tr>
 * <tr><td>{@code POST /runsc-metrics/healthcheck} with {@code root}</td><td>{@code
 *     runsc-metrics:OK}, or 400 and the root that is served</td></tr>
 * <tr><td>{@code /}, {@code /runsc-metrics/pid}</td><td>a page, this JVM's process id</td></tr>
 * <tr><td>anything else</td><td>404, {@code path not found}</td></tr>
 * </table>
 *
 * <p>The shape is that of release 20240729.0, with the prefix {@code runsc_}. A fake counts nothing
 * inside its sandboxes, so a sandbox has metrics of its own only as far as {@link #count} sets
 * them. Not imitated: that the real server hangs after a sandbox without {@code
 * process.capabilities}.
 *
 * <p>Thread-safe. It needs {@code org.wiremock:wiremock}.
 *
 * @since 0.1.0
 */
public final class MetricServer implements AutoCloseable {
  private final MetricPage page;
  private final HttpFace face;

  private MetricServer(FakeRunsc fake, Path root) {
    this.page = new MetricPage(fake, root.toAbsolutePath());
    this.face = new HttpFace(new MetricAnswers(page));
    page.serve(address());
  }

  /**
   * Starts a server on a free port of the loopback interface.
   *
   * @param fake whose containers it tells of
   * @param root their {@code --root}; it need not be there yet
   * @return a server that answers
   * @throws IllegalStateException if WireMock is not there
   */
  public static MetricServer start(FakeRunsc fake, Path root) {
    OptionalLibrary.WIREMOCK.require();
    return new MetricServer(fake, root);
  }

  /**
   * What sandboxes are to be created with.
   *
   * @return the value for {@code --metric-server}, such as {@code 127.0.0.1:40123}
   */
  public String address() {
    return face.url("").getAuthority();
  }

  /**
   * An address to ask.
   *
   * @param path such as {@code /metrics}, with a query if need be
   * @return the address
   */
  public URI url(String path) {
    return face.url(path);
  }

  /**
   * Sets a counter of a sandbox, as if it had counted so far. It is told while the sandbox is.
   *
   * @param sandboxId the sandbox
   * @param name the metric's name without the prefix, such as {@code fs_opens}
   * @param labels its labels beside those that every sample of a sandbox has
   * @param value what it has counted; 0 is not told, as by the real one
   * @throws IllegalArgumentException if Prometheus knows no such names, or the value is negative
   */
  public void count(String sandboxId, String name, Map<String, String> labels, long value) {
    page.count(sandboxId, name, labels, value);
  }

  /**
   * The WireMock behind it, to ask what was requested, or to add stubs, which go before the
   * server's own answers.
   *
   * @return the server
   */
  public WireMockServer wireMock() {
    return face.server();
  }

  /** Stops answering. */
  @Override
  public void close() {
    face.close();
  }
}
