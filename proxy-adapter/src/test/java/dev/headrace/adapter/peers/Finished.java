package dev.headrace.adapter.peers;

import java.io.IOException;
import java.io.InputStream;
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
@SuppressWarnings("ArrayRecordComponent") // Taken as it is, by one reader.
record Finished(int exit, byte[] out, String errors) {
    private static final String MOST_SECONDS = "120";

    /** Reads what a program writes, while it writes it. */
    interface Reader {
        byte[] read(InputStream out) throws IOException;
    }

    static Finished run(List<String> command) throws IOException, InterruptedException {
        return run(command, InputStream::readAllBytes);
    }

    static Finished run(List<String> command, Reader reader) throws IOException, InterruptedException {
        List<String> limited = new ArrayList<>(List.of("timeout", MOST_SECONDS));
        limited.addAll(command);
        Path errors = Files.createTempFile("headrace", ".err");
        Process process =
                new ProcessBuilder(limited).redirectError(errors.toFile()).start();
        try {
            process.getOutputStream().close();
            byte[] out = reader.read(process.getInputStream());
            int exit = process.waitFor();
            return new Finished(exit, out, Files.readString(errors, StandardCharsets.ISO_8859_1));
        } finally {
            process.destroy();
            Files.delete(errors);
        }
    }

    String text() {
        return new String(out, StandardCharsets.UTF_8);
    }
}
