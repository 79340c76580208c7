package dev.headrace.front.parties;

import java.util.List;

/** What a client speaks with the front. */
enum Protocol {
    HTTP_1_0(false, "--http1.0"),
    HTTP_1_1(false, "--http1.1"),
    H2C(false, "--http2-prior-knowledge"),
    HTTPS_1_0(true, "--http1.0"),
    HTTPS_1_1(true, "--http1.1"),
    H2(true, "--http2");

    private final boolean secure;
    private final String option;

    Protocol(boolean secure, String option) {
        this.secure = secure;
        this.option = option;
    }

    boolean isSecure() {
        return secure;
    }

    boolean isHttp2() {
        return this == H2C || this == H2;
    }

    List<String> curl() {
        return List.of(option);
    }
}
