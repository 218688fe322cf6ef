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

import dev.runsc.conformance.fetch.FetchException;
import dev.runsc.conformance.fetch.Fetcher;
import dev.runsc.conformance.result.Verdict;
import dev.runsc.testkit.internal.Identity;
import dev.runsc.testkit.internal.RealDiscovery;
import dev.runsc.testkit.internal.Release;
import dev.runsc.testkit.internal.UnusableException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Downloads a release. */
@Command(
    name = "fetch",
    description = {
      "Downloads a gVisor release to RELEASE/runsc under $RUNSC_RELEASES (else under"
          + " dev.runsc/releases in the cache directory), where run, diff and bisect find it.",
      "",
      "The sha512 file beside it is checked before anything becomes executable, and so is that it"
          + " is an ELF executable for this machine and says that it is the release. What is there"
          + " already is checked and left. A download that was cut off is gone on with. Releases"
          + " that come as an archive are unpacked."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it is there",
      "1:what was served is not what it should be",
      "2:wrong usage",
      "3:it is not in the bucket, or the network or this machine failed"
    },
    footer = {
      "",
      "Example:",
      "  conformance fetch 20240729.0 --mirror https://mirror.example/gvisor/releases"
    },
    mixinStandardHelpOptions = true)
final class FetchCommand implements Callable<Integer> {

  private static final String MIRROR_VARIABLE = "RUNSC_MIRROR";

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RELEASE", description = "A release such as 20240729.0, or latest.")
  private String release;

  @Option(
      names = "--mirror",
      paramLabel = "URL",
      description =
          "The bucket's releases directory, or a mirror of it: what comes before"
              + " /release/RELEASE/ARCH/runsc. Default: $"
              + MIRROR_VARIABLE
              + ". gVisor's"
              + " installation page names the public bucket.")
  private @Nullable URI mirror;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "Where releases go, instead of the directory above.")
  private @Nullable Path directory;

  @Option(
      names = "--arch",
      paramLabel = "ARCH",
      description = "x86_64 or aarch64. Default: this machine's.")
  private @Nullable String architecture;

  @Option(names = "--again", description = "Fetch it although it is there.")
  private boolean again;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  FetchCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Console console = new Console(spec, surroundings);
    if (!release.equals(Fetcher.LATEST) && !Release.isRelease(release)) {
      throw usage("\"" + release + "\" is not a release: write it like 20240729.0, or latest");
    }
    String host = host();
    String wanted = architecture == null ? host : architecture;
    if (!wanted.equals("x86_64") && !wanted.equals("aarch64")) {
      throw usage("gVisor is built for x86_64 and aarch64, not for " + wanted);
    }
    Fetcher.Asking asking =
        executable -> wanted.equals(host) ? Optional.of(ask(executable)) : Optional.empty();
    try (ShownDownload shown = ShownDownload.on(console, surroundings.terminal())) {
      Path executable = Fetcher.of(base(), place(), wanted, asking, shown).fetch(release, again);
      console.out().println(executable);
      return Verdict.AS_EXPECTED;
    } catch (FetchException e) {
      console.trouble(e.reason());
      return e.kind() == FetchException.Kind.WRONG ? Verdict.FINDING : Verdict.ENVIRONMENT;
    }
  }

  private static Release ask(Path executable) throws FetchException {
    try {
      return Identity.of(executable)
          .release()
          .orElseThrow(() -> FetchException.wrong(executable + " names no release"));
    } catch (UnusableException e) {
      throw FetchException.wrong(e.reason());
    }
  }

  private static String host() {
    String name = System.getProperty("os.arch");
    return name.equals("amd64") ? "x86_64" : name;
  }

  private URI base() {
    URI base = mirror;
    if (base == null) {
      String configured = surroundings.environment().getOrDefault(MIRROR_VARIABLE, "");
      if (configured.isEmpty()) {
        throw usage(
            "say where from: --mirror URL or $"
                + MIRROR_VARIABLE
                + ", the releases directory of"
                + " gVisor's public bucket (gVisor's installation page names it) or of a mirror");
      }
      base = URI.create(configured);
    }
    if (!"http".equals(base.getScheme()) && !"https".equals(base.getScheme())) {
      throw usage("the mirror " + base + " is no http or https address");
    }
    return base;
  }

  private Path place() {
    if (directory != null) {
      return directory.toAbsolutePath();
    }
    return new RealDiscovery(surroundings.environment())
        .releasesDirectory()
        .orElseThrow(
            () ->
                usage(
                    "cannot tell where releases go: set "
                        + RealDiscovery.RELEASES_VARIABLE
                        + ", HOME, or give --to"));
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
