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

import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okForContentType;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.WireMock;
import dev.runsc.fake.FakeOptions;
import dev.runsc.fake.FakeRunsc;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseBucketTest {
  private static final String RUNSC = "release/20240729.0/x86_64/runsc";

  @AutoClose
  private final ReleaseBucket bucket =
      ReleaseBucket.builder()
          .release("20200622.0")
          .release("20200622.1")
          .release("20240729.0")
          .release("20260817.0")
          .release("20260831.0")
          .start();

  private final HttpClient client = HttpClient.newHttpClient();

  private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(bucket.url(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("(none)");
  }

  @Test
  void files_lieWhereTheReleaseHadThem() {
    assertThat(bucket.paths())
        .contains(
            "release/20240729.0/x86_64/containerd-shim-runsc-v1",
            "release/20240729.0/x86_64/containerd-shim-runsc-v1.sha512",
            RUNSC,
            "release/20240729.0/aarch64/runsc.sha512",
            "release/20240729/x86_64/runsc",
            "release/20260817.0/x86_64/runsc",
            "release/20260817.0/x86_64/runsc-metric-server",
            "release/20260817.0/x86_64/gvisor.tar.bz2.sha512",
            "release/20260831.0/x86_64/gvisor.tar.bz2",
            "release/latest/aarch64/gvisor.tar.bz2",
            "release/20200622.1/runsc")
        .doesNotContain(
            "release/20240729.0/x86_64/gvisor.tar.bz2",
            "release/20240729.0/x86_64/runsc-metric-server",
            "release/20260831.0/x86_64/runsc",
            "release/latest/x86_64/runsc",
            "release/20200622.1/x86_64/runsc");
  }

  @Test
  void object_isServedWithItsChecksumAndLength() throws Exception {
    HttpResponse<byte[]> file = get(RUNSC);
    HttpResponse<byte[]> checksum = get(RUNSC + ".sha512");

    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(header(file, "Content-Length")).isEqualTo(Integer.toString(file.body().length));
    assertThat(header(file, "Accept-Ranges")).isEqualTo("bytes");
    assertThat(Arrays.copyOf(file.body(), 4)).containsExactly(0x7f, 'E', 'L', 'F');
    assertThat(text(checksum)).matches("[0-9a-f]{128}  runsc\n");
    assertThat(checksum.body()).isEqualTo(Checksums.file("runsc", file.body()));
  }

  @Test
  void files_differAndAreTheSameEveryTime() throws Exception {
    assertThat(get(RUNSC).body()).isEqualTo(get("release/20240729/x86_64/runsc").body());
    assertThat(get(RUNSC).body()).isNotEqualTo(get("release/20240729.0/aarch64/runsc").body());
    assertThat(get(RUNSC).body()).isNotEqualTo(get("release/20260817.0/x86_64/runsc").body());
    assertThat(BucketRelease.of("20260831.0").objects().get("x86_64/gvisor.tar.bz2").content())
        .isEqualTo(get("release/latest/x86_64/gvisor.tar.bz2").body());
  }

  @Test
  void dateWithoutNumber_isItsLastPointRelease() throws Exception {
    assertThat(get("release/20200622/runsc").body())
        .isEqualTo(get("release/20200622.1/runsc").body())
        .isNotEqualTo(get("release/20200622.0/runsc").body());
  }

  @Test
  void archive_hasRunscAtItsTopAndTheRestBelow() throws Exception {
    byte[] archive = get("release/20260831.0/x86_64/gvisor.tar.bz2").body();

    Map<String, String> entries = new LinkedHashMap<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new BZip2CompressorInputStream(new ByteArrayInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        entries.put(entry.getName(), Integer.toOctalString(entry.getMode() & 0777));
        assertThat(tar.readAllBytes()).hasSize((int) entry.getSize());
      }
    }

    assertThat(entries)
        .containsExactly(
            Map.entry("runsc", "755"),
            Map.entry("containerd-shim-runsc-v1", "755"),
            Map.entry("gvisor-bin/", "755"),
            Map.entry("gvisor-bin/runsc-metric-server", "755"),
            Map.entry("gvisor-bin/checkpointgofer", "755"),
            Map.entry("gvisor-bin/gvisor_sentry", "755"),
            Map.entry("gvisor-bin/gvisor-sentry-prewarmer", "755"));
  }

  @Test
  void missingObject_isTheBucketsXml() throws Exception {
    HttpResponse<byte[]> response = get("release/20240729.0/riscv64/runsc");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(header(response, "Content-Type")).isEqualTo("application/xml; charset=UTF-8");
    assertThat(text(response))
        .isEqualTo(
            "<?xml version='1.0' encoding='UTF-8'?><Error><Code>NoSuchKey</Code>"
                + "<Message>The specified key does not exist.</Message><Details>No such object:"
                + " gvisor/releases/release/20240729.0/riscv64/runsc</Details></Error>");
  }

  @Test
  void otherBucketsAndMethods_areRefused() throws Exception {
    HttpResponse<String> other =
        client.send(
            HttpRequest.newBuilder(bucket.url().resolve("/other/file")).build(),
            HttpResponse.BodyHandlers.ofString());
    HttpResponse<String> post =
        client.send(
            HttpRequest.newBuilder(bucket.url(RUNSC))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(other.statusCode()).isEqualTo(404);
    assertThat(other.body()).contains("<Code>NoSuchBucket</Code>");
    assertThat(post.statusCode()).isEqualTo(405);
  }

  @Test
  void head_tellsTheLengthAndSendsNothing() throws Exception {
    HttpResponse<byte[]> response =
        client.send(
            HttpRequest.newBuilder(bucket.url(RUNSC))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
    assertThat(header(response, "Content-Length"))
        .isEqualTo(Integer.toString(get(RUNSC).body().length));
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-9,        206, 0,     10,    bytes 0-9/65600",
    "bytes=65590-,     206, 65590, 65600, bytes 65590-65599/65600",
    "bytes=-5,         206, 65595, 65600, bytes 65595-65599/65600",
    "bytes=-99999,     206, 0,     65600, bytes 0-65599/65600",
    "bytes=65000-99999,206, 65000, 65600, bytes 65000-65599/65600",
    "'bytes=0-1,3-4',  200, 0,     65600, (none)",
    "bytes=5-2,        200, 0,     65600, (none)",
    "bytes=-,          200, 0,     65600, (none)",
    "lines=1-2,        200, 0,     65600, (none)",
  })
  void range_isServedAsAsked(String range, int status, int from, int to, String contentRange)
      throws Exception {
    byte[] whole = get(RUNSC).body();

    HttpResponse<byte[]> response = get(RUNSC, "Range", range);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).isEqualTo(Arrays.copyOfRange(whole, from, to));
    assertThat(header(response, "Content-Range")).isEqualTo(contentRange);
  }

  @Test
  void rangeBehindTheEnd_isNotSatisfiable() throws Exception {
    HttpResponse<byte[]> response = get(RUNSC, "Range", "bytes=65600-");

    assertThat(response.statusCode()).isEqualTo(416);
    assertThat(header(response, "Content-Range")).isEqualTo("bytes */65600");
    assertThat(get(RUNSC, "Range", "bytes=-0").statusCode()).isEqualTo(416);
  }

  @Test
  void rangeOfAnObjectThatHasChanged_isTheWholeObject() throws Exception {
    String tag = header(get(RUNSC), "ETag");
    HttpResponse<byte[]> same = get(RUNSC, "Range", "bytes=1-2", "If-Range", tag);
    bucket.publish(
        BucketRelease.builder("20240729.0").file("runsc", new byte[] {1, 2, 3, 4}).build());
    HttpResponse<byte[]> changed = get(RUNSC, "Range", "bytes=1-2", "If-Range", tag);

    assertThat(same.statusCode()).isEqualTo(206);
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(changed.body()).containsExactly(1, 2, 3, 4);
    assertThat(get(RUNSC, "If-None-Match", header(changed, "ETag")).statusCode()).isEqualTo(304);
  }

  @Test
  void cutBody_failsAndCanBeResumed() throws Exception {
    byte[] whole = get(RUNSC).body();
    bucket.fault(RUNSC, BucketFault.cut(1000), 1);

    assertThatExceptionOfType(IOException.class).isThrownBy(() -> get(RUNSC));
    HttpResponse<byte[]> rest = get(RUNSC, "Range", "bytes=1000-");

    assertThat(rest.statusCode()).isEqualTo(206);
    assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(whole, 1000, whole.length));
    bucket
        .wireMock()
        .verify(
            getRequestedFor(urlPathEqualTo("/gvisor/releases/" + RUNSC))
                .withHeader("Range", WireMock.equalTo("bytes=1000-")));
  }

  @Test
  void cutBody_arrivesAsFarAsItWasSent() throws Exception {
    bucket.fault(RUNSC, BucketFault.cut(1000));

    HttpResponse<java.io.InputStream> response =
        client.send(
            HttpRequest.newBuilder(bucket.url(RUNSC)).build(),
            HttpResponse.BodyHandlers.ofInputStream());

    assertThat(header(response, "Content-Length")).isEqualTo("65600");
    try (java.io.InputStream body = response.body()) {
      assertThat(body.readNBytes(1000)).hasSize(1000);
      assertThatExceptionOfType(IOException.class).isThrownBy(body::read);
    }
  }

  @Test
  void slowBody_takesAtLeastItsTimeAndIsWhole() throws Exception {
    byte[] whole = get(RUNSC).body();
    bucket.fault(RUNSC, BucketFault.slow(Duration.ofMillis(300)));

    long start = System.nanoTime();
    HttpResponse<byte[]> response = get(RUNSC);

    // The server waits between the parts, not after the last one.
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(150));
    assertThat(response.body()).isEqualTo(whole);
  }

  @Test
  void wrongChecksum_isWellFormedAndConcernsNothingElse() throws Exception {
    byte[] right = get(RUNSC + ".sha512").body();
    byte[] file = get(RUNSC).body();
    bucket.fault("release/20240729.0/**", BucketFault.wrongChecksum());

    assertThat(text(get(RUNSC + ".sha512")))
        .matches("[0-9a-f]{128}  runsc\n")
        .isNotEqualTo(new String(right, StandardCharsets.UTF_8));
    assertThat(get(RUNSC).body()).isEqualTo(file);
    bucket.clearFaults();
    assertThat(get(RUNSC + ".sha512").body()).isEqualTo(right);
  }

  @Test
  void staleLatest_isAnOlderRelease() throws Exception {
    bucket.fault("release/latest/**", BucketFault.stale("20240729.0"));

    assertThat(get("release/latest/x86_64/runsc").body()).isEqualTo(get(RUNSC).body());
    assertThat(get("release/latest/x86_64/gvisor.tar.bz2").statusCode()).isEqualTo(404);
    assertThat(get("release/20260831.0/x86_64/gvisor.tar.bz2").statusCode()).isEqualTo(200);
  }

  @Test
  void latest_followsOrStaysAsTold() throws Exception {
    bucket.publish(BucketRelease.of("20260907.0"));
    byte[] followed = get("release/latest/x86_64/gvisor.tar.bz2").body();
    byte[] newest = get("release/20260907.0/x86_64/gvisor.tar.bz2").body();
    bucket.latest("20240729.0");

    assertThat(followed).isEqualTo(newest);
    assertThat(get("release/latest/x86_64/runsc").body()).isEqualTo(get(RUNSC).body());
    assertThat(get("release/latest/x86_64/gvisor.tar.bz2").statusCode()).isEqualTo(404);
    assertThatThrownBy(() -> bucket.latest("20250101.0"))
        .hasMessageStartingWith(
            "latest cannot be 20250101.0, which is not in the bucket; there are [20200622.0,");
  }

  @Test
  void redirect_isFollowedOrGoesRound() throws Exception {
    bucket.fault("release/latest/*/gvisor.tar.bz2", BucketFault.redirect(RUNSC));
    bucket.fault(RUNSC + ".sha512", BucketFault.redirect(RUNSC + ".sha512"));
    HttpClient following =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

    HttpResponse<byte[]> redirect = get("release/latest/x86_64/gvisor.tar.bz2");
    HttpResponse<byte[]> followed =
        following.send(
            HttpRequest.newBuilder(bucket.url("release/latest/x86_64/gvisor.tar.bz2")).build(),
            HttpResponse.BodyHandlers.ofByteArray());

    assertThat(redirect.statusCode()).isEqualTo(302);
    assertThat(header(redirect, "Location")).isEqualTo(bucket.url(RUNSC).toString());
    assertThat(followed.body()).isEqualTo(get(RUNSC).body());
    assertThat(header(get(RUNSC + ".sha512"), "Location"))
        .isEqualTo(bucket.url(RUNSC + ".sha512").toString());
  }

  @Test
  void refusals_lastAsOftenAsTold_theLastOneFirst() throws Exception {
    bucket.fault(RUNSC, BucketFault.unavailable(), 2);
    bucket.fault("release/*/x86_64/runsc", BucketFault.missing(), 1);

    assertThat(get(RUNSC).statusCode()).isEqualTo(404);
    assertThat(get(RUNSC).statusCode()).isEqualTo(503);
    assertThat(text(get(RUNSC))).contains("<Code>ServiceUnavailable</Code>");
    assertThat(get(RUNSC).statusCode()).isEqualTo(200);
  }

  @Test
  void missingArchitecture_isNotThere() throws Exception {
    bucket.publish(BucketRelease.builder("20240729.0").architectures("x86_64").build());

    assertThat(get("release/20240729.0/aarch64/runsc").statusCode()).isEqualTo(404);
    assertThat(get(RUNSC).statusCode()).isEqualTo(200);
  }

  @Test
  void faultThatConcernsNothing_isRefused() {
    assertThatThrownBy(() -> bucket.fault("release/2024.0/**", BucketFault.missing()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(" on release/2024.0/** concerns nothing in the bucket: [");
    assertThatThrownBy(() -> bucket.fault(RUNSC, BucketFault.wrongChecksum(), 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> bucket.fault(RUNSC, BucketFault.stale("20010101.0")))
        .hasMessageStartingWith("20010101.0 is not in the bucket");
    assertThatThrownBy(() -> bucket.fault(RUNSC, BucketFault.missing(), 0))
        .hasMessage("a fault happens at least once, not 0 times");
  }

  @Test
  void faultsThatMakeNoSense_areRefused() {
    assertThatThrownBy(() -> BucketFault.refused(200, "OK", ""))
        .hasMessage("200 is no refusal: those are 400 to 599");
    assertThatThrownBy(() -> BucketFault.slow(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BucketFault.cut(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BucketFault.Redirect(304, bucket.url()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nightlyAndMaster_haveTheirOwnPaths() throws Exception {
    try (ReleaseBucket nightly =
        ReleaseBucket.builder()
            .nightly(LocalDate.of(2026, 8, 29), BucketRelease.of("20260829.0"))
            .nightly(LocalDate.of(2026, 8, 30), BucketRelease.of("20260830.0"))
            .master(
                BucketRelease.builder("20260831.0")
                    .architectures("x86_64")
                    .layout(BucketLayout.BINARIES)
                    .build())
            .start()) {
      assertThat(nightly.paths())
          .filteredOn(path -> !path.endsWith(".sha512"))
          .containsExactly(
              "master/latest/x86_64/containerd-shim-runsc-v1",
              "master/latest/x86_64/runsc",
              "master/latest/x86_64/runsc-metric-server",
              "nightly/2026-08-29/aarch64/gvisor.tar.bz2",
              "nightly/2026-08-29/x86_64/gvisor.tar.bz2",
              "nightly/2026-08-30/aarch64/gvisor.tar.bz2",
              "nightly/2026-08-30/x86_64/gvisor.tar.bz2",
              "nightly/latest/aarch64/gvisor.tar.bz2",
              "nightly/latest/x86_64/gvisor.tar.bz2");
    }
  }

  @Test
  void stubsOfTheUser_goFirst() throws Exception {
    bucket
        .wireMock()
        .stubFor(
            WireMock.get(urlPathEqualTo("/gvisor/releases/" + RUNSC))
                .willReturn(okForContentType("text/plain", "mine")));

    assertThat(text(get(RUNSC))).isEqualTo("mine");
  }

  @Test
  void bucket_listensOnLoopbackOnly() {
    assertThat(bucket.url().getHost()).isEqualTo("127.0.0.1");
    assertThat(bucket.wireMock().getOptions().bindAddress()).isEqualTo("127.0.0.1");
  }

  @Test
  void downloadOfAFake_canBeRun(@TempDir Path directory) throws Exception {
    try (FakeRunsc fake =
        FakeRunsc.start(
            directory.resolve("a 'fake'"), FakeOptions.builder().release("20240729.0").build())) {
      bucket.publish(BucketRelease.builder("20240729.0").runsc(fake.executable()).build());
      Path downloaded = directory.resolve("runsc");
      Files.write(downloaded, get(RUNSC).body());
      Files.setPosixFilePermissions(downloaded, PosixFilePermissions.fromString("rwx------"));

      Process process =
          new ProcessBuilder("sh", downloaded.toString(), "--version")
              .redirectErrorStream(true)
              .start();

      assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("runsc version ")
          .contains("20240729.0");
      assertThat(process.waitFor()).isZero();
    }
  }

  @Test
  void givenFiles_areServedAndPacked(@TempDir Path directory) throws Exception {
    Path sentry = Files.writeString(directory.resolve("sentry"), "the sentry");
    bucket.publish(
        BucketRelease.builder("20260817.0")
            .file("gvisor-bin/gvisor_sentry", sentry)
            .file("runsc.sha512", "nonsense\n".getBytes(StandardCharsets.UTF_8))
            .build());
    byte[] archive = get("release/20260817.0/x86_64/gvisor.tar.bz2").body();

    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new BZip2CompressorInputStream(new ByteArrayInputStream(archive)))) {
      TarArchiveEntry entry = tar.getNextEntry();
      while (!entry.getName().endsWith("gvisor_sentry")) {
        entry = tar.getNextEntry();
      }
      assertThat(new String(tar.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("the sentry");
    }
    assertThat(text(get("release/20260817.0/x86_64/runsc.sha512"))).isEqualTo("nonsense\n");
  }

  @Test
  void filesAndArchitecturesThatAReleaseHasNot_areRefused() {
    assertThatThrownBy(
            () -> BucketRelease.builder("20240729.0").file("gvisor.tar.bz2", new byte[0]).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "20240729.0 has no file gvisor.tar.bz2 in the layout BINARIES, but"
                + " [containerd-shim-runsc-v1, containerd-shim-runsc-v1.sha512, runsc,"
                + " runsc.sha512]");
    assertThatThrownBy(() -> BucketRelease.builder("20240729.0").architectures("amd64"))
        .hasMessage("the architectures of 20240729.0 are some of [x86_64, aarch64], not [amd64]");
    assertThatThrownBy(() -> BucketRelease.of("latest"))
        .hasMessage("\"latest\" is not a gVisor release: write it like 20240729.0");
    assertThat(List.of(BucketRelease.of("20240729.0").architectures()))
        .containsExactly(BucketRelease.ARCHITECTURES);
  }
}
