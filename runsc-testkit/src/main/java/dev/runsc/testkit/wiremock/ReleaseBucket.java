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
import dev.runsc.testkit.internal.OptionalLibrary;
import dev.runsc.testkit.internal.Release;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;

/**
 * The bucket that gVisor's releases are downloaded from, played by WireMock on the loopback
 * interface: for tests of code that installs or updates gVisor.
 *
 * <pre>{@code
 * try (ReleaseBucket bucket =
 *     ReleaseBucket.builder().release("20240729.0").release("20260817.0").start()) {
 *   bucket.fault("release/latest/x86_64/runsc", BucketFault.cut(1000), 1);
 *
 *   myDownloader.download(bucket.url());
 * }
 * }</pre>
 *
 * <p>{@link #url()} stands for {@code https://storage.googleapis.com/gvisor/releases}; below it lie
 * {@code release/20240729.0/x86_64/runsc} and so on:
 *
 * <ul>
 *   <li>{@code release/YYYYMMDD.N}, {@code release/YYYYMMDD} (the last point release of that day),
 *       {@code release/latest} (the newest, unless {@linkplain #latest(String) told otherwise}),
 *       {@code nightly/YYYY-MM-DD}, {@code nightly/latest}, {@code master/latest};
 *   <li>below these {@code x86_64} and {@code aarch64} (no such directory before 20210112.0);
 *   <li>below these the files of the release in the form in which it was published, see {@link
 *       BucketLayout}, each with a {@code .sha512} beside it.
 * </ul>
 *
 * <p>What is not there is answered with 404 and the bucket's XML. GET and HEAD, ranges of bytes
 * ({@code Range}, {@code If-Range}; several in one request are ignored) and {@code If-None-Match}
 * work, so downloads can be resumed and cached. Answers are never compressed.
 *
 * <p>Faults are data: {@link BucketFault}. Paths and checksum files are those that gVisor's release
 * scripts make; the words of XML and headers follow the documentation of Cloud Storage.
 *
 * <p>Thread-safe. It needs {@code org.wiremock:wiremock}, and for archives that are not given
 * {@code org.apache.commons:commons-compress}.
 *
 * @since 0.1.0
 */
public final class ReleaseBucket implements AutoCloseable {
  private final BucketContent content;
  private final BucketFaults faults = new BucketFaults();
  private final HttpFace face;

  private ReleaseBucket(BucketContent content) {
    this.content = content;
    this.face = new HttpFace(new BucketAnswers(content, faults));
  }

  /**
   * Starts with an empty bucket.
   *
   * @return a new builder
   * @throws IllegalStateException if WireMock is not there
   */
  public static Builder builder() {
    OptionalLibrary.WIREMOCK.require();
    return new Builder();
  }

  /**
   * The address that stands for {@code https://storage.googleapis.com/gvisor/releases}.
   *
   * @return an address without a slash at its end
   */
  public URI url() {
    return face.url(BucketAnswers.BUCKET + "releases");
  }

  /**
   * The address of an object.
   *
   * @param path its path below {@link #url()}, such as {@code release/latest/x86_64/runsc}; it need
   *     not be there
   * @return the address
   */
  public URI url(String path) {
    return URI.create(url() + "/" + path);
  }

  /**
   * What lies in the bucket.
   *
   * @return the paths of all objects below {@link #url()}, in order
   */
  public List<String> paths() {
    return content.paths().stream()
        .map(path -> path.substring(BucketContent.RELEASES.length()))
        .toList();
  }

  /**
   * Publishes a release, or publishes it anew; {@code latest} follows unless it was told where to
   * point.
   *
   * @param release the release
   */
  public void publish(BucketRelease release) {
    content.release(release);
  }

  /**
   * Makes {@code release/latest} point to a release from now on, whatever is published.
   *
   * @param release one that is in the bucket
   * @throws IllegalArgumentException if it is not
   */
  public void latest(String release) {
    content.latest(Release.parse(release));
  }

  /**
   * Makes something go wrong, always. Of several faults for one object the last one happens.
   *
   * @param pattern the paths it concerns, below {@link #url()}; {@code *} stands for anything
   *     within a directory, {@code **} for anything
   * @param fault what goes wrong
   * @throws IllegalArgumentException if it concerns no object, so that it would never happen
   */
  public void fault(String pattern, BucketFault fault) {
    requireConcerned(pattern, fault);
    faults.addAlways(pattern, fault);
  }

  /**
   * Makes something go wrong a number of times, and then no more.
   *
   * @param pattern the paths it concerns, as above
   * @param fault what goes wrong
   * @param times with how many requests, for whichever of these paths
   * @throws IllegalArgumentException if it concerns no object, or not even one request
   */
  public void fault(String pattern, BucketFault fault, int times) {
    if (times < 1) {
      throw new IllegalArgumentException("a fault happens at least once, not " + times + " times");
    }
    requireConcerned(pattern, fault);
    faults.add(pattern, fault, times);
  }

  private void requireConcerned(String pattern, BucketFault fault) {
    List<String> all = content.paths();
    if (BucketFaults.concerned(pattern, fault, all).isEmpty()) {
      throw new IllegalArgumentException(
          fault + " on " + pattern + " concerns nothing in the bucket: " + paths());
    }
    if (fault instanceof BucketFault.Stale stale
        && all.stream().noneMatch(path -> path.contains("/" + stale.version() + "/"))) {
      throw new IllegalArgumentException(
          stale.version() + " is not in the bucket, so nothing of it can be served: " + paths());
    }
  }

  /** Makes everything go well from now on. */
  public void clearFaults() {
    faults.clear();
  }

  /**
   * The WireMock behind it, to ask what was requested, or to add stubs, which go before the
   * bucket's own answers. After a reset of its stubs nothing answers any more; {@code
   * resetRequests()} is harmless.
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

  /** Collects what is in the bucket. Not thread-safe. */
  public static final class Builder {
    private final BucketContent content = new BucketContent();

    private Builder() {}

    /**
     * Publishes a release as it was published, with stand-ins for its files.
     *
     * @param release such as {@code 20240729.0}
     * @return this
     * @throws IllegalArgumentException if it is not written like a gVisor release
     */
    public Builder release(String release) {
      return release(BucketRelease.of(release));
    }

    /**
     * Publishes a release.
     *
     * @param release the release
     * @return this
     */
    public Builder release(BucketRelease release) {
      content.release(release);
      return this;
    }

    /**
     * Publishes a nightly build.
     *
     * @param date its day
     * @param build what it consists of
     * @return this
     */
    public Builder nightly(LocalDate date, BucketRelease build) {
      content.nightly(date, build);
      return this;
    }

    /**
     * Publishes the build of the last commit.
     *
     * @param build what it consists of
     * @return this
     */
    public Builder master(BucketRelease build) {
      content.master(build);
      return this;
    }

    /**
     * Where {@code release/latest} points, if not to the newest release.
     *
     * @param release one that has been published already
     * @return this
     * @throws IllegalArgumentException if it has not
     */
    public Builder latest(String release) {
      content.latest(Release.parse(release));
      return this;
    }

    /**
     * Starts the bucket on a free port of the loopback interface.
     *
     * @return a bucket that answers
     */
    public ReleaseBucket start() {
      return new ReleaseBucket(content);
    }
  }
}
