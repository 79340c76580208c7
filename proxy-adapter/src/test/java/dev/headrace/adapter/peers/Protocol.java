package dev.headrace.adapter.peers;

import java.util.List;

/** How a client speaks with the example. */
enum Protocol {
    HTTP_1_0(false, "--http1.0"),
    HTTP_1_1(false, "--http1.1"),
    H2C(false, "--http2-prior-knowledge"),
    H2(true, "--http2");

    private final boolean tls;
    private final String curlOption;

    Protocol(boolean tls, String curlOption) {
        this.tls = tls;
        this.curlOption = curlOption;
    }

    boolean isTls() {
        return tls;
    }

    boolean isHttp2() {
        return this == H2C || this == H2;
    }

    /** The options that make curl speak it. */
    List<String> curl() {
        return tls ? List.of(curlOption, "--insecure") : List.of(curlOption);
    }
}
