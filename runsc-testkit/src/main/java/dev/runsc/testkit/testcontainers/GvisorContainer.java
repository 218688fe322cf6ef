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

package dev.runsc.testkit.testcontainers;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import dev.runsc.Runsc;
import dev.runsc.testkit.Bundles;
import dev.runsc.testkit.ContainerTarget;
import dev.runsc.testkit.internal.Directories;
import dev.runsc.testkit.internal.Identity;
import dev.runsc.testkit.internal.RealProbe;
import dev.runsc.testkit.internal.Release;
import dev.runsc.testkit.internal.UnusableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.LazyFuture;

/**
 * A container of Docker in which a real {@code runsc} works, and an ordinary {@link Runsc} on this
 * side whose calls go there.
 *
 * <pre>{@code
 * try (GvisorContainer gvisor = GvisorContainer.ofHost(Path.of("/usr/bin/runsc"))) {
 *   gvisor.start();
 *   Path bundle = gvisor.bundles().bundle().args("/bin/sh", "-c", "exit 7").write();
 *
 *   assertThat(gvisor.runsc().run("job-1", bundle).code()).isEqualTo(7);
 * }
 * }</pre>
 *
 * <p>The image is one with a {@code runsc} and a {@code sh} in its PATH, or is made of the {@code
 * runsc} of this host and a static busybox, without any registry. The command of the image is not
 * used.
 *
 * <p><b>Calls.</b> {@link #executable()} is a script on this side; a small script inside runs the
 * calls. Standard input, output and error are three streams and stay apart, the exit status is
 * runsc's (128 + n if a signal ended it), signals are passed on, and when the calling process dies,
 * by whatever signal, runsc and what it has started are killed. SIGINT and SIGQUIT reach commands
 * of runsc that handle them; others ignore these two. Where the container itself fails, the exit
 * status is 125.
 *
 * <p><b>Files.</b> The container sees {@code java.io.tmpdir}, in which clients, bundles and tests
 * have their files, and what is {@linkplain #withShared(Path) shared} besides, at the same paths.
 * Other files of the host it does not see: a bundle's root {@code "/"} is the image's. Sharing
 * works with a Docker on this very Linux host only. Process ids that runsc tells are those inside.
 *
 * <p><b>Privileges.</b> Never {@code --privileged}: all capabilities are dropped but {@link
 * #CAPABILITIES}, seccomp and AppArmor are off, since they forbid what a sandbox is made with, and
 * there is no network, unless {@code withNetworkMode} gives one.
 *
 * <p>Without a registry Testcontainers cannot get the image of its reaper; set {@code
 * TESTCONTAINERS_RYUK_DISABLED=true}, and it removes the container itself when this JVM ends.
 *
 * <p>Configuring and starting is for one thread; a started container is thread-safe.
 *
 * @since 0.1.0
 */
public class GvisorContainer extends GenericContainer<GvisorContainer> implements ContainerTarget {

  /**
   * The capabilities that it has. SYS_ADMIN to CHOWN make and end sandboxes: their name spaces, the
   * users in them, their root; the last two are for files of this side's user, who need not be
   * root.
   */
  public static final List<String> CAPABILITIES =
      List.of(
          "SYS_ADMIN",
          "SYS_PTRACE",
          "SYS_CHROOT",
          "NET_ADMIN",
          "MKNOD",
          "SETUID",
          "SETGID",
          "SETFCAP",
          "KILL",
          "CHOWN",
          "DAC_OVERRIDE",
          "FOWNER");

  private static final Duration STARTUP = Duration.ofMinutes(1);

  private final Set<Path> shared = new LinkedHashSet<>();
  private String command = "runsc";
  private Optional<String> platform = Optional.empty();
  private @Nullable Path directory;
  private @Nullable Identity identity;
  private List<String> flags = List.of();

  /**
   * A container of an image that has a {@code runsc} and a {@code sh} in its PATH.
   *
   * @param image the image's name; it is pulled if it is not there
   */
  public GvisorContainer(String image) {
    this(DockerImageName.parse(image));
  }

