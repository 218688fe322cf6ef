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

import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * Something that goes wrong in a {@link ReleaseBucket}, as it does in the real one. It is data:
 * what it is attached to says {@link ReleaseBucket#fault(String, BucketFault)}.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public sealed interface BucketFault {

  /**
   * The object is not there, though it should be: 404 with the bucket's XML.
   *
   * @return the fault
   */
  static BucketFault missing() {
    return new Refused(404, "NoSuchKey", "The specified key does not exist.");
  }

  /**
   * The bucket has too much to do: 503 with the bucket's XML, which a client answers by trying
   * again.
   *
   * @return the fault
   */
  static BucketFault unavailable() {
    return new Refused(503, "ServiceUnavailable", "Service unavailable. Please retry.");
  }

  /**
   * Any other refusal.
   *
   * @param status the HTTP status, 400 to 599
   * @param code the code in the XML, such as {@code TooManyRequests}
   * @param message the message in the XML
   * @return the fault
   * @throws IllegalArgumentException if the status is no refusal
   */
  static BucketFault refused(int status, String code, String message) {
    return new Refused(status, code, message);
  }

  /**
   * The checksum file tells the checksum of something else. It concerns checksum files only.
   *
   * @return the fault
   */
  static BucketFault wrongChecksum() {
    return new WrongChecksum();
  }

  /**
   * The object of another release is served, as from a cache: {@code latest} that has not noticed
   * the new release. Attached to a file and not to its checksum, it serves two that do not belong
   * together.
   *
   * @param version the release, or other version in the path, that is served instead
   * @return the fault
   */
  static BucketFault stale(String version) {
    return new Stale(version);
  }

  /**
   * The body dribbles.
   *
   * @param body how long it takes to send the whole of it
   * @return the fault
   * @throws IllegalArgumentException if that is no time at all
   */
  static BucketFault slow(Duration body) {
    return new Slow(body);
  }

  /**
   * The connection ends in the middle of a body whose full length was told.
   *
   * @param bytes how much of the body is sent; if it is no longer than that, it arrives whole
   * @return the fault
   * @throws IllegalArgumentException if it is negative
   */
  static BucketFault cut(int bytes) {
    return new Cut(bytes);
  }

  /**
   * The client is sent elsewhere, with 302.
   *
   * @param target where to: a whole address, or a path below {@link ReleaseBucket#url()} without a
   *     slash at its beginning, which may be the very same one
   * @return the fault
   */
  static BucketFault redirect(String target) {
    return new Redirect(302, URI.create(target));
  }

  /**
   * The request is refused.
   *
   * @param status the HTTP status, 400 to 599
   * @param code the code in the XML
   * @param message the message in the XML
   */
  record Refused(int status, String code, String message) implements BucketFault {
    /**
     * Checks the status.
     *
     * @param status the HTTP status, 400 to 599
     * @param code the code in the XML
     * @param message the message in the XML
     */
    public Refused {
      if (status < 400 || status > 599) {
        throw new IllegalArgumentException(status + " is no refusal: those are 400 to 599");
      }
      Objects.requireNonNull(code, "code");
      Objects.requireNonNull(message, "message");
    }
  }

  /** The checksum is that of something else. */
  record WrongChecksum() implements BucketFault {}

  /**
   * Another version's object is served.
   *
   * @param version the version in the path
   */
  record Stale(String version) implements BucketFault {
    /**
     * Checks that it is given.
     *
     * @param version the version in the path
     */
    public Stale {
      Objects.requireNonNull(version, "version");
    }
  }

  /**
   * The body dribbles.
   *
   * @param body how long it takes
   */
  record Slow(Duration body) implements BucketFault {
    /**
     * Checks the time.
     *
     * @param body how long it takes
     */
    public Slow {
      if (body.toMillis() < 1) {
        throw new IllegalArgumentException("a slow body takes at least a millisecond, not " + body);
      }
    }
  }

  /**
   * The connection ends early.
   *
   * @param bytes how much of the body is sent
   */
  record Cut(int bytes) implements BucketFault {
    /**
     * Checks the number.
     *
     * @param bytes how much of the body is sent
     */
    public Cut {
      if (bytes < 0) {
        throw new IllegalArgumentException("cannot send " + bytes + " bytes");
      }
    }
  }

  /**
   * The client is sent elsewhere.
   *
   * @param status the HTTP status
   * @param target an address, or a path below the bucket's
   */
  record Redirect(int status, URI target) implements BucketFault {
    /**
     * Checks the status.
     *
     * @param status 301, 302, 303, 307 or 308
     * @param target an address, or a path below the bucket's
     */
    public Redirect {
      if (status < 301 || status > 308 || status > 303 && status < 307) {
        throw new IllegalArgumentException(status + " is no redirect: 301, 302, 303, 307, 308 are");
      }
      Objects.requireNonNull(target, "target");
    }
  }
}
