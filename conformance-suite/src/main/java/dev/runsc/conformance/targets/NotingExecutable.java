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

package dev.runsc.conformance.targets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A shell script that notes its arguments in the file named by {@link #VARIABLE} and then becomes
 * the executable named by {@link #EXECUTABLE}: same process, streams, descriptors, environment and
 * exit status. So the suite knows the very arguments that the client sent, without a hook in the
 * client and without standing between the two.
 *
 * <p>There is one for each target, written before anything runs in parallel: an executable that is
 * still open for writing in a child that another thread has just forked cannot be executed.
 */
public final class NotingExecutable {

  /** Names the file that the arguments are appended to, each ended by a NUL. */
  public static final String VARIABLE = "RUNSC_CONFORMANCE_NOTES";

  /** Names what the script becomes. */
  public static final String EXECUTABLE = "RUNSC_CONFORMANCE_EXECUTABLE";

  private NotingExecutable() {}

  static Path write(Path file) throws IOException {
    String script =
        """
        #!/bin/sh
        # Notes the arguments, then becomes runsc.
        notes=${VARIABLE:?}
        runsc=${EXECUTABLE:?}
        unset VARIABLE EXECUTABLE
        for argument; do printf '%s\\0' "$argument"; done >"$notes"
        unset notes
        exec "$runsc" "$@"
        """
            .replace("VARIABLE", VARIABLE)
            .replace("EXECUTABLE", EXECUTABLE);
    Files.write(file, script.getBytes(StandardCharsets.UTF_8));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file;
  }
}
