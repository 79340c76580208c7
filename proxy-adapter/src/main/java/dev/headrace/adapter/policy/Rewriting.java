package dev.headrace.adapter.policy;

import dev.headrace.rewriter.HtmlRewriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What is done with a document: a rewriter, and the version of what it was made from. Immutable; make one for each configuration
 * and share it.
 */
public final class Rewriting {
    private static final int VERSION_BYTES = 8;

    private final HtmlRewriter rewriter;
    private final String version;
    private final String versionTag;
    private final @Nullable RewriteOptions options;
    private final Preparation preparation;

    private Rewriting(
            HtmlRewriter rewriter,
            String version,
            String versionTag,
            @Nullable RewriteOptions options,
            Preparation preparation) {
        this.rewriter = rewriter;
        this.version = version;
        this.versionTag = versionTag;
        this.options = options;
        this.preparation = preparation;
    }

    /**
     * A rewriter with its version.
     *
     * @param version anything that changes whenever the rewriter would write other documents, and is the same in every process that
     *     serves them: a hash of the configuration, say. It goes into entity tags (hashed), so that a page that a client has from an
     *     earlier version is not taken for the current one.
     */
    public static Rewriting of(HtmlRewriter rewriter, String version) {
        return new Rewriting(rewriter, version, tag(version), null, Preparation.NONE);
    }

    /** This rewriting with options of its own, for codings, expansion and coalescing; the others are the handler's. */
    public Rewriting withOptions(RewriteOptions own) {
        return new Rewriting(rewriter, version, versionTag, own, preparation);
    }

    /** This rewriting with something that is done for each response. */
    public Rewriting withPreparation(Preparation other) {
        return new Rewriting(rewriter, version, versionTag, options, other);
    }

    /** The rewriter. */
    public HtmlRewriter rewriter() {
        return rewriter;
    }

    /** The version, as it was given. */
    public String version() {
        return version;
    }

    /** What stands for the version in entity tags: 11 letters, digits, {@code -} and {@code _}. */
    public String versionTag() {
        return versionTag;
    }

    /** What is done for each response beside rewriting. */
    public Preparation preparation() {
        return preparation;
    }

    /** This rewriting's own options, or else those given. */
    public RewriteOptions optionsOr(RewriteOptions others) {
        return options == null ? others : options;
    }

    private static String tag(String version) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(version.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, VERSION_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
