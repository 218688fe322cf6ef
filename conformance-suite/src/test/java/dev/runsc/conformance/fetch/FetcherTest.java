package dev.runsc.conformance.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.WireMock;
import dev.runsc.conformance.fetch.FetchException.Kind;
import dev.runsc.conformance.targets.Directories;
import dev.runsc.testkit.internal.Release;
import dev.runsc.testkit.wiremock.BucketFault;
import dev.runsc.testkit.wiremock.BucketLayout;
import dev.runsc.testkit.wiremock.BucketRelease;
import dev.runsc.testkit.wiremock.ReleaseBucket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against gVisor's bucket as WireMock plays it, with everything going wrong that can. */
class FetcherTest {

  private static final String PATH = "release/20240729.0/x86_64/runsc";

  @TempDir private Path directory;
  private final ReleaseBucket bucket =
      ReleaseBucket.builder()
          .release("20201208.0")
          .release("20240729.0")
          .release("20260817.0")
          .release(BucketRelease.builder("20261005.0").layout(BucketLayout.ARCHIVE).build())
          .start();
  private final List<String> steps = new ArrayList<>();

  @AfterEach
  void closeBucket() {
    bucket.close();
  }

  /** The stand-ins in the bucket say in plain text which release they are. */
  private static Optional<Release> says(Path executable) throws FetchException {
    try {
      assertThat(Files.isExecutable(executable)).as("asked before it may be run").isTrue();
      String text = new String(Files.readAllBytes(executable), StandardCharsets.ISO_8859_1);
      int begin = text.indexOf("of gVisor ") + "of gVisor ".length();
      return Optional.of(Release.parse(text.substring(begin, text.indexOf(' ', begin))));
    } catch (java.io.IOException e) {
      throw FetchException.wrong(e.toString());
    }
  }

  private Fetcher fetcher(String architecture) {
    Download download = new Download(Duration.ofSeconds(20), 3, Duration.ofMillis(1));
    return new Fetcher(
        bucket.url(),
        directory,
        architecture,
        download,
        executable -> architecture.equals("x86_64") ? says(executable) : Optional.empty(),
        new Fetcher.Progress() {
          @Override
          public void step(String what) {
            steps.add(what);
          }

          @Override
          public void bytes(long count) {}
        });
  }

  private Path fetch(String wanted) throws FetchException {
    return fetcher("x86_64").fetch(wanted, false);
  }

  private void refused(String wanted, Kind kind, String... message) {
    assertThatThrownBy(() -> fetch(wanted))
        .isInstanceOfSatisfying(
            FetchException.class,
            e -> {
              assertThat(e.kind()).as(e.reason()).isEqualTo(kind);
              assertThat(e.reason()).contains(message);
            });
    assertThat(directory.resolve(wanted)).doesNotExist();
    assertNothingExecutable();
  }

