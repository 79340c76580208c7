package dev.headrace.front.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    private static final Path EXAMPLE =
            Path.of(System.getProperty("headrace.root", ".."), "docs/example-configuration");

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    private Path folder;

    @Test
    void example_isAllRight() {
        Path file = EXAMPLE.resolve("headrace.yaml");

        assertThat(Outcome.of("check", file.toString()))
                .isEqualTo(
                        new Outcome(0, file + ": all right; 3 listeners, 2 tenants (1 with rewriting), 5 hosts\n", ""));
    }

    @Test
    void mistakes_areLinesForEditors() throws IOException {
        Path tenants = Files.createDirectory(folder.resolve("tenants"));
        Path file = Files.writeString(folder.resolve("headrace.yaml"), "workers: x\n");
        Files.writeString(tenants.resolve("t.yaml"), "host: [a]\n");

        assertThat(Outcome.of("check", file.toString())).isEqualTo(new Outcome(2, "", """
                        %1$s/headrace.yaml:1:10: workers should be a whole number, not "x"
                        %1$s/tenants/t.yaml:1:1: "hosts" is missing
                        %1$s/tenants/t.yaml:1:1: unknown key "host" in this file; did you mean "hosts"?
                        """.formatted(folder)));
    }

    @Test
    void fileThatIsNotThere_cannotBeRead() {
        assertThat(Outcome.of("check", "no-such.yaml"))
                .isEqualTo(new Outcome(1, "", "headrace: no-such.yaml: no such file\n"));
        assertThat(Outcome.of("check", folder.toString()).err())
                .isEqualTo("headrace: " + folder + ": is a directory\n");
    }
}
