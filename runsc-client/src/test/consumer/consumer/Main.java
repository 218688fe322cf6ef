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

package consumer;

import dev.runsc.ConsoleSocket;
import dev.runsc.Container;
import dev.runsc.ErrorKind;
import dev.runsc.ExecOptions;
import dev.runsc.Io;
import dev.runsc.IoCapture;
import dev.runsc.OciProcess;
import dev.runsc.Runsc;
import dev.runsc.RunscException;
import java.nio.file.Path;

/** Uses Jackson, the embedded history, and the native part behind the client. */
public final class Main {

  private Main() {}

  /** Calls the executable named by the first argument. */
  public static void main(String[] args) throws Exception {
    Runsc runsc = Runsc.builder().command(Path.of(args[0])).build();
    for (Container container : runsc.list()) {
      System.out.println(container.id() + " " + container.status());
    }
    IoCapture output = Io.capture(1000);
    runsc.exec("web", OciProcess.of("/", "true"), ExecOptions.builder().io(output).build());
    System.out.print(output.stdout().text());
    try {
      runsc.features();
    } catch (RunscException e) {
      System.out.println(e.kind() == ErrorKind.UNSUPPORTED);
      System.out.println(e.getMessage().contains("exists since release"));
    }
    try (ConsoleSocket socket = ConsoleSocket.open()) {
      System.out.println(socket.path().getFileName());
    }
    System.out.println(Runsc.class.getModule() + " " + Main.class.getModule());
  }
}
