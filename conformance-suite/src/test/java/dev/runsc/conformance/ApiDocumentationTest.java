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

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.SinceTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExportsTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is exported says what it is for, since when it is there, and what threads may do with it.
 * Doclint, in {@code verify}, sees to the rest: parameters, results, exceptions.
 */
class ApiDocumentationTest {
  private static final Path ROOT =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("..").normalize();

  /** Values by their kind, or without state. */
  private static final Set<Tree.Kind> NOTHING_TO_SHARE =
      Set.of(Tree.Kind.RECORD, Tree.Kind.ENUM, Tree.Kind.ANNOTATION_TYPE);

  private static final Pattern THREADS =
      Pattern.compile("thread|immutable|no state|parallel", Pattern.CASE_INSENSITIVE);

  @ParameterizedTest
  @ValueSource(strings = {"runsc-client", "fake-runsc", "runsc-testkit"})
  void exportedTypes_tellPurposeAndSinceAndThreadSafety(String module) throws IOException {
    Path sources = ROOT.resolve(module).resolve("src/main/java");

    List<String> missing = new ArrayList<>();
    int seen = 0;
    for (String name : exported(sources.resolve("module-info.java"))) {
      Api api = new Api(sources.resolve(name.replace('.', '/')));
      seen += api.types;
      missing.addAll(api.missing);
    }

    assertThat(seen).isGreaterThan(5);
    assertThat(missing).isEmpty();
  }

  private static List<String> exported(Path moduleInfo) throws IOException {
    List<String> packages = new ArrayList<>();
    for (CompilationUnitTree unit : task(List.of(moduleInfo)).parse()) {
      unit.getModule().getDirectives().stream()
          .filter(ExportsTree.class::isInstance)
          .map(ExportsTree.class::cast)
          .filter(exports -> exports.getModuleNames() == null)
          .forEach(exports -> packages.add(exports.getPackageName().toString()));
    }
    assertThat(packages).as("exports of %s", moduleInfo).isNotEmpty();
    return packages;
  }

  private static JavacTask task(List<Path> files) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var manager = compiler.getStandardFileManager(null, null, null);
    return (JavacTask)
        compiler.getTask(
            null,
            manager,
            null,
            List.of("-proc:none"),
            null,
            manager.getJavaFileObjectsFromPaths(files));
  }

  /** The public types of one package, and what their comments lack. */
  private static final class Api extends TreePathScanner<Void, Void> {
    private final List<String> missing = new ArrayList<>();
    private final DocTrees docs;
    private int types;

    Api(Path directory) throws IOException {
      List<Path> files;
      try (Stream<Path> all = Files.list(directory)) {
        files = all.filter(file -> file.toString().endsWith(".java")).sorted().toList();
      }
      JavacTask task = task(files);
      docs = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        scan(new TreePath(unit), null);
      }
    }

    @Override
    public Void visitPackage(PackageTree tree, Void nothing) {
      DocCommentTree comment = docs.getDocCommentTree(getCurrentPath());
      if (isPackageInfo() && (comment == null || !comment.toString().contains("tart with"))) {
        missing.add(
            tree.getPackageName() + ": its package-info says where to start (Start with …)");
      }
      return null;
    }

    private boolean isPackageInfo() {
      return getCurrentPath()
          .getCompilationUnit()
          .getSourceFile()
          .isNameCompatible("package-info", javax.tools.JavaFileObject.Kind.SOURCE);
    }

    @Override
    public Void visitClass(ClassTree tree, Void nothing) {
      if (!isPublic(tree)) {
        return null;
      }
      types++;
      DocCommentTree comment = docs.getDocCommentTree(getCurrentPath());
      if (comment == null) {
        missing.add(name() + ": a Javadoc comment");
        return super.visitClass(tree, nothing);
      }
      boolean topLevel = getCurrentPath().getParentPath().getLeaf() instanceof CompilationUnitTree;
      if (topLevel && comment.getBlockTags().stream().noneMatch(SinceTree.class::isInstance)) {
        missing.add(name() + ": @since");
      }
      if (!NOTHING_TO_SHARE.contains(tree.getKind())
          && !THREADS.matcher(comment.toString()).find()) {
        missing.add(name() + ": whether it is thread-safe");
      }
      return super.visitClass(tree, nothing);
    }

    /** A member of an interface is public without saying so. */
    private boolean isPublic(ClassTree tree) {
      return tree.getModifiers().getFlags().contains(Modifier.PUBLIC)
          || getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.INTERFACE;
    }

    private String name() {
      List<String> names = new ArrayList<>();
      for (Tree tree : getCurrentPath()) {
        if (tree instanceof ClassTree type) {
          names.add(0, type.getSimpleName().toString());
        }
      }
      return names.stream().collect(joining("."));
    }
  }
}