  private void assertNothingExecutable() {
    try (Stream<Path> all = Files.walk(directory)) {
      assertThat(all.filter(Files::isRegularFile).filter(Files::isExecutable)).isEmpty();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void release_isThereExecutableAndWithItsChecksum() throws Exception {
    Path executable = fetch("20240729.0");

    assertThat(executable).isEqualTo(directory.resolve("20240729.0/runsc")).isExecutable();
    assertThat(directory.resolve("20240729.0/SHA512SUMS"))
        .hasContent(Checksum.of(executable) + "  runsc");
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .as("nothing half-done is left")
          .containsExactlyInAnyOrder("20240729.0", ".20240729.0.lock");
    }
  }

  @Test
  void oldRelease_hasNoArchitectureInItsPath() throws Exception {
    assertThat(says(fetch("20201208.0"))).contains(Release.parse("20201208.0"));
    assertThat(steps).containsExactly("fetching " + bucket.url("release/20201208.0/runsc"));
  }

  @Test
  void archive_isUnpackedWithWhatRunscNeeds() throws Exception {
    fetch("20261005.0");

    assertThat(directory.resolve("20261005.0/gvisor-bin/checkpointgofer")).isExecutable();
    assertThat(directory.resolve("20261005.0/SHA512SUMS"))
        .content()
        .contains("  gvisor-bin/checkpointgofer\n", "  runsc\n");
  }

  @Test
  void archiveThatIsMissing_givesWayToTheSingleFile() throws Exception {
    bucket.fault("release/20260817.0/**/gvisor.tar.bz2*", BucketFault.missing());

    assertThat(fetch("20260817.0")).isExecutable();
    assertThat(directory.resolve("20260817.0/gvisor-bin")).doesNotExist();
  }

  @Test
  void latest_goesUnderTheNameOfWhatItIs() throws Exception {
    assertThat(fetch("latest")).isEqualTo(directory.resolve("20261005.0/runsc"));
  }

  @Test
  void latestOfAnotherMachine_cannotBeNamed() {
    assertThatThrownBy(() -> fetcher("aarch64").fetch("latest", false))
        .hasMessageContaining("name the release instead of latest");
    assertThat(directory.resolve("20261005.0")).doesNotExist();
  }

  @Test
  void otherMachine_isFetchedWithoutBeingAsked() throws Exception {
    assertThat(fetcher("aarch64").fetch("20240729.0", false)).isExecutable();
  }

  @Test
  void secondTime_asksNobody() throws Exception {
    fetch("20240729.0");
    bucket.wireMock().resetRequests();

    fetch("20240729.0");

    assertThat(bucket.wireMock().getAllServeEvents()).isEmpty();
    assertThat(steps).endsWith("20240729.0 is there, and as it was fetched");
  }

  @Test
  void damagedCopy_isNotTakenForTheRelease() throws Exception {
    Path executable = fetch("20240729.0");
    Files.writeString(executable, "x");

    assertThatThrownBy(() -> fetch("20240729.0")).hasMessageContaining("is not as it was fetched");

    fetcher("x86_64").fetch("20240729.0", true);
    assertThat(says(executable)).isPresent();
  }

  @Test
  void copyOfUnknownOrigin_isLeftAlone() throws Exception {
    Files.createDirectories(directory.resolve("20240729.0"));
    Files.writeString(directory.resolve("20240729.0/runsc"), "mine");

    assertThatThrownBy(() -> fetch("20240729.0")).hasMessageContaining("cannot be checked");
    assertThat(directory.resolve("20240729.0/runsc")).hasContent("mine");
  }

  @Test
  void missingRelease_isTold() {
    refused("20230501.0", Kind.MISSING, "there is no 20230501.0 for x86_64", "/runsc");
  }

  @Test
  void wrongChecksum_isRefused() {
    bucket.fault(PATH + ".sha512", BucketFault.wrongChecksum());

    refused("20240729.0", Kind.WRONG, "has another checksum than runsc.sha512 says");
  }

  @Test
  void staleFileBesideANewChecksum_isRefused() {
    bucket.fault(PATH, BucketFault.stale("20260817.0"));

    refused("20240729.0", Kind.WRONG, "has another checksum");
  }

  @Test
  void latestThatMovedOnBetweenChecksumAndFile_isFetchedAnew() throws Exception {
    bucket.latest("20240729.0");
    bucket.fault("release/latest/x86_64/runsc.sha512", BucketFault.stale("20260817.0"), 1);

    assertThat(fetch("latest")).isEqualTo(directory.resolve("20240729.0/runsc"));
  }

  @Test
  void otherReleaseWithItsOwnChecksum_isAnImpostor() {
    bucket.fault("release/20240729.0/x86_64/runsc*", BucketFault.stale("20260817.0"));

    refused("20240729.0", Kind.WRONG, "served as 20240729.0 says that it is 20260817.0");
  }

  @Test
  void pageInPlaceOfAnExecutable_isRefused() {
    publish("<html>proxy login</html>".getBytes(StandardCharsets.UTF_8));

    refused("20240729.0", Kind.WRONG, "is not an ELF executable");
  }

  @Test
  void executableOfAnotherMachine_isRefused() throws Exception {
    byte[] other = Files.readAllBytes(fetcher("aarch64").fetch("20240729.0", false));
    Directories.delete(directory.resolve("20240729.0"));
    publish(other);

    refused("20240729.0", Kind.WRONG, "is not for x86_64 but for the ELF machine 183");
  }

  private void publish(byte[] runsc) {
    bucket.publish(BucketRelease.builder("20240729.0").file("runsc", runsc).build());
  }

  @Test
  void checksumFileOfSomethingElse_isRefused() {
    bucket.publish(
        BucketRelease.builder("20240729.0")
            .file("runsc.sha512", ("0".repeat(128) + "  other\n").getBytes(StandardCharsets.UTF_8))
            .build());

    refused("20240729.0", Kind.WRONG, "runsc.sha512 is the checksum of other");
  }

  @Test
  void checksumFileThatIsNone_isRefused() {
    bucket.publish(
        BucketRelease.builder("20240729.0")
            .file("runsc.sha512", "<html>".getBytes(StandardCharsets.UTF_8))
            .build());

    refused("20240729.0", Kind.WRONG, "is not one line of a SHA-512 checksum");
  }

  @Test
  void archiveThatIsNone_isRefused() {
    bucket.publish(
        BucketRelease.builder("20261005.0")
            .layout(BucketLayout.ARCHIVE)
            .file("gvisor.tar.bz2", new byte[] {1, 2, 3})
            .build());

    refused("20261005.0", Kind.WRONG, "the archive cannot be unpacked");
  }

  @Test
  void busyBucket_isTriedAgain() throws Exception {
    bucket.fault("**", BucketFault.unavailable(), 2);

    assertThat(fetch("20240729.0")).isExecutable();
  }

  @Test
  void bucketThatStaysBusy_isTheEnvironment() {
    bucket.fault(PATH, BucketFault.unavailable());

    refused("20240729.0", Kind.ENVIRONMENT, "failed 3 times, the last time: HTTP 503");
  }

  @Test
  void connectionThatEndsEarly_isGoneOnWith() throws Exception {
    bucket.fault(PATH, BucketFault.cut(10_000), 1);

    assertThat(fetch("20240729.0")).isExecutable();

    bucket
        .wireMock()
        .verify(
            1,
            WireMock.getRequestedFor(WireMock.urlPathMatching(".*/x86_64/runsc"))
                .withHeader("Range", WireMock.matching("bytes=[1-9][0-9]*-"))
                .withHeader("If-Range", WireMock.matching("\".+\"")));
  }

  @Test
  void nextRun_goesOnWhereThisOneEnded() throws Exception {
    bucket.fault(PATH, BucketFault.cut(10_000), 3);
    refused("20240729.0", Kind.ENVIRONMENT, "the connection ended after");
    bucket.clearFaults();
    bucket.wireMock().resetRequests();

    assertThat(fetch("20240729.0")).isExecutable();

    bucket
        .wireMock()
        .verify(
            1,
            WireMock.getRequestedFor(WireMock.urlPathMatching(".*/x86_64/runsc"))
                .withHeader("Range", WireMock.matching("bytes=[1-9][0-9]*-")));
  }

  @Test
  void fileThatChangedMeanwhile_isBegunAnew() throws Exception {
    bucket.fault(PATH, BucketFault.cut(10_000), 3);
    refused("20240729.0", Kind.ENVIRONMENT, "the connection ended after");
    bucket.clearFaults();
    byte[] other = Files.readAllBytes(fetch("20260817.0"));
    Directories.delete(directory.resolve("20260817.0"));
    publish(other);

    refused("20240729.0", Kind.WRONG, "says that it is 20260817.0");
  }

  @Test
  void slowBody_arrives() throws Exception {
    bucket.fault(PATH, BucketFault.slow(Duration.ofMillis(300)));

    assertThat(fetch("20240729.0")).isExecutable();
  }

  @Test
  void redirect_isFollowedAndItsTargetChecked() throws Exception {
    bucket.fault(PATH, BucketFault.redirect("release/20260817.0/x86_64/runsc"));
    refused("20240729.0", Kind.WRONG, "has another checksum");

    bucket.clearFaults();
    bucket.fault(PATH, BucketFault.redirect("release/20240729/x86_64/runsc"));
    assertThat(fetch("20240729.0")).isExecutable();
  }

  @Test
  void redirectInACircle_ends() {
    bucket.fault(PATH, BucketFault.redirect(PATH));

    refused("20240729.0", Kind.ENVIRONMENT, PATH);
  }

  @Test
  void silentServer_isGivenUp() throws Exception {
    try (java.net.ServerSocket silent =
        new java.net.ServerSocket(0, 10, java.net.InetAddress.getLoopbackAddress())) {
      Download download = new Download(Duration.ofMillis(200), 2, Duration.ofMillis(1));

      assertThatThrownBy(
              () ->
                  download.text(
                      java.net.URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/x")))
          .isInstanceOf(FetchException.class)
          .hasMessageContaining("failed 2 times, the last time: ");
    }
  }
}
