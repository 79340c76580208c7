package dev.headrace.front.server;

import java.util.ArrayList;
import java.util.List;

/** Requests that two parsers could understand in two ways, or that are none, by the section that says so. */
final class MalformedCases {
    /** Another request that is hidden in the content of some. */
    static final String HIDDEN = "GET /hidden HTTP/1.1\r\nHost: shop.example\r\n\r\n";

    private static final String HOST = "Host: shop.example\r\n";
    private static final String[] CONTROLS = {"\0", "\1", "\7", "\b", "\u000b", "\f", "\u001b", "\u007f"};

    /**
     * A request.
     *
     * @param section that it is against
     * @param request its bytes
     * @param statuses that it may be answered by; empty if it may pass in a form that has one meaning
     */
    record Case(String section, String request, List<Integer> statuses) {
        @Override
        public String toString() {
            String shown = request.replace("\r", "\\r").replace("\n", "\\n");
            StringBuilder visible = new StringBuilder(section).append(": ");
            shown.chars()
                    .limit(120)
                    .forEach(c -> visible.append(c < ' ' || c > '~' ? String.format("\\x%02x", c) : "" + (char) c));
            return visible.toString();
        }
    }

    private final List<Case> cases = new ArrayList<>();

    private MalformedCases() {}

    static List<Case> all() {
        MalformedCases all = new MalformedCases();
        all.requestLines();
        all.targets();
        all.fieldNames();
        all.fieldValues();
        all.hosts();
        all.contentLengths();
        all.transferCodings();
        all.chunks();
        all.lineEnds();
        return all.cases;
    }

    private void refused(String section, String request, Integer... statuses) {
        cases.add(new Case(section, request, statuses.length == 0 ? List.of(400) : List.of(statuses)));
    }

    private void harmless(String section, String request) {
        cases.add(new Case(section, request, List.of()));
    }

    private void requestLines() {
        String section = "RFC 9112 §3";
        for (String line : List.of(
                "GET /case HTTP/1.1 x",
                "GET /case",
                "GET  HTTP/1.1",
                "GET HTTP/1.1",
                "\tGET /case HTTP/1.1",
                "GET /case HTTP/1.1 ",
                "GET /case HTTP/1.1\t",
                "GET /ca se HTTP/1.1",
                "GET /case\u00a0HTTP/1.1",
                "GET,POST /case HTTP/1.1",
                "G\"T /case HTTP/1.1",
                "G(T /case HTTP/1.1",
                "G:T /case HTTP/1.1",
                "G\u00c4T /case HTTP/1.1",
                "G\0T /case HTTP/1.1",
                "GET /case HTTP/1.1HTTP/1.1",
                "/case GET HTTP/1.1")) {
            refused(section, line + "\r\n" + HOST + "\r\n");
        }
        // Words may be told from each other by any white space (RFC 9112 §3), but leave with one space between them.
        for (String line : List.of(
                " GET /case HTTP/1.1",
                "GET\t/case\tHTTP/1.1",
                "GET /case\tHTTP/1.1",
                "GET /case  HTTP/1.1",
                "GET  /case HTTP/1.1",
                "GET\u000b/case HTTP/1.1",
                "GET\f/case HTTP/1.1",
                "GET /case\rHTTP/1.1")) {
            harmless(section, line + "\r\n" + HOST + "\r\n");
        }
        for (String version : List.of(
                "HTTP/1.2",
                "HTTP/2.0",
                "HTTP/3",
                "HTTP/0.9",
                "HTTP/1.10",
                "HTTP/1.01",
                "HTTP/01.1",
                "HTTP/1",
                "HTTP/1.",
                "HTTP/.1",
                "HTTP/11",
                "HTTP/1,1",
                "HTP/1.1",
                "HTTP1.1",
                "HTTP/-1.1",
                "HTTP/1.1.1",
                "RTSP/1.0",
                "ICAP/1.0",
                "1.1",
                "HTTP/1.\u0661")) {
            refused("RFC 9112 §2.3", "GET /case " + version + "\r\n" + HOST + "\r\n", 400, 505);
        }
        harmless("RFC 9112 §2.3", "GET /case http/1.1\r\n" + HOST + "\r\n");
        refused("RFC 9110 §9.3.6", "CONNECT shop.example:443 HTTP/1.1\r\n" + HOST + "\r\n", 501);
        refused("RFC 9110 §9.3.8", "TRACE /case HTTP/1.1\r\n" + HOST + "\r\n", 501);
    }

