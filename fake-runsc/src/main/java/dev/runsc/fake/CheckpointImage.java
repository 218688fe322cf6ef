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

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The files of a checkpoint, which restore reads, and refuses when they are damaged. */
final class CheckpointImage {
  private static final String STATE = "checkpoint.img";
  private static final String MAGIC = "fake-runsc checkpoint of ";
  private static final String END = "\nend\n";

  private final Session session;
  private final String given;
  private final Path directory;

  CheckpointImage(Session session, String given) {
    this.session = session;
    this.given = given;
    this.directory = session.request().resolve(given);
  }

  private List<String> files() {
    String compression = session.line().flag("compression");
    String chosen = compression.isEmpty() ? session.profile().defaultCompression() : compression;
    List<String> files = new ArrayList<>(List.of(STATE));
    if (chosen.equals("none")) {
      files.add("pages.img");
      files.add("pages_meta.img");
    }
    return files;
  }

  void write(Containers.Container container) {
    try {
      Files.createDirectories(directory);
      for (String file : files()) {
        Files.writeString(
            directory.resolve(file), MAGIC + container.id() + END, StandardOpenOption.CREATE_NEW);
      }
    } catch (FileAlreadyExistsException e) {
      String file = given + "/" + STATE;
      String reason = "open " + file + ": file exists";
      throw new RunscError(
          session.profile().restoresIntoCreated()
              ? "checkpoint failed: creating checkpoint state file "
                  + GoText.quote(file)
                  + ": "
                  + reason
              : "os.OpenFile(" + GoText.quote(file) + ") failed: " + reason);
    } catch (IOException e) {
      throw new RunscError("checkpoint failed: " + SystemErrors.describe("mkdir", directory, e));
    }
  }

  /** Reads the image for a container that is to go on from it. */
  void read(String id) {
    String text;
    try {
      text = Files.readString(directory.resolve(STATE));
    } catch (NoSuchFileException e) {
      String file = given + "/" + STATE;
      throw new RunscError(
          (session.profile().restoresIntoCreated()
                  ? "opening state file "
                  : "opening restore file ")
              + GoText.quote(file)
              + " failed: open "
              + file
              + ": no such file or directory");
    } catch (IOException e) {
      throw damaged(id, "bad magic header");
    }
    if (!text.startsWith(MAGIC) && !MAGIC.startsWith(text)) {
      throw damaged(id, "bad magic header");
    }
    if (!text.endsWith(END)) {
      throw damaged(id, "unexpected EOF");
    }
  }

  private RunscError damaged(String id, String how) {
    String what =
        session.profile().restoresIntoCreated()
            ? "reading metadata from statefile: "
            : "statefile error: ";
    return new RunscError("restoring container " + GoText.quote(id) + ": " + what + how);
  }
}
