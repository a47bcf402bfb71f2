package io.jenkins.plugins.promotionchain.packaging;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Enumeration;
import java.util.List;

/**
 * Finds what Jenkins would find: the Jenkins API in the parent, the plugin and what it bundles in the archive, nothing of
 * the plugin or its libraries anywhere else.
 */
final class PluginClassLoader extends URLClassLoader {

    private static final List<String> BUNDLED = List.of("io.jenkins.plugins.promotionchain.", "com.jcraft.");

    PluginClassLoader(List<URL> jars, ClassLoader jenkins) {
        super(jars.toArray(URL[]::new), jenkins);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (BUNDLED.stream().noneMatch(name::startsWith)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return findResources(name);
    }
}
