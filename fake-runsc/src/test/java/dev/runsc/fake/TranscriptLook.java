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

import com.grack.nanojson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the transcripts' observers saw, seen again. */
final class TranscriptLook {
  private static final Pattern KLOG =
      Pattern.compile("[IWDE]\\d{4} \\d\\d:\\d\\d:\\d\\d\\.\\d{6} +\\d+ [a-z_]+\\.go:\\d+\\] (.*)");

  private TranscriptLook() {}

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void makeDirectory(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path executable(Path file, String script) {
    write(file, "#!/bin/sh\n" + script);
    if (!file.toFile().setExecutable(true)) {
      throw new AssertionError(file);
    }
    return file;
  }

  /** A file of {@code --log}. */
  static Map<String, Object> log(Path file) {
    String text = read(file);
    Map<String, Object> seen = new HashMap<>();
    seen.put("exists", true);
    seen.put("log", text);
    seen.put("ends-with-newline", text.isEmpty() ? null : text.endsWith("\n"));
    seen.put("mode", mode(file));
    return seen;
  }

  static String mode(Path file) {
    try {
      return Integer.toOctalString((Integer) Files.getAttribute(file, "unix:mode") & 07777);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files below a directory, however deep; null if it is missing. */
  static @Nullable List<String> tree(Path directory) {
    if (!Files.exists(directory)) {
      return null;
    }
    try (var files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What kind of lines the only debug log in a directory has; nothing if there is no log. */
  static Map<String, Object> debugLog(Path directory) {
    List<String> files = tree(directory);
    if (files == null || files.isEmpty()) {
      return Map.of();
    }
    List<String> lines = read(directory.resolve(files.get(0))).lines().toList();
    Map<String, Object> seen = new HashMap<>();
    boolean klog = lines.stream().allMatch(line -> KLOG.matcher(line).matches());
    boolean json =
        lines.stream().allMatch(line -> TranscriptText.parse(line) instanceof JsonObject);
    seen.put("klog", klog);
    seen.put("json", json);
    seen.put("keys", json ? keys(lines) : List.of());
    seen.put("last", klog ? KLOG.matcher(lines.get(lines.size() - 1)).replaceFirst("$1") : null);
    return seen;
  }

  private static List<String> keys(List<String> lines) {
    TreeSet<String> keys = new TreeSet<>();
    for (String line : lines) {
      if (TranscriptText.parse(line) instanceof JsonObject object) {
        keys.addAll(object.keySet());
      }
    }
    return List.copyOf(keys);
  }

  /** A table as Go's tabwriter lays it out: header, rows, and the least width of a cell. */
  static Map<String, Object> table(String text, int least, boolean sorted) {
    List<List<String>> rows = new ArrayList<>();
    text.lines().forEach(line -> rows.add(List.of(line.split(" {2,}", -1))));
    List<List<String>> shown = new ArrayList<>(rows.subList(1, rows.size()));
    shown.replaceAll(row -> masked(rows.get(0), row));
    if (sorted) {
      shown.sort((a, b) -> order(a).compareTo(order(b)));
    }
    boolean asGo = laidOut(rows, least).equals(text);
    return Map.of(
        "layout",
        asGo ? "tabwriter(minwidth=" + least + ", padding=3)" : "another: " + text,
        "header",
        rows.get(0),
        "rows",
        shown);
  }

  /** A first process of a container before the others. */
  private static String order(List<String> row) {
    String name = row.get(row.size() - 1);
    return (name.equals("sh") ? "0" : "1") + (row.get(2).equals("0") ? "0" : "1") + row;
  }

  private static List<String> masked(List<String> header, List<String> row) {
    List<String> masked = new ArrayList<>(row);
    for (int i = 0; i < row.size(); i++) {
      String cell = row.get(i);
      String mask =
          switch (header.get(i)) {
            case "PID" -> cell.equals("-1") ? cell : "PID";
            case "PPID" -> cell.equals("0") ? cell : "PPID";
            case "PGID", "C" -> header.get(i);
            case "STIME" -> cell.replaceFirst("\\d\\d:\\d\\d", "HH:MM");
            case "TIME" -> cell.replaceFirst("[0-9.m]+s", "CPU");
            case "CREATED" -> cell.replaceFirst("\\d{4}-.*[Z0-9]", "TIME");
            default -> cell;
          };
      masked.set(i, mask);
    }
    return masked;
  }

  private static String laidOut(List<List<String>> rows, int least) {
    StringBuilder out = new StringBuilder();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        int column = i;
        int widest = rows.stream().mapToInt(one -> one.get(column).length()).max().orElse(0);
        int width = Math.max(least, widest + 3);
        String cell = row.get(i);
        out.append(i == row.size() - 1 ? cell : cell + " ".repeat(width - cell.length()));
      }
      out.append('\n');
    }
    return out.toString();
  }

  /** The types of a JSON value. */
  static Object shape(@Nullable Object value) {
    if (value instanceof Map<?, ?> object) {
      Map<String, Object> shape = new HashMap<>();
      object.forEach((key, one) -> shape.put(String.valueOf(key), shape(one)));
      return shape;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(TranscriptLook::shape).toList();
    }
    return value == null
        ? "NoneType"
        : value instanceof String ? "str" : value instanceof Number ? "int" : lower(value);
  }

  private static String lower(Object value) {
    return value.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
