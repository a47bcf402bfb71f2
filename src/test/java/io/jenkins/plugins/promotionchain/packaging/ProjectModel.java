package io.jenkins.plugins.promotionchain.packaging;

import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;

/** What the build's {@code pom.xml} says, by the paths of its elements. */
record ProjectModel(Document pom) {

    static ProjectModel ofThisProject() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        return new ProjectModel(factory.newDocumentBuilder()
                .parse(projectDirectory().resolve("pom.xml").toFile()));
    }

    static Path projectDirectory() {
        return Path.of(System.getProperty("promotionchain.basedir"));
    }

    String value(String path) throws Exception {
        return XPathFactory.newInstance().newXPath().evaluate("/project/" + path, pom);
    }
}
