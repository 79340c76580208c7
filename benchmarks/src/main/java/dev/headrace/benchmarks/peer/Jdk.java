package dev.headrace.benchmarks.peer;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A JDK to run on.
 *
 * @param feature 17, 25 and so on
 * @param version in full, with who made it
 */
public record Jdk(Path home, int feature, String version) {
    /** The first JDK for which the Vector API is asked. */
    private static final int VECTOR_API_FROM = 25;

    /** Reads what the JDK in this folder says of itself. */
    public static Jdk in(Path home) throws IOException {
        Properties release = new Properties();
        try (Reader in = Files.newBufferedReader(home.resolve("release"))) {
            release.load(in);
        }
        String number = plain(release, "JAVA_VERSION");
        String full = release.containsKey("JAVA_RUNTIME_VERSION") ? plain(release, "JAVA_RUNTIME_VERSION") : number;
        int feature = Integer.parseInt(number.split("[.+-]", 2)[0]);
        return new Jdk(home, feature, plain(release, "IMPLEMENTOR") + " " + full);
    }

    /** The flags with which Headrace has the Vector API on this JDK; none where it does without. */
    public List<String> vectorFlags() {
        return feature >= VECTOR_API_FROM ? List.of("--add-modules", "jdk.incubator.vector") : List.of();
    }

    /** A command that runs a main class of this class path. */
    public List<String> command(List<String> flags, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin/java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    @Override
    public String toString() {
        return "JDK " + feature;
    }

    private static String plain(Properties release, String name) {
        return release.getProperty(name, "").replace("\"", "");
    }
}
