package dev.runsc.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.runsc.conformance.result.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page in a real browser. Screenshots are left in {@code target/screenshots}. */
class PageIT {

  private static final Path SCREENSHOTS = Path.of("target", "screenshots").toAbsolutePath();

  @TempDir private static Path directory;
  private static String browser = "";

  @BeforeAll
  static void writePage() throws IOException {
    Optional<String> found =
        Stream.of("chromium", "chromium-browser", "google-chrome")
            .flatMap(
                name ->
                    Stream.of(System.getenv("PATH").split(":"))
                        .map(place -> Path.of(place, name)))
            .filter(Files::isExecutable)
            .map(Path::toString)
            .findFirst();
    assumeTrue(
        found.isPresent(),
        "there is no Chromium in PATH, so the page was looked at by no browser: apt-get install"
            + " chromium");
    browser = found.get();
    RunResult result = Results.mixed();
    RunResult earlier =
        new RunResult(
            result.started().minus(Duration.ofDays(7)),
            Duration.ofMillis(1700),
            result.conduct(),
            result.scenarios(),
            result.targets(),
            result.refused(),
            result.cells().stream()
                .map(
                    cell ->
                        Results.cell(
                            cell.scenario(),
                            result.target(cell.target()).orElseThrow(),
                            dev.runsc.conformance.result.Outcome.PASSED,
                            ""))
                .toList(),
            List.of(),
            List.of());
    Reports.write(result, List.of(earlier), directory.resolve("page"));
    Files.createDirectories(SCREENSHOTS);
  }

  private static String browse(String... args) throws Exception {
    Path profile = Files.createTempDirectory(directory, "profile-");
    Path out = Files.createTempFile(directory, "out-", ".txt");
    List<String> command = new ArrayList<>(List.of(browser));
    command.addAll(
        List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--user-data-dir=" + profile));
    command.addAll(List.of(args));
    command.add("file://" + directory.resolve("page/report.html"));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("the browser ends").isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return Files.readString(out);
  }

  @ParameterizedTest
  @CsvSource({
    "desktop-light, 1280, 1800, 0",
    "desktop-dark,  1280, 1800, 1",
    "phone-light,    390, 2600, 0",
    "phone-dark,     390, 2600, 1"
  })
  void page_isDrawn(String name, int width, int height, int scheme) throws Exception {
    Path image = SCREENSHOTS.resolve(name + ".png");
    Files.deleteIfExists(image);

    // The blink setting is 0 for dark and 1 for light.
    browse(
        "--window-size=" + width + "," + height,
        "--blink-settings=preferredColorScheme=" + (1 - scheme),
        "--screenshot=" + image);

    var pixels = ImageIO.read(image.toFile());
    assertThat(pixels.getWidth()).isEqualTo(width);
    int corner = pixels.getRGB(2, 2) & 0xff;
    assertThat(corner).as("the background").matches(blue -> scheme == 1 ? blue < 60 : blue > 240);
  }

  @Test
  void page_isReadByTheBrowserAndNeedsNoScript() throws Exception {
    String dom = browse("--dump-dom");

    assertThat(dom).contains("<mark>null</mark>", "History", "id=\"f-bad\"", "<svg").doesNotContain("<script");
  }
}