  /**
   * A container of an image that has a {@code runsc} and a {@code sh} in its PATH.
   *
   * @param image the image's name; it is pulled if it is not there
   */
  // Only what Testcontainers itself has is set, and its modules set theirs like this.
  @SuppressWarnings("this-escape")
  public GvisorContainer(DockerImageName image) {
    super(image);
    prepare();
  }

  private GvisorContainer(HostImage image) {
    super(
        new LazyFuture<String>() {
          @Override
          protected String resolve() {
            return image.make();
          }
        });
    prepare();
  }

  /**
   * A container whose image is made of the {@code runsc} of this host and the static busybox in its
   * PATH (Debian's package {@code busybox-static}). The image is named after its content and stays:
   * it is made once.
   *
   * @param runsc the executable, statically linked, as all builds of gVisor are
   * @return a container to be started
   * @throws IllegalStateException if there is no static busybox, or the executable is not static
   */
  public static GvisorContainer ofHost(Path runsc) {
    return new GvisorContainer(HostImage.of(runsc, HostImage.busyboxInPath()));
  }

  /**
   * A container whose image is made of the {@code runsc} and a busybox of this host.
   *
   * @param runsc the executable, statically linked
   * @param busybox a statically linked busybox
   * @return a container to be started
   * @throws IllegalStateException if one of them is not a static executable
   */
  public static GvisorContainer ofHost(Path runsc, Path busybox) {
    return new GvisorContainer(HostImage.of(runsc, busybox));
  }

  private void prepare() {
    withNetworkMode("none");
    waitingFor(Wait.forLogMessage("ready\\n", 1).withStartupTimeout(STARTUP));
    withCreateContainerCmdModifier(this::shape);
  }

  /**
   * Gives the container what it needs and no more. Testcontainers' own way to share a directory
   * first tries it with an image from a registry, which takes two minutes where there is none.
   */
  private void shape(CreateContainerCmd create) {
    HostConfig host = Objects.requireNonNull(create.getHostConfig());
    host.withCapDrop(Capability.ALL)
        .withCapAdd(CAPABILITIES.stream().map(Capability::valueOf).toArray(Capability[]::new))
        .withSecurityOpts(List.of("seccomp=unconfined", "apparmor=unconfined"))
        // Sandboxes that nobody waits for are reaped by process 1, or runsc would wait for minutes.
        .withInit(true)
        .withBinds(
            shared.stream()
                .map(path -> new Bind(path.toString(), new Volume(path.toString()), AccessMode.rw))
                .toList());
    create.withEntrypoint("sh");
  }

  /**
   * Lets the container see one more directory of this host, with everything in it, at the same
   * path.
   *
   * @param path an existing directory
   * @return this
   * @throws IllegalArgumentException if it is no directory
   */
  public GvisorContainer withShared(Path path) {
    if (!Files.isDirectory(path)) {
      throw new IllegalArgumentException("cannot share " + path + ": it is no directory");
    }
    try {
      shared.add(path.toAbsolutePath().normalize());
      shared.add(path.toRealPath());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot share " + path + ": " + e, e);
    }
    return this;
  }

  /**
   * Names the {@code runsc} in the image.
   *
   * @param path its path, or its name in the image's PATH; {@code runsc} by default
   * @return this
   */
  public GvisorContainer withRunsc(String path) {
    this.command = Objects.requireNonNull(path, "path");
    return this;
  }

  /**
   * Chooses gVisor's platform.
   *
   * @param name such as {@code systrap}; the first that works by default
   * @return this
   */
  public GvisorContainer withPlatform(String name) {
    this.platform = Optional.of(name);
    return this;
  }

  /**
   * Starts the container and runs a sandbox in it, to see that it can.
   *
   * @throws IllegalStateException if that is not possible here; the message says what is missing
   */
  @Override
  public void start() {
    if (isRunning()) {
      return;
    }
    DockerCheck.require();
    try {
      open();
      super.start();
      probe();
    } catch (UnusableException e) {
      IllegalStateException failure =
          new IllegalStateException(
              "gVisor does not work in the container (it has the capabilities "
                  + CAPABILITIES
                  + ", and user name spaces have to be allowed on this kernel): "
                  + e.reason(),
              e);
      stopAfter(failure);
      throw failure;
    } catch (IOException e) {
      UncheckedIOException failure =
          new UncheckedIOException("cannot prepare the container's directory: " + e, e);
      stopAfter(failure);
      throw failure;
    } catch (RuntimeException e) {
      RuntimeException failure = DockerCheck.explain(e);
      stopAfter(failure);
      throw failure;
    }
  }