    private void targets() {
        String section = "RFC 9112 §3.2";
        for (String target : List.of(
                "case",
                "shop.example",
                "shop.example:80",
                "*",
                "/case#fragment",
                "ftp://shop.example/case",
                "file:///etc/passwd",
                "http:/case",
                "http:case",
                "http:",
                "://shop.example/case",
                "/\u00e4",
                "/case\u007f",
                "/case\u0001",
                "/case\0",
                "http://user@shop.example/case",
                "http://user:secret@shop.example/case",
                "http://shop.example:port/case",
                "http://shop.example:123456/case",
                "http://shop.example\\@other.example/case",
                "http://sh%6fp.example/case",
                "http://[::1/case",
                "http://shop.example#@other.example/",
                "?q",
                "#",
                "\\case")) {
            refused(section, "GET " + target + " HTTP/1.1\r\n" + HOST + "\r\n");
        }
    }

    private void fieldNames() {
        String section = "RFC 9112 §5.1";
        for (String before : List.of(" ", "\t", "\u000b", "\f", "\0", "\r", "\u00a0", "\u0085")) {
            refused(section, "GET /case HTTP/1.1\r\n" + HOST + "X-Field" + before + ": 1\r\n\r\n");
            refused(section, post("Content-Length" + before + ": " + HIDDEN.length() + "\r\n", HIDDEN));
            refused(section, post("Transfer-Encoding" + before + ": chunked\r\n", "0\r\n\r\n"));
        }
        for (char c : "\"(),/;<=>?@[\\]{}".toCharArray()) {
            refused("RFC 9110 §5.6.2", "GET /case HTTP/1.1\r\n" + HOST + "X" + c + "Field: 1\r\n\r\n");
        }
        for (String control : CONTROLS) {
            refused("RFC 9110 §5.1", "GET /case HTTP/1.1\r\n" + HOST + "X" + control + "Field: 1\r\n\r\n");
        }
        refused(section, "GET /case HTTP/1.1\r\n" + HOST + ": 1\r\n\r\n");
        refused(section, "GET /case HTTP/1.1\r\n" + HOST + "X-Field\r\n\r\n");
        refused(section, "GET /case HTTP/1.1\r\n" + HOST + "X\u00e4: 1\r\n\r\n");
        refused("RFC 9112 §2.2", "GET /case HTTP/1.1\r\n " + HOST + HOST + "\r\n");
        refused("RFC 9112 §2.2", "GET /case HTTP/1.1\r\n\tX: 1\r\n" + HOST + "\r\n");
    }

    private void fieldValues() {
        for (String control : List.of("\0", "\r", "\u000b", "\f")) {
            refused("RFC 9110 §5.5", "GET /case HTTP/1.1\r\n" + HOST + "X-Field: a" + control + "b\r\n\r\n");
            refused("RFC 9110 §5.5", "GET /case HTTP/1.1\r\n" + HOST + "X-Field: a" + control + "\r\n\r\n");
        }
        harmless("RFC 9112 §5.2", "GET /case HTTP/1.1\r\n" + HOST + "X-Field: a\r\n b\r\n\r\n");
        harmless("RFC 9112 §5.2", "GET /case HTTP/1.1\r\n" + HOST + "X-Field: a\r\n\tContent-Length: 5\r\n\r\n");
        harmless("RFC 9110 §5.5", "GET /case HTTP/1.1\r\n" + HOST + "X-Field: \u00e4\r\n\r\n");
    }

