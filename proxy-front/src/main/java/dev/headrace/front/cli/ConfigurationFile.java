package dev.headrace.front.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the configuration is. */
final class ConfigurationFile {
    static final String DESCRIPTION =
            "the configuration; ./headrace.yaml if not given, or else /etc/headrace/headrace.yaml";

    private static final Path HERE = Path.of("headrace.yaml");
    private static final Path SYSTEM = Path.of("/etc/headrace/headrace.yaml");

    private ConfigurationFile() {}

    static Path find(@Nullable String file) throws IOException {
        Path path = file != null ? InputFile.existing(file) : Files.exists(HERE) ? HERE : SYSTEM;
        if (!Files.exists(path)) {
            throw new NoSuchFileException(file != null ? file : HERE + " and " + SYSTEM);
        }
        return path;
    }
}
