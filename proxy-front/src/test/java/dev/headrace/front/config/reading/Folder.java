package dev.headrace.front.config.reading;

import dev.headrace.front.config.Configuration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder with a configuration, to be written piece by piece. */
final class Folder {
    private final Path path;

    Folder(Path path) {
        this.path = path;
        write("headrace.yaml", "");
        write("tenants/.keep", "");
    }

    Path file() {
        return path.resolve("headrace.yaml");
    }

    Folder write(String name, String text) {
        try {
            Files.createDirectories(path.resolve(name).getParent());
            Files.writeString(path.resolve(name), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Folder delete(String name) {
        try {
            Files.delete(path.resolve(name));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A tenant with these hosts, as a list in YAML, and one upstream. */
    Folder tenant(String name, String hosts) {
        return write("tenants/" + name + ".yaml", "hosts: " + hosts + "\nupstreams: {main: {servers: [http://a]}}\n");
    }

    Configuration read() throws ConfigurationException {
        return Configurations.read(file()).configuration();
    }

    /** What is wrong, in lines, with this folder left out. */
    List<String> problems() {
        try {
            Configurations.read(file());
            return List.of();
        } catch (ConfigurationException e) {
            return lines(e.problems());
        }
    }

    List<String> lines(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.toString().replace(path + "/", ""))
                .toList();
    }
}