    private void hosts() {
        String section = "RFC 9112 §3.2";
        refused(section, "GET /case HTTP/1.1\r\n\r\n");
        refused(section, "GET /case HTTP/1.1\r\n" + HOST + HOST + "\r\n");
        refused(section, "GET /case HTTP/1.1\r\n" + HOST + "host: other.example\r\n\r\n");
        for (String host : List.of(
                "shop.example, other.example",
                "shop.example other.example",
                "shop.example/",
                "shop.example/path",
                "http://shop.example",
                "user@shop.example",
                "shop.example@other.example",
                "shop.example:port",
                "shop.example:123456",
                "shop.example:-1",
                "shop.example:80:80",
                "shop.example?",
                "shop.example#",
                "shop.example\\",
                "sh\"op.example",
                "sh%6fp.example",
                "sh\u00f6p.example",
                "[::1",
                "::1]",
                "[::g]",
                "[::1]x",
                "shop.example;",
                "<shop.example>",
                "shop\tcexample",
                "shop.example:8\t0",
                "a".repeat(256))) {
            refused(section, "GET /case HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        }
    }

    private void contentLengths() {
        String section = "RFC 9112 §6.3";
        String length = String.valueOf(HIDDEN.length());
        for (String value : List.of(
                "+" + length,
                "-" + length,
                "-0",
                length + " " + length,
                length + ", 0",
                "0, " + length,
                "0," + length,
                length + ",",
                "," + length,
                length + "x",
                "x" + length,
                "0x2d",
                "1e1",
                length + ".0",
                "99999999999999999999",
                "9223372036854775808",
                "\"" + length + "\"",
                length + ";",
                "\u0664\u0665",
                "0\0",
                "")) {
            refused(section, post("Content-Length: " + value + "\r\n", HIDDEN));
        }
        refused(section, post("Content-Length: 0\r\nContent-Length: " + length + "\r\n", HIDDEN));
        refused(section, post("Content-Length: " + length + "\r\nContent-Length: 0\r\n", HIDDEN));
        refused(section, post("Content-Length: 1\r\ncontent-length: 2\r\n", "xy"));
        harmless(section, post("Content-Length: 00004\r\n", "abcd"));
        harmless(section, "GET /case HTTP/1.1\r\n" + HOST + "Content-Length: " + HIDDEN.length() + "\r\n\r\n" + HIDDEN);
    }

    private void transferCodings() {
        String section = "RFC 9112 §6.1";
        String chunked = "Transfer-Encoding: chunked\r\n";
        refused(section, post("Content-Length: 4\r\n" + chunked, "0\r\n\r\n" + HIDDEN));
        refused(section, post(chunked + "Content-Length: 4\r\n", "0\r\n\r\n" + HIDDEN));
        refused(section, post(chunked + "Content-Length: 0\r\n", "0\r\n\r\n"));
        refused(section, post(chunked + chunked, "0\r\n\r\n"), 400, 501);
        refused(section, post(chunked + "Transfer-Encoding: identity\r\n", "0\r\n\r\n"), 400, 501);
        refused(section, post("Transfer-Encoding: identity\r\n" + chunked, "0\r\n\r\n"), 400, 501);
        refused(section, "POST /case HTTP/1.0\r\n" + HOST + chunked + "\r\n0\r\n\r\n");
        for (String value : List.of(
                "identity",
                "gzip",
                "gzip, chunked",
                "chunked, gzip",
                "chunked, chunked",
                "chunked,",
                ",chunked",
                "chunked, identity",
                "identity, chunked",
                "xchunked",
                "chunkedx",
                "\"chunked\"",
                "'chunked'",
                "chunked;q=1",
                "chunked;",
                "chun ked",
                "chunked chunked",
                "chunked\u00a0",
                "\u000bchunked",
                "chunked\u000b",
                "chunked\0",
                "x",
                "cow",
                "")) {
            refused(section, post("Transfer-Encoding: " + value + "\r\n", "0\r\n\r\n"), 400, 501);
            if (!value.isEmpty()) {
                refused(
                        section,
                        post("Transfer-Encoding: " + value + "\r\nContent-Length: 5\r\n", "0\r\n\r\n"),
                        400,
                        501);
            }
        }
        harmless(section, post("transfer-encoding: CHUNKED\r\n", "0\r\n\r\n"));
        harmless(section, post("Transfer-Encoding:chunked\r\n", "0\r\n\r\n"));
        harmless(section, post("Transfer-Encoding:   chunked  \r\n", "0\r\n\r\n"));
    }

    private void chunks() {
        String section = "RFC 9112 §7.1";
        for (String content : List.of(
                "x\r\nabc\r\n0\r\n\r\n",
                "-1\r\nabc\r\n0\r\n\r\n",
                "+3\r\nabc\r\n0\r\n\r\n",
                "0x3\r\nabc\r\n0\r\n\r\n",
                "3 3\r\nabc\r\n0\r\n\r\n",
                "\r\nabc\r\n0\r\n\r\n",
                ";\r\nabc\r\n0\r\n\r\n",
                "3\r\nabcd\r\n0\r\n\r\n",
                "3\r\nabcde0\r\n\r\n",
                "3\r\nabc0\r\n\r\n",
                "3\r\nabcxx0\r\n\r\n",
                "FFFFFFFFFFFFFFFFF\r\nabc\r\n0\r\n\r\n",
                "80000000\r\nabc\r\n0\r\n\r\n\r\n\r\n\r\n",
                "3\0\r\nabc\r\n0\r\n\r\n",
                "3\nabc\r\n0\r\n\r\n",
                "3;a\nb\r\nabc\r\n0\r\n\r\n",
                "3;\n\r\nabc\r\n0\r\n\r\n",
                "3\rabc\r\n0\r\n\r\n",
                "3\r\nabc\n0\r\n\r\n",
                "3\r\nabc\r0\r\n\r\n")) {
            refused(section, post("Transfer-Encoding: chunked\r\n", content));
        }
        refused(section, post("Transfer-Encoding: chunked\r\n", "0\r\nX : 1\r\n\r\n"));
        refused(section, post("Transfer-Encoding: chunked\r\n", "0\r\nX\0: 1\r\n\r\n"));
        harmless(section, post("Transfer-Encoding: chunked\r\n", "0\r\nX: 1\r\n\r\n"));
        harmless(section, post("Transfer-Encoding: chunked\r\n", "3;a=b\r\nabc\r\n0\r\n\r\n"));
        harmless(section, post("Transfer-Encoding: chunked\r\n", "0003\r\nabc\r\n0\r\n\r\n"));
        harmless(section, post("Transfer-Encoding: chunked\r\n", "a\r\n0123456789\r\n0\r\n\r\n"));
    }

    private void lineEnds() {
        String section = "RFC 9112 §2.2";
        refused(section, "GET /case HTTP/1.1\r\nHost: shop.example\rX: 1\r\n\r\n");
        refused(section, "GET /case HTTP/1.1\r" + HOST + "\r\n");
        refused(section, "GET /case HTTP/1.1\r\r\n" + HOST + "\r\n");
        refused(section, post("Content-Length: 5\rTransfer-Encoding: chunked\r\n", "0\r\n\r\n"));
        harmless(section, "\r\nGET /case HTTP/1.1\r\n" + HOST + "\r\n");
        refused(section, "GET /case HTTP/1.1\n" + HOST + "\r\n");
        refused(section, "GET /case HTTP/1.1\r\nHost: shop.example\n\r\n");
        refused(section, "GET /case HTTP/1.1\r\nHost: shop.example\nX: 1\n\n");
    }

    private static String post(String fields, String content) {
        return "POST /case HTTP/1.1\r\n" + HOST + fields + "\r\n" + content;
    }
}
