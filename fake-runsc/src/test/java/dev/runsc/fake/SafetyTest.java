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

import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonParser;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;
import picocli.CommandLine;

/** What a fake must not do, whatever it is called with: FakeRunscTest has the arguments. */
class SafetyTest {
  @TempDir Path temp;

  private Shell shell(FakeRunsc fake) {
    return Shell.of(temp, fake.executable(), "--root=" + temp.resolve("root"));
  }

  private Path bundle() {
    return Bundle.of(temp.resolve("bundle"), "x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../x", "../../victim", "a/b", "/etc", "", "x y", "new\nline", "$(touch x)", "*"})
  void idThatIsNone_isRefused_andNothingIsMadeElsewhere(String id) throws Exception {
    Path home = Files.createDirectory(temp.resolve("home"));
    Set<String> before;
    try (FakeRunsc fake = FakeRunsc.start(home.resolve("fake"))) {
      Shell runsc =
          Shell.of(
              Files.createDirectory(home.resolve("out")),
              fake.executable(),
              "--root=" + home.resolve("root"));
      Path bundle = bundle();
      before = tree(temp, home);

      assertThat(runsc.call("create", "--bundle", bundle.toString(), "--", id))
          .isEqualTo(
              new Shell.Result(128, "", "creating container: invalid container id: " + id + "\n"));
      for (String command : List.of("state", "start", "kill", "delete", "pause", "ps")) {
        assertThat(runsc.call(command, "--", id).exit()).as(command).isEqualTo(128);
      }

      assertThat(tree(temp, home)).isEqualTo(before);
      assertThat(home.resolve("root").toFile().list()).isNullOrEmpty();
    }
  }

  /** All files but those below a directory. */
  private static Set<String> tree(Path root, Path but) throws IOException {
    Set<String> files = new TreeSet<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes unused) {
            return directory.equals(but) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes unused) {
            files.add(file.toString());
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  @Test
  void nobodyElseCanEnter_andNothingListens() throws Exception {
    Set<String> before = listening();
    try (FakeServer server = FakeServer.start();
        FakeRunsc fake = FakeRunsc.start(temp.resolve("fake"), FakeOptions.defaults(), server)) {
      Path pipes =
          Path.of(Files.readString(fake.directory().resolve(".fake/server")).split("'")[1]);

      assertThat(List.of(fake.directory(), fake.directory().resolve(".fake"), pipes))
          .allSatisfy(
              directory ->
                  assertThat(
                          PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                      .isEqualTo("rwx------"));
      Set<String> ours = listening();
      ours.removeAll(before);
      assertThat(ours).isEmpty();
    }
  }

  /** Sockets of this process that listen. */
  private static Set<String> listening() throws IOException {
    Set<String> own = new TreeSet<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      for (Path descriptor : descriptors.toList()) {
        try {
          own.add(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException e) {
          // Closed meanwhile.
        }
      }
    }
    Set<String> listening = new TreeSet<>();
    for (String table : List.of("tcp", "tcp6")) {
      for (String line : Files.readAllLines(Path.of("/proc/net", table))) {
        String[] fields = line.strip().split(" +");
        if (fields.length > 9
            && fields[3].equals("0A")
            && own.contains("socket:[" + fields[9] + "]")) {
          listening.add(fields[1]);
        }
      }
    }
    return listening;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/dash", "/bin/bash", "/bin/busybox"})
  void launcher_runsInThisShell(String shell) throws Exception {
    if (!Files.isExecutable(Path.of(shell))) {
      throw new TestAbortedException("there is no " + shell + "; not tried with it");
    }
    try (FakeServer server = FakeServer.start()) {
      for (boolean resident : List.of(true, false)) {
        FakeOptions options = FakeOptions.builder().workload(Workload.HOST).build();
        try (FakeRunsc fake = FakeRunsc.start(temp.resolve("fake-" + resident), options, server)) {
          if (!resident) {
            Files.delete(fake.directory().resolve(".fake/server"));
          }
          Path bundle = Bundle.of(temp.resolve("b"), "/bin/sh", "-c", "echo out; exit 3");
          String[] applet = shell.endsWith("busybox") ? new String[] {"ash"} : new String[0];

          Shell.Result run =
              Shell.of(temp, Path.of(shell), applet)
                  .call(
                      fake.executable().toString(),
                      "--root=" + temp.resolve("root"),
                      "run",
                      "--bundle",
                      bundle.toString(),
                      "c1");

          assertThat(run).isEqualTo(new Shell.Result(3, "out\n", ""));
        }
      }
    }
  }

  @Test
  void directoryWithOddName_works_byPathAndFromPath() throws Exception {
    Path odd = temp.resolve("it's a \"$HOME\" dir");
    try (FakeRunsc fake = FakeRunsc.start(odd);
        FakeRunsc other = FakeRunsc.start(temp.resolve("other"))) {
      Path bundle = bundle();
      assertThat(shell(fake).call("create", "--bundle", bundle.toString(), "c1").exit()).isZero();

      Shell.Result list =
          Shell.of(temp, Path.of("/bin/sh"))
              .with(Map.of("PATH", odd + ":" + System.getenv("PATH")))
              .call("-c", "exec runsc --root='" + temp.resolve("root") + "' list --quiet");

      assertThat(list.stdout()).isEqualTo("c1\n");
      assertThat(shell(other).call("--version").exit()).isZero();
      assertThat(fake.invocations()).hasSize(2);
      assertThat(other.invocations()).hasSize(1);
    }
  }

  @Test
  @Timeout(300)
  void anotherUser_isRefusedByTheSystem_andHasAFakeOfItsOwn() throws Exception {
    if (!RealRunsc.isRoot() || !Files.isExecutable(Path.of("/usr/bin/setpriv"))) {
      throw new TestAbortedException("becoming another user needs root and setpriv");
    }
    Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxrwxrwx"));
    Shell nobody =
        Shell.of(
            temp,
            Path.of("/usr/bin/setpriv"),
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
            "--");
    try (FakeRunsc fake = FakeRunsc.start(temp.resolve("fake"))) {
      assertThat(nobody.call(fake.executable().toString(), "list").exit()).isNotZero();
      assertThat(fake.invocations()).isEmpty();
    }
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    // What we run from may be in a home directory that the other user cannot enter.
    Path classes = Files.createDirectory(temp.resolve("classes"));
    List<String> classPath = new ArrayList<>();
    for (Class<?> type : List.of(FakeHome.class, JsonParser.class, CommandLine.class)) {
      Path from = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path to = classes.resolve(type.getSimpleName() + from.getFileName());
      Shell.Result copied =
          Shell.of(temp, Path.of("/bin/cp")).call("-R", from.toString(), to.toString());
      assertThat(copied.exit()).isZero();
      classPath.add(to.toString());
    }
    Shell own = nobody.with(Map.of("XDG_CACHE_HOME", temp.resolve("cache").toString()));

    Shell.Result init =
        own.call(
            java,
            "-cp",
            String.join(":", classPath),
            Fakectl.class.getName(),
            "init",
            temp.resolve("own").toString());

    assertThat(init).isEqualTo(new Shell.Result(0, temp.resolve("own/runsc") + "\n", ""));
    assertThat(
            own.call(temp.resolve("own/runsc").toString(), "--root=" + temp.resolve("r"), "list"))
        .extracting(Shell.Result::exit)
        .isEqualTo(0);
  }
}
