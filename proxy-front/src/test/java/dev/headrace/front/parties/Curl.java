package dev.headrace.front.parties;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
 * @param head all heads as they came, interim responses too
 * @param status the final status code; 0 if there was no response
 * @param fields its header fields, by their names in lower case
 * @param body the content, as UTF-8
 * @param errors what curl said
 */
record Curl(int exit, String head, int status, SortedMap<String, String> fields, String body, String errors) {
    /** RFC 9112 §8, as curl puts it: a partial file, or a failure to receive. */
    static final List<Integer> CUT_OFF = List.of(18, 56);

    /** An HTTP/2 stream that was not closed cleanly. */
    static final int STREAM_RESET = 92;

    /** A connection that ended without any answer. */
    static final int EMPTY_REPLY = 52;

    /** Runs curl, which reads no configuration of whoever runs it. */
    static Curl run(List<String> options) throws IOException, InterruptedException {
        Path head = Files.createTempFile("headrace", ".head");
        try {
            List<String> command = new ArrayList<>(
                    List.of("/usr/bin/curl", "--disable", "--silent", "--show-error", "--noproxy", "*"));
            command.addAll(List.of("--dump-header", head.toString()));
            command.addAll(options);
            return of(Finished.run(command), Files.readString(head, StandardCharsets.ISO_8859_1));
        } finally {
            Files.delete(head);
        }
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
        return new Curl(finished.exit(), head, status, fields, finished.out(), finished.errors());
    }

    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /** Fails unless curl took the response for complete, with this status. */
    Curl is(int expected) {
        assertThat(exit).as(errors).isZero();
        assertThat(status).as(head + body).isEqualTo(expected);
        return this;
    }
}
