package stampede.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.w3c.dom.Element;
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

  /** Every version but the project's own and its parent's. */
  private static List<String> versions(String pom) {
    try {
      NodeList elements =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(pom)))
              .getElementsByTagName("version");
      List<String> versions = new ArrayList<>();
      for (int i = 0; i < elements.getLength(); i++) {
        Element version = (Element) elements.item(i);
        if (!version.getParentNode().getNodeName().matches("parent|project")) {
          versions.add(version.getTextContent());
        }
      }
      return versions;
    } catch (Exception e) {
      throw new AssertionError("cannot read a pom", e);
    }
  }
}
