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

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fakectl}: fakes from a shell. */
@Command(
    name = "fakectl",
    mixinStandardHelpOptions = true,
    version = "fakectl 0.1.0-SNAPSHOT",
    description = "Makes and looks after fake runsc executables.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      Fakectl.Init.class,
      Fakectl.Serve.class,
      Fakectl.Log.class,
      Fakectl.Reset.class,
      FakectlRecord.class,
      FakectlCassette.class
    })
final class Fakectl {
  /** The environment failed: a directory can't be used, a file is damaged. */
  private static final int ENVIRONMENT = 3;

  private Fakectl() {}

  /** Runs one command and exits with 0, 2 for wrong usage, or 3 if the environment failed. */
  public static void main(String[] args) {
    picocli.CommandLine line =
        new picocli.CommandLine(new Fakectl())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(
                (exception, command, parsed) -> {
                  command.getErr().println("fakectl: " + exception.getMessage());
                  return exception instanceof ScriptException ? ExitCode.USAGE : ENVIRONMENT;
                });
    System.exit(line.execute(args));
  }

  /** The directory that a command is about. */
  static final class Target {
    @Parameters(paramLabel = "DIR", description = "The directory of the fake.")
    Path directory = Path.of("");
  }

  @Command(
      name = "init",
      mixinStandardHelpOptions = true,
      description = "Makes an executable DIR/runsc.")
  static final class Init implements Runnable {
    @picocli.CommandLine.Mixin Target target = new Target();
    @Spec @Nullable CommandSpec spec;

    @Option(
        names = "--release",
        paramLabel = "R",
        description = "The gVisor release to imitate (default: the newest there is).")
    @Nullable String release;

    @Option(
        names = "--oci-version",
        paramLabel = "V",
        description = "The runtime-spec version that the imitated build tells.")
    @Nullable String ociVersion;

    @Option(
        names = "--script",
        paramLabel = "FILE",
        description = "Scripted replies and workloads, in JSON.")
    @Nullable Path script;

    @Option(
        names = "--faults",
        paramLabel = "FILE",
        description = "What goes wrong, in JSON (may be in the script as well).")
    @Nullable Path faults;

    @Option(
        names = "--replay",
        paramLabel = "CASSETTE",
        description = "Answer from what fakectl record has recorded; its release is the default.")
    @Nullable Path replay;

    @Option(
        names = "--workload",
        paramLabel = "scripted|host",
        description = "What runs in the containers; host runs the bundle's program, unsandboxed.")
    Workload workload = Workload.SCRIPTED;

    @Option(names = "--strict", description = "Refuse what no scripted reply answers.")
    boolean strict;

    @Option(
        names = "--record-env",
        paramLabel = "NAME",
        description = "Record this environment variable of each call (repeatable).")
    List<String> environment = List.of();

    @Override
    public void run() {
      Cassette cassette = replay == null ? null : Cassette.load(replay);
      String imitated =
          release != null
              ? release
              : cassette != null ? cassette.release() : FakeOptions.DEFAULT_RELEASE;
      if (!FakeOptions.releases().contains(imitated)) {
        throw new picocli.CommandLine.ParameterException(
            commandLine(spec),
            "no profile of release "
                + imitated
                + "; there are "
                + String.join(", ", FakeOptions.releases()));
      }
      FakeOptions.Builder options =
          FakeOptions.builder()
              .release(imitated)
              .workload(workload)
              .strict(strict)
              .environment(environment.toArray(new String[0]));
      if (ociVersion != null) {
        options.ociVersion(ociVersion);
      }
      if (script != null) {
        options.script(script);
      }
      if (faults != null) {
        options.faults(faults);
      }
      if (cassette != null) {
        options.cassette(cassette);
        warn(cassette, imitated);
      }
      make(target.directory, options.build(), spec);
    }

    private void warn(Cassette cassette, String imitated) {
      if (!cassette.release().equals(imitated)) {
        commandLine(spec)
            .getErr()
            .println(
                "fakectl: the cassette was recorded with "
                    + cassette.release()
                    + " and is replayed as "
                    + imitated);
      }
    }
  }

  /** Makes a fake and tells its executable, and the seed if anything is left to chance. */
  static void make(Path directory, FakeOptions options, @Nullable CommandSpec spec) {
    Optional<String> noArchive = Launcher.makeClassArchive();
    noArchive.ifPresent(
        why ->
            commandLine(spec)
                .getErr()
                .println("fakectl: calls will take longer, for there is no class archive: " + why));
    Path executable = FakeHome.init(directory, options).executable();
    if (options.script().faults().stream().anyMatch(rule -> rule.probability() < 1)) {
      commandLine(spec)
          .getErr()
          .println("fakectl: faults are drawn from the seed " + options.script().seed());
    }
    out(spec).println(executable);
    out(spec).flush();
  }

  @Command(
      name = "serve",
      mixinStandardHelpOptions = true,
      description =
          "Answers the calls of DIR/runsc from one process, ten times faster, until ended.")
  static final class Serve implements Runnable {
    @picocli.CommandLine.Mixin Target target = new Target();
    @Spec @Nullable CommandSpec spec;

    @Override
    public void run() {
      FakeRunsc fake = FakeRunsc.serve(target.directory);
      CountDownLatch ended = new CountDownLatch(1);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    fake.close();
                    ended.countDown();
                  },
                  "fakectl end"));
      out(spec).println("serving " + fake.executable() + " as " + fake.options().release());
      out(spec).flush();
      try {
        ended.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Command(
      name = "log",
      mixinStandardHelpOptions = true,
      description = "Prints the recorded calls.")
  static final class Log implements Runnable {
    @picocli.CommandLine.Mixin Target target = new Target();
    @Spec @Nullable CommandSpec spec;

    @Option(names = "--json", description = "One JSON object per call, as recorded.")
    boolean json;

    @Override
    public void run() {
      FakeHome home = FakeHome.open(target.directory);
      PrintWriter out = out(spec);
      Records records = new Records(home.records());
      if (json) {
        records.lines().forEach(out::println);
      } else {
        for (Invocation call : records.all()) {
          String exit = call.exit().isPresent() ? "exit " + call.exit().getAsInt() : "unanswered";
          out.println(
              String.format(
                  Locale.ROOT,
                  "#%d  %s  %d ms  %s",
                  call.index(),
                  exit,
                  call.elapsed().toMillis(),
                  String.join(" ", call.argv().stream().map(Fakectl::shown).toList())));
        }
      }
      out.flush();
    }
  }

  @Command(
      name = "reset",
      mixinStandardHelpOptions = true,
      description = "Ends every container's process, removes the containers, forgets all records.")
  static final class Reset implements Runnable {
    @picocli.CommandLine.Mixin Target target = new Target();

    @Override
    public void run() {
      FakeHome home = FakeHome.open(target.directory);
      new Engine(home, home.options()).reset();
    }
  }

  static picocli.CommandLine commandLine(@Nullable CommandSpec spec) {
    if (spec == null) {
      throw new IllegalStateException("not run by picocli");
    }
    return spec.commandLine();
  }

  static PrintWriter out(@Nullable CommandSpec spec) {
    return commandLine(spec).getOut();
  }

  private static String shown(String word) {
    return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : FakeHome.shellQuote(word);
  }
}
