package dev.headrace.front.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a client must know (RFC 6750 §2.1). It is shown nowhere. */
public final class BearerToken {
    private static final String SCHEME = "bearer ";

    private final byte[] secret;

    /** A token. */
    public BearerToken(String secret) {
        this.secret = secret.getBytes(UTF_8);
    }

    /** Whether an {@code Authorization} field has it; takes as long for a wrong one. */
    boolean isIn(@Nullable String authorization) {
        return authorization != null
                && authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                && MessageDigest.isEqual(
                        authorization.substring(SCHEME.length()).strip().getBytes(UTF_8), secret);
    }
}
