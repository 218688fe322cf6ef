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
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Downloads a file of a gVisor release, goes on where it was cut off, and checks it. */
public final class Downloader {
  private static final int ATTEMPTS = 5;

  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
  private final URI releases;

  /**
   * A downloader.
   *
   * @param releases {@code https://storage.googleapis.com/gvisor/releases}, or a mirror
   */
  public Downloader(URI releases) {
    this.releases = releases;
  }

  /** Downloads one file into a directory; what does not match its checksum is removed. */
  public Path download(String path, Path directory) throws IOException, InterruptedException {
    Path target = directory.resolve(path.substring(path.lastIndexOf('/') + 1));
    Files.deleteIfExists(target);
    fetch(path, target);
    String expected = text(path + ".sha512").split(" ", 2)[0];
    String actual = digest(target);
    if (!actual.equals(expected)) {
      Files.delete(target);
      throw new IOException(path + " has the checksum " + actual + ", not " + expected);
    }
    return target;
  }

  private void fetch(String path, Path target) throws IOException, InterruptedException {
    IOException failure = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        append(path, target);
        return;
      } catch (RefusedException e) {
        throw e;
      } catch (IOException e) {
        failure = e;
      }
    }
    throw new IOException("cannot download " + path + " in " + ATTEMPTS + " attempts", failure);
  }

  private void append(String path, Path target) throws IOException, InterruptedException {
    long have = Files.exists(target) ? Files.size(target) : 0;
    HttpResponse<InputStream> response =
        client.send(
            HttpRequest.newBuilder(url(path)).header("Range", "bytes=" + have + "-").build(),
            HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      requireFound(path, response.statusCode());
      StandardOpenOption how =
          response.statusCode() == 206
              ? StandardOpenOption.APPEND
              : StandardOpenOption.TRUNCATE_EXISTING;
      try (var out = Files.newOutputStream(target, StandardOpenOption.CREATE, how)) {
        body.transferTo(out);
      }
    }
  }

  private String text(String path) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(url(path)).build(), HttpResponse.BodyHandlers.ofString());
    requireFound(path, response.statusCode());
    return response.body();
  }

  private static void requireFound(String path, int status) throws IOException {
    if (status / 100 == 4) {
      throw new RefusedException(path + " is not to be had: HTTP status " + status);
    }
    if (status / 100 != 2) {
      throw new IOException(path + ": HTTP status " + status);
    }
  }

  private URI url(String path) {
    return URI.create(releases + "/" + path);
  }

  private static String digest(Path file) throws IOException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Trying again will not help. */
  private static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }
}
