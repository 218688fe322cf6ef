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

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * {@code features}: what an OCI runtime can do, and every flag that an annotation can set (gVisor's
 * {@code runsc/specutils/specutils.go}, 20260525.0 and later).
 *
 * <p>The order of the capabilities, which changes with each call of the real one, is the alphabet's
 * here.
 */
final class FeaturesModel {
  private static final String CONTAINER_NAME_REMAP = "dev.gvisor.container-name-remap.";
  private static final String ROOTFS_UPPER_TAR = "dev.gvisor.tar.rootfs.upper";
  private static final String SECCOMP = "dev.gvisor.internal.seccomp.";
  private static final String TPU = "dev.gvisor.internal.tpuproxy";
  private static final String CPU_FEATURES = "dev.gvisor.internal.cpufeatures";

  private final Session session;

  FeaturesModel(Session session) {
    this.session = session;
  }

  Outcome features() {
    Map<String, String> annotations = new TreeMap<>();
    List<String> unsafe =
        new ArrayList<>(
            List.of(CONTAINER_NAME_REMAP, ROOTFS_UPPER_TAR, SECCOMP, TPU, CPU_FEATURES));
    unsafe.forEach(name -> annotations.put(name, ""));
    annotations.put(SECCOMP + "cont", "RuntimeDefault");
    for (Catalog.Flag flag : FlagAnnotations.flags(session.profile().catalog())) {
      String name = FlagAnnotations.PREFIX + flag.name();
      annotations.put(name, flag.defaultText());
      if (!flag.mayBeAnnotated()) {
        unsafe.add(name);
      }
    }
    return Outcome.success(
        Templates.of("features.json")
            .replace("@VERSION@", GoText.json(session.profile().ociVersion()))
            .replace("@CAPABILITIES@", list(6, Capabilities.names()))
            .replace(
                "@ANNOTATIONS@",
                annotations.entrySet().stream()
                    .map(one -> GoText.json(one.getKey()) + ": " + GoText.json(one.getValue()))
                    .collect(separated(4)))
            .replace("@UNSAFE@", list(4, unsafe)));
  }

  private static String list(int indent, Collection<String> names) {
    return names.stream().sorted().map(GoText::json).collect(separated(indent));
  }

  private static Collector<CharSequence, ?, String> separated(int indent) {
    return Collectors.joining(",\n" + " ".repeat(indent));
  }
}
