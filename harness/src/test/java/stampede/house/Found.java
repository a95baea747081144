package stampede.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/** Looks things up in a {@link JavaSource}. */
final class Found {
  /** A named type of a source, with what the rules ask about it. */
  record Type(String name, boolean isPublic, boolean hasJavadoc, boolean isTopLevel) {}

  /** A method of a source. */
  record Method(String name, int line, int lines) {}

  private Found() {}

  /** Every class, interface, record and enum with a name, at any depth. */
  static List<Type> types(JavaSource source) {
    List<Type> types = new ArrayList<>();
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitClass(ClassTree tree, Void nothing) {
        if (!tree.getSimpleName().isEmpty()) {
          types.add(type(source, tree, getCurrentPath()));
        }
        return super.visitClass(tree, null);
      }
    }.scan(source.unit(), null);
    return types;
  }

  private static Type type(JavaSource source, ClassTree tree, TreePath path) {
    boolean topLevel = path.getParentPath().getLeaf() instanceof CompilationUnitTree;
    return new Type(
        tree.getSimpleName().toString(),
        tree.getModifiers().getFlags().contains(Modifier.PUBLIC),
        source.trees().getDocComment(path) != null,
        topLevel);
  }

  /** Every method and constructor that is written out. */
  static List<Method> methods(JavaSource source) {
    List<Method> methods = new ArrayList<>();
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitMethod(MethodTree tree, Void nothing) {
        if (tree.getBody() != null && position(source, tree, false) >= 0) {
          int first = line(source, tree, false);
          int last = line(source, tree, true);
          methods.add(new Method(tree.getName().toString(), first, last - first + 1));
        }
        return super.visitMethod(tree, null);
      }
    }.scan(source.unit(), null);
    return methods;
  }

  /** Every place where {@code pattern} occurs in code: not in comments, not in literals. */
  static List<String> inCode(JavaSource source, String pattern) {
    return matches(CodeText.withoutCommentsAndLiterals(source.text()), pattern);
  }

  /** Every place where {@code pattern} occurs at all. */
  static List<String> anywhere(JavaSource source, String pattern) {
    return matches(source.text(), pattern);
  }

  private static List<String> matches(String text, String pattern) {
    List<String> found = new ArrayList<>();
    Matcher matcher = Pattern.compile(pattern, Pattern.MULTILINE).matcher(text);
    while (matcher.find()) {
      long line = text.substring(0, matcher.start()).lines().count();
      found.add("line " + Math.max(1, line) + ", " + matcher.group().strip());
    }
    return found;
  }

  private static int line(JavaSource source, Tree tree, boolean end) {
    return (int) source.unit().getLineMap().getLineNumber(position(source, tree, end));
  }

  private static long position(JavaSource source, Tree tree, boolean end) {
    var positions = source.trees().getSourcePositions();
    return end
        ? positions.getEndPosition(source.unit(), tree)
        : positions.getStartPosition(source.unit(), tree);
  }
}
