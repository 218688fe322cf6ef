package dev.runsc.conformance.diff;

import java.util.List;
import java.util.Locale;

/**
 * A field of a command's JSON that came, went, or has another type.
 *
 * @param command the command
 * @param path where the field is: {@code $[].status}
 * @param before its types in the first; empty if it is not there
 * @param after its types in the second; empty if it is not there
 */
public record ShapeChange(String command, String path, List<String> before, List<String> after) {

  /** In words. */
  public String show() {
    String place = command + ": " + path;
    if (before.isEmpty()) {
      return place + " is new (" + types(after) + ")";
    }
    return after.isEmpty()
        ? place + " is gone (was " + types(before) + ")"
        : place + " is " + types(after) + ", was " + types(before);
  }

  private static String types(List<String> types) {
    return String.join(" or ", types).toLowerCase(Locale.ROOT);
  }
}
