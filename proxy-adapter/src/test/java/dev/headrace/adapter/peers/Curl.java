package dev.headrace.adapter.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What curl made of a response.
 *
 * @param exit curl's exit code
 * @param status the status code; 0 if there was no response
 * @param fields the header fields, by their names in lower case
 * @param body the content, as curl wrote it
 * @param errors what curl said
 */
@SuppressWarnings("ArrayRecordComponent") // Taken as it is, by one reader.
record Curl(int exit, int status, SortedMap<String, String> fields, byte[] body, String errors) {
    /** RFC 9112 §8, as curl puts it: a partial file, or a failure to receive. */
    static final List<Integer> CUT_OFF = List.of(18, 56);

    /** An HTTP/2 stream that was not closed cleanly. */
    static final int STREAM_RESET = 92;

    static Curl get(Protocol protocol, String url, String... options) throws IOException, InterruptedException {
        return get(InputStream::readAllBytes, protocol, url, options);
    }

    static Curl get(Finished.Reader reader, Protocol protocol, String url, String... options)
            throws IOException, InterruptedException {
        Path head = Files.createTempFile("headrace", ".head");
        try {
            List<String> command = command(protocol, options);
            command.addAll(List.of("--dump-header", head.toString(), url));
            Finished finished = Finished.run(command, reader);
            return of(finished, Files.readString(head, StandardCharsets.ISO_8859_1));
        } finally {
            Files.delete(head);
        }
    }

    /** A command line that reads no configuration of whoever runs it. */
    static List<String> command(Protocol protocol, String... options) {
        List<String> command =
                new ArrayList<>(List.of("/usr/bin/curl", "--disable", "--silent", "--show-error", "--noproxy", "*"));
        command.addAll(protocol.curl());
        command.addAll(List.of(options));
        return command;
    }

    private static Curl of(Finished finished, String head) {
        TreeMap<String, String> fields = new TreeMap<>();
        int status = 0;
        for (String line : head.split("\r\n", -1)) {
            int colon = line.indexOf(':');
            if (line.startsWith("HTTP/")) {
                status = Integer.parseInt(line.split(" ", -1)[1]);
                fields.clear();
            } else if (colon > 0) {
                fields.merge(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip(),
                        (one, other) -> one + ", " + other);
            }
        }
        return new Curl(finished.exit(), status, fields, finished.out(), finished.errors());
    }

    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /** Fails unless curl took the response for complete. */
    Curl complete() {
        assertThat(exit).as(errors).isZero();
        return this;
    }

    /** Fails unless this is a complete document, rewritten into these bytes. */
    Curl rewritten(byte[] expected) {
        complete();
        assertThat(field("headrace")).isEqualTo("rewritten");
        assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo(new String(expected, StandardCharsets.UTF_8));
        assertThat(body).isEqualTo(expected);
        return this;
    }
}
