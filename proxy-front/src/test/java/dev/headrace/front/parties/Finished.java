package dev.headrace.front.parties;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that has ended.
 *
 * @param exit its exit code; 124 if it did not end by itself
 * @param out what it wrote to standard output
 * @param errors what it wrote to standard error
 */
record Finished(int exit, String out, String errors) {
    private static final String MOST_SECONDS = "100";

    static Finished run(List<String> command) throws IOException, InterruptedException {
        List<String> limited = new ArrayList<>(List.of("timeout", MOST_SECONDS));
        limited.addAll(command);
        Path errors = Files.createTempFile("headrace", ".err");
        Process process =
                new ProcessBuilder(limited).redirectError(errors.toFile()).start();
        try {
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            return new Finished(exit, out, Files.readString(errors, StandardCharsets.ISO_8859_1));
        } finally {
            process.destroy();
            Files.delete(errors);
        }
    }
}
