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

package dev.runsc.conformance.fetch;

import dev.runsc.conformance.fetch.FetchException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.LongConsumer;

/**
 * Downloads files over HTTP. What has arrived stays when a download breaks off, and is gone on with
 * in the next attempt, or the next run, as long as the server says that it is still the same file.
 *
 * <p>A body may stop coming without an end; so every read has a limit, which is why this is the old
 * {@link HttpURLConnection}: Java's newer client has no such limit.
 */
final class Download {

  private static final int MOST_TEXT = 64 * 1024;
  private static final String ENTITY_TAG = ".etag";

  private final Duration readLimit;
  private final int attempts;
  private final Duration pause;

  /**
   * Makes a download.
   *
   * @param readLimit how long the server may say nothing
   * @param attempts how often to try what failed and may not fail again
   * @param pause how long to wait before the second attempt; twice as long before each further one
   */
  Download(Duration readLimit, int attempts, Duration pause) {
    this.readLimit = readLimit;
    this.attempts = attempts;
    this.pause = pause;
  }

  /** Something that may help if it is tried again. */
  private static final class TransientException extends IOException {
    private static final long serialVersionUID = 1L;

    TransientException(String message) {
      super(message);
    }
  }

  private interface Attempt<T> {
    T run() throws IOException, FetchException;
  }

  /** Downloads a small text. */
  String text(URI uri) throws FetchException {
    return retried(
        uri,
        () -> {
          HttpURLConnection connection = open(uri);
          try {
            require(connection, uri, HttpURLConnection.HTTP_OK);
            try (InputStream in = connection.getInputStream()) {
              byte[] bytes = in.readNBytes(MOST_TEXT);
              requireLength(connection, bytes.length);
              return new String(bytes, StandardCharsets.UTF_8);
            }
          } finally {
            connection.disconnect();
          }
        });
  }

  /**
   * Downloads a file, going on where an earlier attempt ended.
   *
   * @param part where it goes, and may lie in part
   * @param progress is told how many bytes are there
   */
  void file(URI uri, Path part, LongConsumer progress) throws FetchException {
    retried(
        uri,
        () -> {
          goOn(uri, part, progress);
          return part;
        });
  }

  /** Forgets what has arrived. */
  static void forget(Path part) throws IOException {
    Files.deleteIfExists(part);
    Files.deleteIfExists(entityTag(part));
  }

  private static Path entityTag(Path part) {
    return part.resolveSibling(part.getFileName() + ENTITY_TAG);
  }

  private <T> T retried(URI uri, Attempt<T> attempt) throws FetchException {
    long wait = pause.toMillis();
    for (int i = 1; ; i++) {
      try {
        return attempt.run();
      } catch (IOException e) {
        if (i >= attempts) {
          throw new FetchException(
              Kind.ENVIRONMENT,
              uri + " failed " + i + (i == 1 ? " time: " : " times, the last time: ") + say(e),
              e);
        }
        pause(uri, wait);
        wait *= 2;
      }
    }
  }

  private static String say(IOException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private static void pause(URI uri, long millis) throws FetchException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FetchException(Kind.ENVIRONMENT, "interrupted while fetching " + uri, e);
    }
  }

  private HttpURLConnection open(URI uri) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setConnectTimeout((int) readLimit.toMillis());
    connection.setReadTimeout((int) readLimit.toMillis());
    connection.setUseCaches(false);
    return connection;
  }

  private void goOn(URI uri, Path part, LongConsumer progress) throws IOException, FetchException {
    long there = Files.exists(part) && Files.exists(entityTag(part)) ? Files.size(part) : 0;
    HttpURLConnection connection = open(uri);
    if (there > 0) {
      connection.setRequestProperty("Range", "bytes=" + there + "-");
      connection.setRequestProperty("If-Range", Files.readString(entityTag(part)));
    }
    try {
      int status = connection.getResponseCode();
      if (there > 0 && status == 416) {
        // It is all there, or is not the same file: the checksum will tell.
        return;
      }
      boolean goesOn = there > 0 && status == HttpURLConnection.HTTP_PARTIAL;
      if (!goesOn) {
        require(connection, uri, HttpURLConnection.HTTP_OK);
        forget(part);
        note(connection, part);
      }
      copy(connection, part, goesOn ? there : 0, progress);
    } finally {
      connection.disconnect();
    }
  }

  /** A strong tag only: a weak one does not promise the same bytes. */
  private static void note(HttpURLConnection connection, Path part) throws IOException {
    String tag = connection.getHeaderField("ETag");
    if (tag != null && tag.startsWith("\"")) {
      Files.writeString(entityTag(part), tag);
    }
  }

  private static void copy(
      HttpURLConnection connection, Path part, long there, LongConsumer progress)
      throws IOException {
    long count = 0;
    try (InputStream in = connection.getInputStream();
        OutputStream out =
            Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      byte[] buffer = new byte[1 << 16];
      for (int read = read(in, buffer); read >= 0; read = read(in, buffer)) {
        out.write(buffer, 0, read);
        count += read;
        progress.accept(there + count);
      }
    }
    requireLength(connection, count);
  }

  /** A body that is too short ends like any other here; newer JDKs have an exception for it. */
  private static int read(InputStream in, byte[] buffer) throws IOException {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      if ("Premature EOF".equals(e.getMessage())) {
        return -1;
      }
      throw e;
    }
  }

  private static void requireLength(HttpURLConnection connection, long count)
      throws TransientException {
    long told = connection.getContentLengthLong();
    if (told >= 0 && count < told) {
      throw new TransientException(
          "the connection ended after " + count + " of " + told + " bytes");
    }
  }

  private static void require(HttpURLConnection connection, URI uri, int wanted)
      throws IOException, FetchException {
    int status = connection.getResponseCode();
    if (status == wanted) {
      return;
    }
    if (status == HttpURLConnection.HTTP_NOT_FOUND || status == HttpURLConnection.HTTP_FORBIDDEN) {
      throw new FetchException(Kind.MISSING, uri + " is not there (HTTP " + status + ")");
    }
    if (status >= 500 || status == 429 || status == 408) {
      throw new TransientException("HTTP " + status);
    }
    throw new FetchException(Kind.ENVIRONMENT, uri + " is answered with HTTP " + status);
  }
}
