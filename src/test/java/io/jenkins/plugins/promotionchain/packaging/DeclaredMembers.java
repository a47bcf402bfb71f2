package io.jenkins.plugins.promotionchain.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the stand-in declarations declare, in the words of docs/jenkins-api.md. */
final class DeclaredMembers {

    private DeclaredMembers() {}

    /** The visible members of every visible stand-in by its name, nested ones included. */
    static SortedMap<String, SortedSet<String>> ofTheStandIns(Path sources) throws IOException {
        SortedMap<String, SortedSet<String>> members = new TreeMap<>();
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> load(sources.relativize(file)))
                    .flatMap(type -> Stream.concat(Stream.of(type), Arrays.stream(type.getDeclaredClasses())))
                    .filter(type -> Modifier.isPublic(type.getModifiers()))
                    .forEach(type -> members.put(type.getCanonicalName(), membersOf(type)));
        }
        return members;
    }

    private static Class<?> load(Path source) {
        String name = source.toString().replace(".java", "").replace('/', '.');
        try {
            return Class.forName(name, false, DeclaredMembers.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new UncheckedIOException(new IOException(source + " was not compiled", e));
        }
    }

    private static SortedSet<String> membersOf(Class<?> type) {
        List<String> found = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (isVisible(field)) {
                found.add(field.getName());
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            boolean ofEveryEnum = type.isEnum() && Modifier.isStatic(method.getModifiers());
            if (isVisible(method) && !method.isBridge() && !ofEveryEnum) {
                found.add(method.getName() + parameters(method.getParameterTypes()));
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            boolean inner = type.isMemberClass() && !Modifier.isStatic(type.getModifiers());
            if (isVisible(constructor) && !inner) {
                found.add("new" + parameters(constructor.getParameterTypes()));
            }
        }
        return new TreeSet<>(found);
    }

    private static boolean isVisible(Member member) {
        int modifiers = member.getModifiers();
        return !member.isSynthetic() && (Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers));
    }

    private static String parameters(Class<?>... types) {
        return Arrays.stream(types).map(Class::getSimpleName).collect(Collectors.joining(", ", "(", ")"));
    }
}
