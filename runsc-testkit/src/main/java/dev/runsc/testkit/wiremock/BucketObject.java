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

import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An object in the bucket: its content and what the bucket tells about it. Never changed, and made
 * when it is first asked for: to pack an archive takes longer than most tests. Thread-safe.
 */
final class BucketObject {
  private final Supplier<byte[]> source;
  private byte @Nullable [] content;
  private byte @Nullable [] md5;

  BucketObject(byte[] content) {
    this(() -> content);
  }

  BucketObject(Supplier<byte[]> source) {
    this.source = source;
  }

  synchronized byte[] content() {
    if (content == null) {
      content = source.get();
    }
    return content;
  }

  private synchronized byte[] md5() {
    if (md5 == null) {
      md5 = Checksums.digest("MD5", content());
    }
    return md5;
  }

  String entityTag() {
    return '"' + HexFormat.of().formatHex(md5()) + '"';
  }

  String hash() {
    return "md5=" + Base64.getEncoder().encodeToString(md5());
  }
}
