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

package dev.runsc.testkit.internal;

/** A library that only a part of the kit needs, and that its users have to ask for themselves. */
public enum OptionalLibrary {
  /** For waiting. */
  AWAITILITY(
      "org.awaitility.Awaitility", "org.awaitility:awaitility", "dev.runsc.testkit.awaitility"),
  /** For the HTTP faces. */
  WIREMOCK(
      "com.github.tomakehurst.wiremock.WireMockServer",
      "org.wiremock:wiremock",
      "dev.runsc.testkit.wiremock"),
  /** For archives of the release bucket. */
  COMMONS_COMPRESS(
      "org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream",
      "org.apache.commons:commons-compress",
      "a release bucket with gvisor.tar.bz2"),
  /** For gVisor in a container. */
  TESTCONTAINERS(
      "org.testcontainers.containers.GenericContainer",
      "org.testcontainers:testcontainers",
      "dev.runsc.testkit.testcontainers");

  private final String type;
  private final String coordinates;
  private final String subject;

  OptionalLibrary(String type, String coordinates, String subject) {
    this.type = type;
    this.coordinates = coordinates;
    this.subject = subject;
  }

  /**
   * Checks that it is there, before a class that needs it is touched, and makes this module read
   * it, wherever it is: most have no module of their own that could be required.
   *
   * @throws IllegalStateException if it is not; the message says what to add
   */
  public void require() {
    try {
      Class<?> found = Class.forName(type, false, OptionalLibrary.class.getClassLoader());
      OptionalLibrary.class.getModule().addReads(found.getModule());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          subject
              + " needs "
              + coordinates
              + ", which is not there: add it to the test dependencies (on the class path, also where"
              + " the kit is on the module path)",
          e);
    }
  }
}
