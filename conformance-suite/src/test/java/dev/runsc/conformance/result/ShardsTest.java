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

package dev.runsc.conformance.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runsc.conformance.run.Suite;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardsTest {

  @ParameterizedTest
  @CsvSource({"state.missing,2", "list.empty,4", "run.exit-status,3"})
  void scenario_staysInItsShard(String id, int shard) {
    assertThat(
            IntStream.rangeClosed(1, 8).filter(index -> new Shards(8, Set.of(index)).contains(id)))
        .as("pipelines on other machines count on it: never change how a shard is chosen")
        .containsExactly(shard);
  }

  @Test
  void shards_divideTheScenariosWithoutRest() {
    List<String> all = new Suite().scenarios().stream().map(ScenarioInfo::id).toList();

    List<String> divided =
        IntStream.rangeClosed(1, 8)
            .mapToObj(index -> Shards.parse(index + "/8"))
            .flatMap(shard -> all.stream().filter(shard::contains))
            .toList();

    assertThat(divided).containsExactlyInAnyOrderElementsOf(all);
    assertThat(all).allMatch(Shards.ALL::contains);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", "0/8", "9/8", "1/0", "a/b", "1/8/2", "-1/8"})
  void whatIsNoShard_isRefused(String text) {
    assertThatThrownBy(() -> Shards.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(".*(is not a shard: write I/N|there is no shard).*");
  }

  @Test
  void union_tellsWhatIsMissing() {
    Shards some = Shards.parse("1/4").and(Shards.parse("4/4"));

    assertThat(some.missing()).containsExactly(2, 3);
    assertThat(some).hasToString("1,4/4");
    assertThatThrownBy(() -> some.and(Shards.ALL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("one was run as 4 shards, another as 1");
  }
}
