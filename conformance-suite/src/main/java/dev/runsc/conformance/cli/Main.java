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

package dev.runsc.conformance.cli;

import dev.runsc.conformance.result.Verdict;
import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point. */
@Command(
    name = "conformance",
    description =
        "Runs the same scenarios against a fake runsc and real gVisor, and says where they differ.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all as expected",
      "1:a finding",
      "2:wrong usage",
      "3:the environment, or the suite itself, failed"
    },
    subcommands = {
      RunCommand.class,
      ListCommand.class,
      RecordCommand.class,
      DiffCommand.class,
      GateCommand.class,
      FetchCommand.class,
      MergeCommand.class,
      BisectCommand.class,
      TrustCommand.class,
      FuzzCommand.class,
      CompletionCommand.class
    })
public final class Main {

  /** Set by the launcher if standard error is a terminal, which Java cannot tell reliably. */
  static final String TERMINAL_PROPERTY = "dev.runsc.conformance.terminal";

  /** Set by the launcher to the checkout's directory. */
  static final String CHECKOUT_PROPERTY = "dev.runsc.conformance.checkout";

  Main() {}

  /**
   * Runs the command line and ends the JVM.
   *
   * @param args the arguments
   */
  public static void main(String[] args) {
    Surroundings surroundings =
        new Surroundings(
            System.getenv(),
            Boolean.getBoolean(TERMINAL_PROPERTY),
            System.getProperty(CHECKOUT_PROPERTY, ""));
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(args, surroundings, out, err));
  }

  /** Runs the command line and returns its exit code. */
  static int run(String[] args, Surroundings surroundings, PrintWriter out, PrintWriter err) {
    CommandLine line = new CommandLine(new Main(), new Factory(surroundings));
    line.setOut(out);
    line.setErr(err);
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            surroundings.terminal() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    line.setExecutionExceptionHandler(
        (e, command, parsed) -> {
          command.getErr().println("conformance: " + describe(e));
          return Verdict.ENVIRONMENT;
        });
    if (args.length == 0) {
      line.usage(err);
      return Verdict.USAGE;
    }
    return line.execute(args);
  }

  /** A failure nobody foresaw is the suite's own, and its trace is what whoever mends it needs. */
  private static String describe(Exception e) {
    StringBuilder text = new StringBuilder("the suite failed: " + e);
    for (StackTraceElement element : e.getStackTrace()) {
      text.append("\n    at ").append(element);
    }
    return text.toString();
  }

  /** Hands the surroundings to whatever wants them. */
  private record Factory(Surroundings surroundings) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      for (Constructor<?> constructor : type.getDeclaredConstructors()) {
        if (Arrays.equals(constructor.getParameterTypes(), new Class<?>[] {Surroundings.class})) {
          return type.cast(constructor.newInstance(surroundings));
        }
      }
      return CommandLine.defaultFactory().create(type);
    }
  }

  /** Tells the version of the suite. */
  static final class Version implements CommandLine.IVersionProvider {
    Version() {}

    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"conformance " + (version == null ? "(development)" : version)};
    }
  }
}
