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

package dev.runsc.conformance.report;

import dev.runsc.conformance.result.Cell;
import dev.runsc.conformance.result.Drift;
import dev.runsc.conformance.result.Outcome;
import dev.runsc.conformance.result.RunResult;
import dev.runsc.conformance.result.TargetInfo;
import dev.runsc.conformance.targets.Targets;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The report that CI systems read: a test suite for each target, a test case for each scenario. */
final class JUnitReport {

  private final XMLStreamWriter xml;
  private final RunResult result;

  private JUnitReport(XMLStreamWriter xml, RunResult result) {
    this.xml = xml;
    this.result = result;
  }

  static String of(RunResult result) {
    StringWriter out = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
      new JUnitReport(xml, result).write();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return out.toString();
  }

  private void write() throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuites");
    attribute("name", "runsc conformance");
    attribute("time", seconds(result.elapsed()));
    for (TargetInfo target : result.targets()) {
      suite(target);
    }
    for (Targets.Refused refused : result.refused()) {
      refused(refused);
    }
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void suite(TargetInfo target) throws XMLStreamException {
    List<Cell> cells =
        result.cells().stream().filter(cell -> cell.target().equals(target.name())).toList();
    line("testsuite");
    attribute("name", target.name());
    attribute("timestamp", result.started().toString());
    attribute("tests", Integer.toString(cells.size()));
    attribute("failures", count(cells, Kind.FAILURE));
    attribute("errors", count(cells, Kind.ERROR));
    attribute("skipped", count(cells, Kind.SKIPPED));
    Duration total = cells.stream().map(Cell::elapsed).reduce(Duration.ZERO, Duration::plus);
    attribute("time", seconds(total));
    for (Cell cell : cells) {
      testCase(cell);
    }
    end();
  }

  private enum Kind {
    NONE,
    FAILURE,
    ERROR,
    SKIPPED
  }

  private Kind kind(Cell cell) {
    Outcome outcome = result.shown(cell);
    if (outcome == Outcome.PASSED) {
      return Kind.NONE;
    }
    if (outcome.expected()) {
      return Kind.SKIPPED;
    }
    return outcome.finding() ? Kind.FAILURE : Kind.ERROR;
  }

  private String count(List<Cell> cells, Kind kind) {
    return Long.toString(cells.stream().filter(cell -> kind(cell) == kind).count());
  }

  private void testCase(Cell cell) throws XMLStreamException {
    line("testcase");
    attribute("classname", cell.target());
    attribute("name", cell.scenario());
    attribute("time", seconds(cell.elapsed()));
    Kind kind = kind(cell);
    if (kind != Kind.NONE) {
      Outcome outcome = result.shown(cell);
      Optional<String> drift =
          result
              .drift(cell.scenario(), cell.target())
              .map(Drift::show)
              .map(lines -> String.join("\n", lines));
      String text =
          List.of(cell.message(), drift.orElse(""), cell.detail()).stream()
              .filter(part -> !part.isEmpty())
              .collect(Collectors.joining("\n\n"));
      line(kind.name().toLowerCase(Locale.ROOT));
      attribute("message", outcome.text() + ": " + firstLine(text));
      if (kind != Kind.SKIPPED) {
        attribute("type", outcome.name());
        xml.writeCharacters(legal(text));
      }
      xml.writeEndElement();
    }
    end();
  }

  private void refused(Targets.Refused refused) throws XMLStreamException {
    boolean skipped = refused.problem() == Targets.Problem.NOT_RUN;
    line("testsuite");
    attribute("name", refused.name());
    attribute("tests", "1");
    attribute("failures", "0");
    attribute("errors", skipped ? "0" : "1");
    attribute("skipped", skipped ? "1" : "0");
    line("testcase");
    attribute("classname", refused.name());
    attribute("name", "target");
    line(skipped ? "skipped" : "error");
    attribute("message", refused.reason());
    xml.writeEndElement();
    end();
    end();
  }

  private void line(String element) throws XMLStreamException {
    xml.writeCharacters("\n");
    xml.writeStartElement(element);
  }

  private void end() throws XMLStreamException {
    xml.writeCharacters("\n");
    xml.writeEndElement();
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, legal(value));
  }

  private static String firstLine(String text) {
    return Objects.requireNonNullElse(text.lines().findFirst().orElse(null), "");
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1000.0);
  }

  /** XML has no way to write most control characters. */
  private static String legal(String text) {
    return text.codePoints()
        .map(
            c ->
                c == '\n'
                        || c == '\t'
                        || (c >= 0x20 && c != 0x7f && c < 0xd800)
                        || c > 0xffff
                        || (c >= 0xe000 && c <= 0xfffd)
                    ? c
                    : 0xfffd)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
