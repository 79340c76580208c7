package dev.headrace.front.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentsTest {
    private static final String[] GARBLED = {"--append", "\uFFFD\uFFFD", ""};

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    private Path folder;

    @Test
    void arguments_areReadAgainAsUtf8() throws IOException {
        Path commandLine = Files.writeString(folder.resolve("cmdline"), "java\0Main\0--append\0é\0\0");

        assertThat(Arguments.reread(GARBLED, commandLine)).containsExactly("--append", "é", "");
    }

    @Test
    void arguments_stayAsTheyAre_whenTheSystemDoesNotShowThem() throws IOException {
        Path latin1 = Files.write(folder.resolve("cmdline"), new byte[] {(byte) 0xE9, 0});

        assertThat(Arguments.reread(GARBLED, folder.resolve("no-such"))).isSameAs(GARBLED);
        assertThat(Arguments.reread(GARBLED, latin1)).isSameAs(GARBLED);
    }
}
