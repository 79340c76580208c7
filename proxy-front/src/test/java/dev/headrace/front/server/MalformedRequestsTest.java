package dev.headrace.front.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.front.server.MalformedCases.Case;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is malformed or has two meanings is refused, or passed on in a form that has one. The origin reads as strictly as the
 * standard allows, and keeps what it has read.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(30)
class MalformedRequestsTest {
    private static final String NEXT = "GET /next HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n";
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");

    private final List<String> seen = new ArrayList<>();

    /** What the origin has seen in all cases together, and what it may have seen. */
    private final List<String> allSeen = new ArrayList<>();

    private final List<String> allExpected = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // Made before the first test.
    private TestOrigin origin;

    @SuppressWarnings("NullAway.Init") // Made before the first test.
    private Front front;

    @SuppressWarnings("NullAway.Init") // Made before the first test.
    private InetSocketAddress address;

    static List<Case> cases() {
        return MalformedCases.all();
    }

    @BeforeAll
    void start() throws IOException {
        origin = new TestOrigin(connection -> {
            String request = StrictReader.read(connection);
            while (request != null) {
                synchronized (seen) {
                    seen.add(request);
                    allSeen.add(request);
                }
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                request = StrictReader.read(connection);
            }
        });
        front = Fronts.of(origin.origin());
        address = front.listen(Fronts.anywhere());
    }

    @AfterAll
    void stop() throws IOException {
        front.close();
        origin.close();
        synchronized (seen) {
            // Nothing of a case that was refused came later.
            assertThat(allSeen).containsExactlyElementsOf(allExpected);
        }
    }

    @Test
    void there_are_enough() {
        assertThat(cases()).hasSizeGreaterThan(200).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void malformed_isRefusedOrHasOneMeaning(Case malformed) throws IOException {
        synchronized (seen) {
            seen.clear();
        }
        String got;
        try (RawClient client = new RawClient(address)) {
            client.send(malformed.request() + NEXT);
            got = client.readAll();
        }
        List<Integer> statuses = statuses(got);
        synchronized (seen) {
            if (malformed.statuses().isEmpty()) {
                assertThat(statuses).containsExactly(200, 200);
                assertThat(seen).hasSize(2);
                assertThat(seen.get(0)).contains(" /case ");
                assertThat(seen.get(1)).startsWith("GET /next ");
                allExpected.addAll(seen);
            } else {
                assertThat(statuses).hasSize(1);
                assertThat(malformed.statuses()).contains(statuses.get(0));
                assertThat(seen).isEmpty();
            }
        }
    }

    private static List<Integer> statuses(String got) {
        List<Integer> statuses = new ArrayList<>();
        Matcher matcher = STATUS.matcher(got);
        while (matcher.find()) {
            statuses.add(Integer.valueOf(matcher.group(1)));
        }
        return statuses;
    }

    /** Takes only what the standard's grammar allows, so that nothing has two meanings. */
    private static final class StrictReader {
        private static final Pattern LINE = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+ /[!-~]* HTTP/1\\.1");
        private static final Pattern FIELD =
                Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*([\\t -~\\x80-\\xff]*)");

        /** A request's line and content; null if the connection ended before the request did. */
        static @Nullable String read(TestOrigin.Connection connection) throws IOException {
            String line = line(connection);
            if (line == null) {
                return null;
            }
            if (!LINE.matcher(line).matches()) {
                return "no request line: " + line;
            }
            int hosts = 0;
            List<String> lengths = new ArrayList<>();
            List<String> codings = new ArrayList<>();
            for (String field = line(connection); field != null && !field.isEmpty(); field = line(connection)) {
                Matcher matcher = FIELD.matcher(field);
                if (!matcher.matches()) {
                    return "no field: " + field;
                }
                switch (matcher.group(1).toLowerCase(Locale.ROOT)) {
                    case "host" -> hosts++;
                    case "content-length" -> lengths.add(matcher.group(2));
                    case "transfer-encoding" -> codings.add(matcher.group(2));
                    default -> {}
                }
            }
            if (hosts != 1 || lengths.size() + codings.size() > 1) {
                return "two meanings: " + line;
            }
            if (!codings.isEmpty() && !codings.get(0).equals("chunked")) {
                return "no coding: " + codings;
            }
            String length = lengths.isEmpty() ? "0" : lengths.get(0);
            if (!length.matches("[0-9]{1,9}")) {
                return "no length: " + length;
            }
            String content = codings.isEmpty() ? content(connection, Integer.parseInt(length)) : chunks(connection);
            return content == null ? null : line + content;
        }

        private static @Nullable String chunks(TestOrigin.Connection connection) throws IOException {
            StringBuilder all = new StringBuilder(" ");
            while (true) {
                String size = line(connection);
                if (size == null) {
                    return null;
                }
                if (!size.matches("[0-9a-fA-F]{1,7}")) {
                    return " no chunk: " + size;
                }
                int length = Integer.parseInt(size, 16);
                if (length == 0) {
                    for (String field = line(connection); field != null && !field.isEmpty(); field = line(connection)) {
                        if (!FIELD.matcher(field).matches()) {
                            return " no trailer: " + field;
                        }
                    }
                    return all.toString();
                }
                String content = content(connection, length);
                String end = line(connection);
                if (content == null || end == null) {
                    return null;
                }
                if (!end.isEmpty()) {
                    return " no end of a chunk: " + end;
                }
                all.append(content);
            }
        }

        private static @Nullable String content(TestOrigin.Connection connection, int length) throws IOException {
            byte[] content = new byte[length];
            for (int i = 0; i < length; i++) {
                int next = connection.read();
                if (next < 0) {
                    return null;
                }
                content[i] = (byte) next;
            }
            return new String(content, ISO_8859_1);
        }

        /** A line that ends as lines must. */
        private static @Nullable String line(TestOrigin.Connection connection) throws IOException {
            StringBuilder line = new StringBuilder();
            int next = connection.read();
            while (next >= 0 && next != '\r' && next != '\n') {
                line.append((char) next);
                next = connection.read();
            }
            if (next < 0) {
                return line.isEmpty() ? null : "an end in the middle of " + line;
            }
            return next == '\r' && connection.read() == '\n' ? line.toString() : "a bare line end behind " + line;
        }
    }
}
