package io.jenkins.plugins.promotionchain.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The built {@code .hpi}, its bundled jars unpacked into a directory as Jenkins does it. */
record PluginArchive(Path file, Path directory) {

    /** Where the plugin's own classes are packed. */
    static final String PLUGIN_JAR = "WEB-INF/lib/promotion-chain.jar";

    /** Unpacks the archive that the build has just made. */
    static PluginArchive unpack(Path directory) throws IOException {
        Path file = Path.of(System.getProperty("promotionchain.hpi"));
        try (JarFile hpi = new JarFile(file.toFile())) {
            for (JarEntry entry : (Iterable<JarEntry>) hpi.stream()::iterator) {
                if (!entry.isDirectory()) {
                    Path target = directory.resolve(entry.getName());
                    Files.createDirectories(target.getParent());
                    try (InputStream content = hpi.getInputStream(entry)) {
                        Files.copy(content, target);
                    }
                }
            }
        }
        return new PluginArchive(file, directory);
    }

    /** The names of all files in the archive. */
    List<String> files() throws IOException {
        return filesIn(file);
    }

    /** The names of all files in the plugin's jar. */
    List<String> pluginFiles() throws IOException {
        return filesIn(pluginJar());
    }

    /** The names of all classes of the plugin, by the files that hold them. */
    List<String> pluginClasses() throws IOException {
        return pluginFiles().stream()
                .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
                .map(name ->
                        name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                .toList();
    }

    /** The bundled jars, the plugin's own among them. */
    List<Path> jars() throws IOException {
        return files().stream()
                .filter(name -> name.endsWith(".jar"))
                .map(directory::resolve)
                .toList();
    }

    /** What Jenkins reads to know the plugin. */
    Attributes manifest() throws IOException {
        return manifestOf(file);
    }

    /** What Jenkins reads to know whether a class belongs to a plugin. */
    Attributes pluginManifest() throws IOException {
        return manifestOf(pluginJar());
    }

    /** The content of a file of the plugin's jar. */
    byte[] pluginFile(String name) throws IOException {
        try (JarFile jar = new JarFile(pluginJar().toFile());
                InputStream content = jar.getInputStream(jar.getJarEntry(name))) {
            return content.readAllBytes();
        }
    }

    /** Loads the classes of the archive from the archive only; the caller closes it. */
    PluginClassLoader classes() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars()) {
            urls.add(url(jar));
        }
        return new PluginClassLoader(urls, getClass().getClassLoader());
    }

    static List<String> filesIn(Path jar) throws IOException {
        try (JarFile opened = new JarFile(jar.toFile())) {
            return opened.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(JarEntry::getName)
                    .toList();
        }
    }

    private Path pluginJar() {
        return directory.resolve(PLUGIN_JAR);
    }

    private static Attributes manifestOf(Path jar) throws IOException {
        try (JarFile opened = new JarFile(jar.toFile())) {
            return opened.getManifest().getMainAttributes();
        }
    }

    private static URL url(Path jar) throws MalformedURLException {
        return jar.toUri().toURL();
    }
}
