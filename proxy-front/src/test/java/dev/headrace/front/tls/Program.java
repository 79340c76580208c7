package dev.headrace.front.tls;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of this machine, run to its end. */
final class Program {
    private static final int MAX_SECONDS = 20;

    private Program() {}

    static String run(Path folder, List<String> command) throws IOException, InterruptedException {
        return run(folder, command, "");
    }

    /** Gives what it writes to both outputs. */
    static String run(Path folder, List<String> command, String input) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // It has ended without reading its input.
        }
        if (!process.waitFor(MAX_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(command + " did not end: " + Files.readString(output));
        }
        return Files.readString(output, StandardCharsets.ISO_8859_1);
    }
}
