package dev.runsc.conformance.diff;

import dev.runsc.conformance.result.Cell;
import dev.runsc.conformance.result.RunResult;
import dev.runsc.conformance.result.TargetInfo;
import java.util.Optional;

/**
 * One of the two that are compared: a target in a result.
 *
 * @param result the result
 * @param target the target, which is one of the result's
 */
public record Side(RunResult result, TargetInfo target) {

  /** What came of a scenario. */
  public Optional<Cell> cell(String scenario) {
    return result.cell(scenario, target.name());
  }

  /** The release, or the name where there is none. */
  public String label() {
    return target.release().map(Object::toString).orElse(target.name());
  }
}
