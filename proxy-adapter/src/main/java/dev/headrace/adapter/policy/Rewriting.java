package dev.headrace.adapter.policy;

import dev.headrace.adapter.report.ShadowListener;
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
    private final boolean passing;
    private final @Nullable Shadow shadow;

    private Rewriting(
            HtmlRewriter rewriter,
            String version,
            String versionTag,
            @Nullable RewriteOptions options,
            Preparation preparation,
            boolean passing,
            @Nullable Shadow shadow) {
        this.rewriter = rewriter;
        this.version = version;
        this.versionTag = versionTag;
        this.options = options;
        this.preparation = preparation;
        this.passing = passing;
        this.shadow = shadow;
    }

    /**
     * A rewriter with its version.
     *
     * @param version anything that changes whenever the rewriter would write other documents, and is the same in every process that
     *     serves them: a hash of the configuration, say. It goes into entity tags (hashed), so that a page that a client has from an
     *     earlier version is not taken for the current one.
     */
    public static Rewriting of(HtmlRewriter rewriter, String version) {
        return new Rewriting(rewriter, version, tag(version), null, Preparation.NONE, false, null);
    }

    /**
     * Nothing is done: requests and responses pass untouched, as where a {@link RewritePolicy} has no rewriting. It is there to be given a
     * {@linkplain #withShadow shadow}, where a first configuration is to be tried. The policy is not asked again when the response is there.
     */
    public static Rewriting passing() {
        return new Rewriting(HtmlRewriter.builder().build(), "", tag(""), null, Preparation.NONE, true, null);
    }

    /** This rewriting with options of its own, for codings, expansion and coalescing; the others are the handler's. */
    public Rewriting withOptions(RewriteOptions own) {
        return new Rewriting(rewriter, version, versionTag, own, preparation, passing, shadow);
    }

    /** This rewriting with something that is done for each response. */
    public Rewriting withPreparation(Preparation other) {
        return new Rewriting(rewriter, version, versionTag, options, other, passing, shadow);
    }

    /**
     * This rewriting with a candidate beside it, on the same responses. Clients get what this one makes; what the candidate would have made
     * is compared with that and forgotten. Its work is done when what there is of a response was written to the client.
     *
     * <p>The candidate's handlers are called as if it were live, so they should change nothing outside their documents. One that waits for an
     * asynchronous handler is stopped there. A shadow of the candidate's own does nothing.
     *
     * @param listener hears of each response that was compared
     * @param share on which share of responses the candidate runs, from 0 to 1
     */
    public Rewriting withShadow(Rewriting candidate, ShadowListener listener, double share) {
        return new Rewriting(
                rewriter, version, versionTag, options, preparation, passing, new Shadow(candidate, listener, share));
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

    /** Whether this is {@link #passing()}. */
    public boolean isPassing() {
        return passing;
    }

    /** What runs beside it; null if nothing does. */
    public @Nullable Shadow shadow() {
        return shadow;
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
