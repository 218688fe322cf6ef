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

package dev.runsc.fake;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An engine for one call, started by the launcher when none is resident. Its standard output and
 * input are the talk with the launcher; the caller's own streams it never touches.
 */
final class OneShot {
  private OneShot() {}

  /** Answers the request in the file named second, of the fake in the directory named first. */
  public static void main(String[] args) throws IOException {
    Path arguments = Path.of(args[1]);
    Request request = Request.take(arguments);
    for (String pipe : new String[] {".reply", ".answer"}) {
      Files.deleteIfExists(arguments.resolveSibling(arguments.getFileName() + pipe));
    }
    FakeHome home = FakeHome.open(Path.of(args[0]));
    FakeOptions options = home.options();
    Profile.know(options.release(), home.catalog());
    Answers answers = new Answers.OfPipe(new FileInputStream(FileDescriptor.in));
    OutputStream replies = new FileOutputStream(FileDescriptor.out);
    Caller caller = new Caller(replies, answers, arguments, request.pid(), null);
    try {
      new Engine(home, options).answer(request, caller);
    } catch (Caller.GoneException e) {
      // It is recorded; nobody is left to tell.
      Runtime.getRuntime().halt(0);
    }
    // All is written and recorded; an orderly shutdown would only cost the caller time.
    Runtime.getRuntime().halt(0);
  }
}
