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

package dev.runsc.testkit;

import dev.runsc.fake.Invocation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Words the failures of assertions on a log of calls. */
final class InvocationFailures {
  private final List<Invocation> log;

  /**
   * @param log all calls, in the order in which they began
   */
  InvocationFailures(List<Invocation> log) {
    this.log = log;
  }

  /** A call that comes close, and what it has instead. */
  private record Candidate(Invocation invocation, List<Difference> differences) {
    boolean isOfAnotherCommand(InvocationPattern pattern) {
      return pattern.isOfAnotherCommand(invocation);
    }

    String text() {
      return "#"
          + invocation.index()
          + ": "
          + differences.stream().map(Difference::text).collect(Collectors.joining(", "));
    }
  }

  String none(InvocationPattern pattern) {
    if (log.isEmpty()) {
      return text(List.of(pattern), "to contain:", "but there was none");
    }
    Candidate closest = closest(pattern, log).orElseThrow();
    return closestText(
        pattern, "to contain:", closest, "but none matched; closest is " + closest.text());
  }

  String count(InvocationPattern pattern, String wanted, List<Invocation> found) {
    String expectation = "to contain " + wanted + ":";
    String reason = "but found it " + times(found.size()) + ": " + indexes(found);
    List<Invocation> others = new ArrayList<>(log);
    others.removeAll(found);
    Optional<Candidate> closest =
        closest(pattern, others).filter(candidate -> !candidate.isOfAnotherCommand(pattern));
    return closest
        .map(
            other ->
                closestText(
                    pattern, expectation, other, reason + "; closest other is " + other.text()))
        .orElseGet(() -> text(List.of(pattern), expectation, reason));
  }

  String unwanted(InvocationPattern pattern, List<Invocation> found) {
    return text(
        List.of(pattern),
        "not to contain:",
        "but found it " + times(found.size()) + ": " + indexes(found));
  }

  /** The first {@code matched} patterns were found in order, the last of them at {@code after}. */
  String order(List<InvocationPattern> patterns, int matched, Optional<Invocation> after) {
    InvocationPattern missing = patterns.get(matched);
    List<Invocation> elsewhere = log.stream().filter(missing::matches).toList();
    String reason;
    if (after.isEmpty()) {
      reason =
          closest(missing, log)
              .map(candidate -> "but there is no " + missing + "; closest is " + candidate.text())
              .orElse("but there was none");
    } else {
      reason = "but after #" + after.get().index() + " there is no " + missing;
      if (!elsewhere.isEmpty()) {
        reason += ", only at " + indexes(elsewhere);
      }
    }
    return text(patterns, "to contain in this order:", reason);
  }

  String exactly(List<InvocationPattern> patterns) {
    for (int i = 0; i < Math.min(patterns.size(), log.size()); i++) {
      List<Difference> differences = patterns.get(i).differences(log.get(i));
      if (!differences.isEmpty()) {
        return text(
            patterns,
            "to be exactly:",
            "but differ at " + new Candidate(log.get(i), differences).text());
      }
    }
    String reason =
        log.size() > patterns.size()
            ? "but " + indexes(log.subList(patterns.size(), log.size())) + " came as well"
            : "but ended before " + patterns.get(log.size());
    return text(patterns, "to be exactly:", reason);
  }

  String relation(
      InvocationPattern subject,
      String relation,
      InvocationPattern other,
      Invocation offender,
      Invocation offended) {
    return heading(globalFlags(List.of(subject, other)))
        + "to contain each of:\n"
        + lines(List.of(subject))
        + relation
        + " each of:\n"
        + lines(List.of(other))
        + "but #"
        + offender.index()
        + " is not "
        + relation
        + " #"
        + offended.index();
  }

  String sequence(List<InvocationPattern> patterns) {
    int most = 0;
    String reason = log.isEmpty() ? "but there was none" : "but there is no " + patterns.get(0);
    for (int i = 0; i < log.size(); i++) {
      int length = 0;
      while (length < patterns.size()
          && i + length < log.size()
          && patterns.get(length).matches(log.get(i + length))) {
        length++;
      }
      if (length > most) {
        most = length;
        reason =
            "but directly after #"
                + log.get(i + length - 1).index()
                + (i + length < log.size()
                    ? " comes #" + log.get(i + length).index()
                    : " comes nothing")
                + " instead of "
                + patterns.get(length);
      }
    }
    return text(patterns, "to contain directly one after the other:", reason);
  }

  String neverAfter(
      InvocationPattern subject,
      InvocationPattern earlier,
      Invocation offender,
      Invocation offended) {
    return heading(globalFlags(List.of(subject, earlier)))
        + "to contain none of:\n"
        + lines(List.of(subject))
        + "after any of:\n"
        + lines(List.of(earlier))
        + "but #"
        + offender.index()
        + " is after #"
        + offended.index();
  }

  String others(List<InvocationPattern> patterns, List<Invocation> others) {
    return text(patterns, "to contain nothing but:", "but found " + indexes(others) + " as well");
  }

  String unsatisfied(InvocationPattern pattern, Invocation offender, AssertionError failure) {
    return text(
        List.of(pattern),
        "to satisfy the requirements in each:",
        "but #" + offender.index() + " does not: " + String.valueOf(failure.getMessage()).strip());
  }

  private String closestText(
      InvocationPattern pattern, String expectation, Candidate closest, String reason) {
    Mark mark = closest.differences.get(0).mark();
    return "\nExpecting invocations:\n"
        + new InvocationLog(log, pattern.globalFlags()).table(closest.invocation, mark)
        + expectation
        + "\n"
        + lines(List.of(pattern))
        + reason;
  }

  private String text(List<InvocationPattern> patterns, String expectation, String reason) {
    return heading(globalFlags(patterns)) + expectation + "\n" + lines(patterns) + reason;
  }

  private String heading(Set<String> globalFlags) {
    return "\nExpecting invocations:\n" + new InvocationLog(log, globalFlags).table();
  }

  private static Set<String> globalFlags(List<InvocationPattern> patterns) {
    Set<String> names = new LinkedHashSet<>();
    patterns.forEach(pattern -> names.addAll(pattern.globalFlags()));
    return names;
  }

  private static String lines(List<InvocationPattern> patterns) {
    return patterns.stream().map(pattern -> "  " + pattern + "\n").collect(Collectors.joining());
  }

  /** The call with the fewest differences; of several the last, which is likely to be the one. */
  private static Optional<Candidate> closest(
      InvocationPattern pattern, List<Invocation> invocations) {
    Comparator<Candidate> nearness =
        Comparator.<Candidate>comparingInt(
                candidate -> candidate.isOfAnotherCommand(pattern) ? 1 : 0)
            .thenComparingInt(candidate -> candidate.differences.size())
            .thenComparing(candidate -> -candidate.invocation.index());
    return invocations.stream()
        .map(invocation -> new Candidate(invocation, pattern.differences(invocation)))
        .filter(candidate -> !candidate.differences.isEmpty())
        .min(nearness);
  }

  static String times(int count) {
    return count == 1 ? "once" : count + " times";
  }

  private static String indexes(List<Invocation> invocations) {
    String first =
        invocations.stream()
            .limit(10)
            .map(invocation -> "#" + invocation.index())
            .collect(Collectors.joining(", "));
    return invocations.size() > 10 ? first + " and " + (invocations.size() - 10) + " more" : first;
  }
}