  private void stopAfter(RuntimeException failure) {
    try {
      stop();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private void open() throws IOException {
    withShared(Path.of(System.getProperty("java.io.tmpdir")));
    Path own = Files.createTempDirectory("runsc-container-").toRealPath();
    this.directory = own;
    Launcher.write(own, shared, command);
  }

  /** Called by Testcontainers on the way to a container. */
  @Override
  protected void configure() {
    Path agent = Launcher.agent(directory());
    withCommand(agent.resolve("agent").toString(), agent.toString());
  }

  private void probe() throws IOException, UnusableException {
    this.identity = Identity.of(executable());
    Path place = Files.createDirectory(directory().resolve("probe"));
    String works =
        RealProbe.platform(executable(), platform.map(List::of).orElse(RealProbe.PLATFORMS), place);
    this.flags = RealProbe.flags(executable(), works);
    remove(place);
  }

  /**
   * A client whose containers are in a root directory of this container. {@link #client()} begins
   * one with another.
   *
   * @return the client, ready
   */
  public Runsc runsc() {
    return client().root(directory().resolve("root")).build();
  }

  /**
   * Makes bundles where the container sees them.
   *
   * @return a factory
   */
  public Bundles bundles() {
    return Bundles.in(directory().resolve("bundles"));
  }

  @Override
  public Path directory() {
    if (directory == null) {
      throw new IllegalStateException("the container with gVisor has not been started");
    }
    return directory;
  }

  @Override
  public Runsc.Builder client() {
    Runsc.Builder client = Runsc.builder().command(executable());
    for (String flag : globalFlags()) {
      String[] parts = flag.substring(2).split("=", 2);
      client.config(parts[0], parts.length == 2 ? parts[1] : "true");
    }
    return client;
  }

  @Override
  public Path executable() {
    return Launcher.executable(directory());
  }

  @Override
  public List<String> globalFlags() {
    return flags;
  }

  @Override
  public Optional<String> release() {
    return Optional.ofNullable(identity).flatMap(Identity::release).map(Release::toString);
  }

  /**
   * What the runsc inside says of itself.
   *
   * @return the first line of what {@code --version} prints
   */
  public String version() {
    directory();
    return Objects.requireNonNull(identity).version();
  }

  @Override
  public String sha256() {
    try {
      ExecResult found = execInContainer("sh", "-c", "command -v \"$0\"", command);
      if (found.getExitCode() != 0) {
        throw new IllegalStateException("the container has no " + command);
      }
      return ContainedFile.sha256(dockerClient, getContainerId(), found.getStdout().strip());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the runsc in the container: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading the runsc in the container", e);
    }
  }

  @Override
  public void remove(Path path) {
    try {
      ExecResult removed = execInContainer("rm", "-rf", "--", path.toString());
      if (removed.getExitCode() != 0) {
        throw new IllegalStateException("cannot remove " + path + ": " + removed.getStderr());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + path + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while removing " + path, e);
    }
  }

  /** Ends the container with every sandbox in it, and removes its directory. */
  @Override
  public void stop() {
    Path own = directory;
    try {
      if (own != null && isRunning()) {
        removeLeftovers(own);
      }
    } finally {
      super.stop();
      directory = null;
      removeDirectory(own);
    }
  }

  /** What root inside has made, root inside can remove. */
  private void removeLeftovers(Path own) {
    try (Stream<Path> all = Files.list(own)) {
      all.filter(path -> !Launcher.isPart(own, path)).forEach(this::remove);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + own + ": " + e, e);
    }
  }

  private static void removeDirectory(@Nullable Path own) {
    try {
      if (own != null) {
        Directories.delete(own);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + own + ": " + e, e);
    }
  }

  @Override
  public void close() {
    stop();
  }

  /** Containers are the same if they are the same object. */
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
