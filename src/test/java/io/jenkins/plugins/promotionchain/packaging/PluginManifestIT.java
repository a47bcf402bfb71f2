package io.jenkins.plugins.promotionchain.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The manifests say what Jenkins needs: that of the archive to load the plugin, that of its jar to accept the plugin's
 * classes in what it reads and writes (jenkins.security.ClassFilterImpl asks for Short-Name and Plugin-Version there).
 */
class PluginManifestIT {

    @TempDir
    private Path directory;

    private PluginArchive archive;

    @BeforeEach
    void unpackIt() throws Exception {
        archive = PluginArchive.unpack(directory);
    }

    @ParameterizedTest
    @CsvSource({
        "Group-Id, groupId",
        "Artifact-Id, artifactId",
        "Short-Name, artifactId",
        "Long-Name, name",
        "Url, url",
        "Plugin-Version, version",
        "Implementation-Version, version",
        "Jenkins-Version, properties/jenkins.version",
        "Hudson-Version, properties/jenkins.version",
        "Minimum-Java-Version, properties/maven.compiler.release",
        "Plugin-Dependencies, properties/plugin.dependencies",
        "Plugin-License-Name, licenses/license/name"
    })
    void repeatsTheProjectModelInBothManifests(String attribute, String path) throws Exception {
        String expected = ProjectModel.ofThisProject().value(path);
        assertThat(expected).isNotBlank();
        assertThat(archive.manifest().getValue(attribute)).isEqualTo(expected);
        assertThat(archive.pluginManifest().getValue(attribute)).isEqualTo(expected);
    }

    @Test
    void leavesNoPlaceholder() throws Exception {
        for (Attributes manifest : List.of(archive.manifest(), archive.pluginManifest())) {
            assertThat(manifest.values()).noneMatch(value -> value.toString().contains("${"));
        }
    }

    @Test
    void namesEveryDeveloperWithIdAndAddress() throws Exception {
        assertThat(archive.manifest().getValue("Plugin-Developers").split(","))
                .isNotEmpty()
                .allMatch(developer -> developer.matches("[^:]+:[^:]+:[^:]*"));
    }

    @Test
    void asksForEveryPluginWithALowestVersionAndForNoneTwice() throws Exception {
        List<String> dependencies =
                Arrays.asList(archive.manifest().getValue("Plugin-Dependencies").split(","));
        assertThat(dependencies)
                .allMatch(dependency -> dependency.matches("[a-z0-9-]+:[0-9][^:;]*(;resolution:=optional)?"));
        assertThat(dependencies.stream().map(dependency -> dependency.substring(0, dependency.indexOf(':'))))
                .doesNotHaveDuplicates()
                .doesNotContain("jsch")
                .contains("workflow-step-api", "credentials", "plain-credentials", "ssh-credentials", "json-api");
    }
}
