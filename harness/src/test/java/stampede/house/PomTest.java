package stampede.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Every version is a property of the root pom, and nowhere else is any. */
@Timeout(60)
class PomTest {
  @Test
  void modulesNameNoVersions() {
    List<Path> modules =
        Repository.files("pom.xml").stream().filter(pom -> pom.getNameCount() == 2).toList();
    assertThat(modules).hasSizeGreaterThanOrEqualTo(6);
    assertThat(modules).allSatisfy(pom -> assertThat(versions(Repository.text(pom))).isEmpty());
  }

  @Test
  void theRootPinsEveryVersionByAProperty() {
    assertThat(versions(Repository.text(Path.of("pom.xml"))))
        .isNotEmpty()
        .allMatch(version -> version.matches("\\$\\{[\\w.-]+}|\\[.*\\)"));
  }

  @Test
  void aVersionInAModuleIsFound() {
    assertThat(
            versions(
                "<project><parent><version>1</version></parent><dependencies><dependency>"
                    + "<version>2.1</version></dependency></dependencies></project>"))
        .containsExactly("2.1");
  }

  @Test
  void everyDependencyAndPluginHasItsReason() {
    String reasons = Repository.text(Path.of("docs/adr/0002-dependencies.md"));
    List<String> ours = elements(Repository.text(Path.of("pom.xml")), "module");
    assertThat(elements(Repository.text(Path.of("pom.xml")), "artifactId"))
        .filteredOn(name -> !ours.contains(name) && !name.equals("stampede"))
        .hasSizeGreaterThan(20)
        .allMatch(name -> reasons.contains("`" + name + "`"));
  }

  /** Every version but the project's own and its parent's. */
  private static List<String> versions(String pom) {
    return nodes(pom, "version").stream()
        .filter(version -> !version.getParentNode().getNodeName().matches("parent|project"))
        .map(Node::getTextContent)
        .toList();
  }

  private static List<String> elements(String pom, String name) {
    return nodes(pom, name).stream().map(Node::getTextContent).toList();
  }

  private static List<Node> nodes(String pom, String name) {
    try {
      NodeList found =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(pom)))
              .getElementsByTagName(name);
      return IntStream.range(0, found.getLength()).mapToObj(found::item).toList();
    } catch (Exception e) {
      throw new AssertionError("cannot read a pom", e);
    }
  }
}
