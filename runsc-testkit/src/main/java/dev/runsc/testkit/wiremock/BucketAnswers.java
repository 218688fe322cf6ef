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
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What the bucket answers to a request. */
final class BucketAnswers implements HttpFace.Answering {
  /** The bucket's name is the first part of every path. */
  static final String BUCKET = "/gvisor/";

  private static final String LENGTH = "Content-Length";
  private static final int CHUNKS_PER_SECOND = 20;

  private final BucketContent content;
  private final BucketFaults faults;

  BucketAnswers(BucketContent content, BucketFaults faults) {
    this.content = content;
    this.faults = faults;
  }

  @Override
  public ResponseDefinitionBuilder answer(Request request) {
    String method = request.getMethod().getName();
    String path = HttpFace.path(request);
    if (!path.startsWith(BUCKET)) {
      return refusal(404, "NoSuchBucket", "The specified bucket does not exist.", path);
    }
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return refusal(
          405,
          "MethodNotAllowed",
          "The specified method is not allowed against this resource.",
          "");
    }
    String name = path.substring(BUCKET.length());
    Optional<BucketFault> fault = faults.next(name);
    if (fault.isPresent() && fault.get() instanceof BucketFault.Refused refused) {
      return refusal(refused.status(), refused.code(), refused.message(), name);
    }
    if (fault.isPresent() && fault.get() instanceof BucketFault.Redirect redirect) {
      return redirect(redirect, request);
    }
    return content
        .find(name, fault)
        .map(object -> served(request, object, fault))
        .orElseGet(() -> refusal(404, "NoSuchKey", "The specified key does not exist.", name));
  }

  private static ResponseDefinitionBuilder redirect(
      BucketFault.Redirect redirect, Request request) {
    URI base = URI.create(request.getAbsoluteUrl()).resolve(BUCKET + BucketContent.RELEASES);
    return WireMock.aResponse()
        .withStatus(redirect.status())
        .withHeader("Location", base.resolve(redirect.target()).toString())
        .withHeader(LENGTH, "0");
  }

  /** In the words of the real bucket, which names the object that is not there. */
  private static ResponseDefinitionBuilder refusal(
      int status, String code, String message, String object) {
    String details =
        code.equals("NoSuchKey")
            ? "<Details>No such object: gvisor/" + escape(object) + "</Details>"
            : "";
    byte[] body =
        ("<?xml version='1.0' encoding='UTF-8'?><Error><Code>"
                + escape(code)
                + "</Code><Message>"
                + escape(message)
                + "</Message>"
                + details
                + "</Error>")
            .getBytes(StandardCharsets.UTF_8);
    return WireMock.aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/xml; charset=UTF-8")
        .withHeader(LENGTH, Integer.toString(body.length))
        .withBody(body);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static ResponseDefinitionBuilder served(
      Request request, BucketObject object, Optional<BucketFault> fault) {
    if (object.entityTag().equals(request.getHeader("If-None-Match"))) {
      return WireMock.aResponse().withStatus(304).withHeader("ETag", object.entityTag());
    }
    int length = object.content().length;
    Optional<ByteRange> range = range(request, object);
    if (range.isPresent() && !range.get().isSatisfiable()) {
      return refusal(416, "InvalidRange", "The requested range cannot be satisfied.", "")
          .withHeader("Content-Range", "bytes */" + length);
    }
    ByteRange part = range.orElseGet(() -> new ByteRange(0, length));
    ResponseDefinitionBuilder answer =
        WireMock.aResponse()
            .withStatus(range.isPresent() ? 206 : 200)
            .withHeader("Content-Type", "application/octet-stream")
            .withHeader("Accept-Ranges", "bytes")
            .withHeader("Cache-Control", "public, max-age=3600")
            .withHeader("ETag", object.entityTag())
            .withHeader("x-goog-hash", object.hash())
            .withHeader(LENGTH, Integer.toString(part.to() - part.from()));
    range.ifPresent(one -> answer.withHeader("Content-Range", one.contentRange(length)));
    if (request.getMethod().getName().equals("HEAD")) {
      return answer;
    }
    return body(answer, Arrays.copyOfRange(object.content(), part.from(), part.to()), fault);
  }

  /** With {@code If-Range}, a part of what the client has not begun with is no use to it. */
  private static Optional<ByteRange> range(Request request, BucketObject object) {
    String condition = request.getHeader("If-Range");
    if (!request.containsHeader("Range")
        || (condition != null && !condition.equals(object.entityTag()))) {
      return Optional.empty();
    }
    return ByteRange.parse(request.getHeader("Range"), object.content().length);
  }

  /** Fewer bytes than were told make the server give up the connection. */
  private static ResponseDefinitionBuilder body(
      ResponseDefinitionBuilder answer, byte[] body, Optional<BucketFault> fault) {
    if (fault.isPresent() && fault.get() instanceof BucketFault.Cut cut) {
      return answer.withBody(Arrays.copyOf(body, Math.min(cut.bytes(), body.length)));
    }
    if (fault.isPresent() && fault.get() instanceof BucketFault.Slow slow) {
      long millis = slow.body().toMillis();
      int chunks = (int) Math.max(2, Math.min(body.length, millis * CHUNKS_PER_SECOND / 1000));
      return answer.withBody(body).withChunkedDribbleDelay(chunks, (int) millis);
    }
    return answer.withBody(body);
  }
}
