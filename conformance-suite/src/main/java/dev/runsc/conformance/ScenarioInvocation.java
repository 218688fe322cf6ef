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

package dev.runsc.conformance;

import dev.runsc.RunscException;
import dev.runsc.conformance.result.Cell;
import dev.runsc.conformance.result.Deviation;
import dev.runsc.conformance.result.Outcome;
import dev.runsc.conformance.targets.Target;
import dev.runsc.conformance.transcript.Transcript;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/**
 * Runs one scenario on one target, cleans up after it, and judges what came of it.
 *
 * <p>The result is noted on the {@link Bench}. JUnit is told the same: an expected deviation or a
 * missing capability aborts the test, everything else that is not a pass fails it.
 */
final class ScenarioInvocation implements ParameterResolver, InvocationInterceptor {

  private final Bench bench;
  private final ScenarioCase scenario;
  private final Target target;

  ScenarioInvocation(Bench bench, ScenarioCase scenario, Target target) {
    this.bench = bench;
    this.scenario = scenario;
    this.target = target;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Subject.class || scenario.row().filter(type::isInstance).isPresent();
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Subject.class
        ? bench.newSubject(target, scenario.info())
        : scenario.row().orElseThrow();
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> invocationContext,
      ExtensionContext context)
      throws Throwable {
    Subject subject = subject(invocationContext.getArguments());
    long begin = System.nanoTime();
    Optional<String> missing = scenario.info().missing(target);
    @Nullable Throwable thrown = missing.isPresent() ? skip(invocation) : proceed(invocation);
    Transcript transcript = subject.transcript();
    List<String> strayed = subject.target().bodyEnded();
    List<String> problems = bench.cleanUp(subject);
    Judgement judgement =
        missing
            .map(reason -> new Judgement(Outcome.NOT_APPLICABLE, reason))
            .orElseGet(() -> judge(thrown, strayed, problems));
    subject.target().leave(judgement.outcome());
    bench.report(
        new Cell(
            scenario.id(),
            target.name(),
            judgement.outcome(),
            judgement.message(),
            thrown == null ? "" : stackTrace(thrown),
            Duration.ofNanos(System.nanoTime() - begin),
            transcript));
    tell(judgement, thrown);
  }

  private Subject subject(List<Object> arguments) {
    for (Object argument : arguments) {
      if (argument instanceof Subject subject) {
        return subject;
      }
    }
    String message = "the method of " + scenario.id() + " takes no Subject as parameter";
    bench.report(
        new Cell(
            scenario.id(),
            target.name(),
            Outcome.SUITE_ERROR,
            message,
            "",
            Duration.ZERO,
            Transcript.EMPTY));
    throw new IllegalStateException(message);
  }

  private record Judgement(Outcome outcome, String message) {}

  private static @Nullable Throwable skip(Invocation<@Nullable Void> invocation) {
    invocation.skip();
    return null;
  }

  private static @Nullable Throwable proceed(Invocation<@Nullable Void> invocation) {
    try {
      invocation.proceed();
      return null;
    } catch (Throwable e) {
      if (e instanceof VirtualMachineError fatal) {
        throw fatal;
      }
      return e;
    }
  }

  private Judgement judge(@Nullable Throwable thrown, List<String> strayed, List<String> problems) {
    if (!problems.isEmpty()) {
      String message = String.join("\n", problems);
      return new Judgement(
          Outcome.SUITE_ERROR, thrown == null ? message : message + "\nafter: " + thrown);
    }
    if (!strayed.isEmpty()) {
      String message = String.join("\n", strayed);
      return new Judgement(
          Outcome.FAILED, thrown == null ? message : message + "\nafter: " + thrown.getMessage());
    }
    Optional<Deviation> deviation = bench.deviations().find(scenario.id(), target.release());
    if (thrown == null) {
      return deviation.map(ScenarioInvocation::passed).orElse(new Judgement(Outcome.PASSED, ""));
    }
    String message = String.valueOf(thrown.getMessage()).strip();
    if (thrown instanceof EnvironmentException) {
      return new Judgement(Outcome.ENVIRONMENT_ERROR, message);
    }
    if (thrown instanceof AssertionError || thrown instanceof RunscException) {
      if (deviation.isEmpty()) {
        return new Judgement(Outcome.FAILED, message);
      }
      Deviation declared = deviation.get();
      return declared.explains(message)
          ? deviates(declared)
          : new Judgement(
              Outcome.FAILED,
              message
                  + "\nIt is declared to fail, but with: "
                  + String.join(", or ", declared.failures()));
    }
    return new Judgement(Outcome.SUITE_ERROR, thrown.toString());
  }

  private static Judgement passed(Deviation declared) {
    return declared.sometimes()
        ? deviates(declared)
        : new Judgement(
            Outcome.UNEXPECTED_PASS,
            "it is declared to fail (" + declared.reason() + "), and it passes");
  }

  private static Judgement deviates(Deviation declared) {
    return new Judgement(
        Outcome.EXPECTED_DEVIATION, declared.reason() + " (" + declared.reference() + ")");
  }

  private static void tell(Judgement judgement, @Nullable Throwable thrown) {
    if (judgement.outcome() == Outcome.PASSED) {
      return;
    }
    String text = judgement.outcome().text() + ": " + judgement.message();
    if (judgement.outcome().expected()) {
      throw new TestAbortedException(text);
    }
    throw new AssertionError(text, thrown);
  }

  private static String stackTrace(Throwable thrown) {
    StringWriter out = new StringWriter();
    thrown.printStackTrace(new PrintWriter(out));
    return out.toString();
  }
}
